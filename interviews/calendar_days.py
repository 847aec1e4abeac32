"""Which day it is for a learner, and which interview is next."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import User


def today_of(owner: User, now: datetime | None = None) -> date:
    """The date in the learner's own time zone, whoever asks."""
    return timezone.localdate(now or timezone.now(), ZoneInfo(owner.time_zone))


def next_interview(owner: User, today: date) -> date | None:
    """The date of the next interview that is arranged, today included; None without one."""
    return None
