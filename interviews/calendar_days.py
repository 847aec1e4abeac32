"""Which day it is for a learner, and which interview is next."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import User
from interviews.models import Interview


def today_of(owner: User, now: datetime | None = None) -> date:
    """The date in the learner's own time zone, whoever asks."""
    return timezone.localdate(now or timezone.now(), ZoneInfo(owner.time_zone))


def next_interview(owner: User, today: date) -> date | None:
    """The date of the next interview that is arranged, today included; None without one."""
    zone = ZoneInfo(owner.time_zone)
    midnight = datetime.combine(today, time(), zone)
    starts = Interview.objects.owned_by(owner).upcoming(midnight).values_list("starts_at", flat=True).first()
    return timezone.localdate(starts, zone) if starts else None
