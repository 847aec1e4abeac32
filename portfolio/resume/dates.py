"""Dates as résumés have them: a year, a month or a day, exactly as precise as the person knows."""

import calendar
import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

SHAPE = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def validate_partial_date(value: str) -> None:
    """Raise unless `value` is YYYY, YYYY-MM or YYYY-MM-DD and exists in the calendar."""
    if not exists(value):
        raise ValidationError(_("Write a year or a month: 2024 or 2024-03."), code="partial_date")


def exists(value: str) -> bool:
    """Whether `value` is YYYY, YYYY-MM or YYYY-MM-DD and stands in the calendar."""
    try:
        return bool(SHAPE.fullmatch(value) and first_day(value))
    except ValueError:
        return False


def first_day(value: str) -> date:
    """The first day that `value` covers; raises ValueError when there is no such date."""
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def last_day(value: str) -> date:
    """The last day that `value` covers."""
    parts = [int(part) for part in value.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1])


def written(value: str) -> str:
    """The date as the active language writes it: “Mar 2024”, “2024年3月”. A day is not said: résumés have months."""
    if len(value) < 5:
        return _("%(year)s") % {"year": value} if value else ""
    # Translators: format of a month in a résumé, in Django's date format characters
    return date_format(first_day(value), _("M Y"))


def period(start: str, end: str, *, current: bool = False) -> str:
    """“Mar 2022 – present”, “2019 – 2021”, “2020”; empty when nothing is known."""
    finish = _("present") if current and not end else written(end)
    ends = [part for part in (written(start), finish) if part]
    return " – ".join(dict.fromkeys(ends))
