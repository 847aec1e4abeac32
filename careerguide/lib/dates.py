"""Days in words. Formatting a date is slow and lists show the same few days again and again, so each is written once."""

from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def day_text(moment: datetime) -> str:
    """The day on which this was, in the reader's time zone and language."""
    return date_text(timezone.localtime(moment).date())


def date_text(day: date) -> str:
    """A date in full."""
    return _text(day, get_language() or "en")


def short_date(day: date) -> str:
    """A date that is short enough for a table."""
    return _text(day, get_language() or "en", "SHORT_DATE_FORMAT")


def month_day(day: date) -> str:
    """A date without its year."""
    return _text(day, get_language() or "en", "MONTH_DAY_FORMAT")


def moment_text(moment: datetime) -> str:
    """The day and the time of day in the reader's time zone and language."""
    return _("%(day)s, %(time)s") % {"day": day_text(moment), "time": clock_text(moment)}


def clock_text(moment: datetime) -> str:
    """The time of day alone."""
    return _clock(timezone.localtime(moment).time().replace(second=0, microsecond=0), get_language() or "en")


def short_moment(moment: datetime) -> str:
    """A short date and the time, in the reader's time zone and language."""
    return _short_text(timezone.localtime(moment).replace(tzinfo=None), get_language() or "en")


@lru_cache(maxsize=4096)
def _short_text(moment: datetime, _language: str) -> str:
    return date_format(moment, "SHORT_DATETIME_FORMAT")


@lru_cache(maxsize=4096)
def _text(day: date, _language: str, style: str = "DATE_FORMAT") -> str:
    return date_format(day, style)


@lru_cache(maxsize=4096)
def _clock(time_of_day: time, _language: str) -> str:
    return time_format(time_of_day, "TIME_FORMAT")
