"""Days in words. Formatting a date is slow and lists show the same few days again and again, so each is written once."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language


def day_text(moment: datetime) -> str:
    """The day on which this was, in the reader's time zone and language."""
    return date_text(timezone.localtime(moment).date())


def date_text(day: date) -> str:
    """A day in the reader's language."""
    return _text(day, get_language() or "en")


@lru_cache(maxsize=4096)
def _text(day: date, _language: str) -> str:
    return date_format(day, "DATE_FORMAT")
