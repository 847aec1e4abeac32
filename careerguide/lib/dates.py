"""Days in words. Formatting a date is slow and lists show the same few days again and again, so each is written once."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language


def day_text(moment: datetime) -> str:
    """The day on which this was, in the reader's time zone and language."""
    return _text(timezone.localtime(moment).date(), get_language() or "en")


def moment_text(moment: datetime) -> str:
    """The day in figures and the time, in the reader's time zone and language."""
    return _short_text(timezone.localtime(moment).replace(tzinfo=None), get_language() or "en")


@lru_cache(maxsize=4096)
def _short_text(moment: datetime, _language: str) -> str:
    return date_format(moment, "SHORT_DATETIME_FORMAT")


@lru_cache(maxsize=4096)
def _text(day: date, _language: str) -> str:
    return date_format(day, "DATE_FORMAT")
