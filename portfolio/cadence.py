"""How often a planned action comes back: plain arithmetic on dates."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cadence(models.TextChoices):
    """How often something is done."""

    ONCE = "once", _("once")
    WEEKLY = "weekly", _("every week")
    TWICE_MONTHLY = "twice-monthly", _("twice a month")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    HALF_YEARLY = "half-yearly", _("every half-year")
    YEARLY = "yearly", _("every year")


DAYS = {Cadence.WEEKLY: 7, Cadence.TWICE_MONTHLY: 15}
MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6, Cadence.YEARLY: 12}


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_due(cadence: str, after: date) -> date | None:
    """The day on which it comes back, counted from `after`; None when it does not, or not within the calendar."""
    try:
        if days := DAYS.get(Cadence(cadence)):
            return after + timedelta(days=days)
        if months := MONTHS.get(Cadence(cadence)):
            return months_later(after, months)
    except (OverflowError, ValueError):
        return None
    return None


def occurrences(cadence: str, due: date | None, *, start: date, end: date) -> Iterator[date]:
    """The days from `start` up to and including `end` on which it falls due; an overdue one counts on `start`."""
    while due is not None and due <= end:
        yield max(due, start)
        due = next_due(cadence, max(due, start))


def quarter_start(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
