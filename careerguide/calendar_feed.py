"""Somebody's own dates from every part of the product, under an address that only they know."""

from __future__ import annotations

import hashlib
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import CalendarFeed, User
from careerguide.lib.calendar_file import Entry, file_of
from careerguide.lib.secret_addresses import digest, new_token
from interviews import calendar_entries as of_interviews
from mentoring import calendar_entries as of_mentoring
from portfolio.brand import calendar_entries as of_brand

PAST = timedelta(days=90)
AHEAD = timedelta(weeks=26)
Kind = CalendarFeed.Kind


def make(*, owner: User, kinds: list[str]) -> str:
    """A new address, told once; any older one stops working."""
    token = new_token()
    values = {"token_hash": digest(token), "created_at": timezone.now()}
    CalendarFeed.objects.update_or_create(owner=owner, defaults=values, create_defaults={**values, "kinds": kinds})
    return token


def find(token: str) -> CalendarFeed | None:
    """The feed that this token opens; None when there is none, or its owner's account is switched off."""
    feeds = CalendarFeed.objects.filter(owner__is_active=True).select_related("owner")
    return feeds.filter(token_hash=digest(token)).first()


@dataclass(frozen=True)
class Dates:
    """What stands in the calendar now, in the language that is active."""

    entries: list[Entry]
    zone: str

    @property
    def etag(self) -> str:
        """Changes with anything that the file says. Works without making the file."""
        said = repr((get_language(), self.zone, self.entries))
        return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'

    @property
    def file(self) -> bytes:
        """The calendar file."""
        return file_of(self.entries, name=_("Careerguide: my dates"), zone=self.zone)


def dates_of(feed: CalendarFeed, now: datetime) -> Dates:
    """The chosen kinds, one query each. Days are those of the owner's time zone."""
    owner = feed.owner
    today = timezone.localdate(now, zoneinfo.ZoneInfo(owner.time_zone))
    # Whole days, so that the file does not change with every minute.
    since = datetime.combine(today - PAST, datetime.min.time(), tzinfo=zoneinfo.ZoneInfo(owner.time_zone))
    gather: dict[str, Callable[[], list[Entry]]] = {
        Kind.INTERVIEWS: lambda: of_interviews.interviews(owner, since),
        Kind.TASKS: lambda: of_interviews.tasks(owner),
        Kind.BRAND: lambda: of_brand.actions(owner, today, today + AHEAD),
        Kind.CHECK_INS: lambda: of_mentoring.check_ins(owner, since),
        Kind.GOALS: lambda: of_mentoring.goals(owner),
        Kind.REVIEWS: lambda: of_interviews.reviews(owner, today),
    }
    return Dates([entry for kind, read in gather.items() if kind in feed.kinds for entry in read()], owner.time_zone)
