"""The times at which clocks jump: a skipped one goes forward, a repeated one is the first, wherever in the world."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.forms.fields import LocalMomentField, on_the_clock
from interviews.models import Interview
from tests.interviews.search import apply

ZONES = (
    "Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Athens", "Europe/Dublin", "America/New_York", "America/Chicago",
    "America/Denver", "America/Los_Angeles", "America/St_Johns", "America/Halifax", "America/Havana", "America/Santiago",
    "Australia/Sydney", "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Asia/Jerusalem",
    "Africa/Cairo",
)  # fmt: skip
START, TRANSITIONS = datetime(2025, 1, 1, tzinfo=UTC), 4


def jumps(name: str) -> list[tuple[datetime, timedelta, timedelta]]:
    """The next moments at which the offset of a zone changes, with the offsets before and after."""
    zone, moment, found = ZoneInfo(name), START, []
    while len(found) < TRANSITIONS:
        later = moment + timedelta(hours=1)
        before, after = (each.astimezone(zone).utcoffset() for each in (moment, later))
        if before != after:  # all our zones change on a full or half hour
            half = moment + timedelta(minutes=30)
            at = half if half.astimezone(zone).utcoffset() == after else later
            found.append((at, before, after))
        moment = later
    return found


@pytest.mark.parametrize("name", ZONES)
def test_a_skipped_time_goes_forward_and_a_repeated_one_is_the_first(name: str) -> None:
    zone, field = ZoneInfo(name), LocalMomentField()
    kinds = set()
    for at, before, after in jumps(name):
        shift = after - before
        kinds.add(shift > timedelta(0))
        # The clock shows this in the middle of the gap or, once more, of the fold.
        wall = (at + min(before, after)).replace(tzinfo=None) + abs(shift) / 2
        with timezone.override(zone):
            moment = field.clean(wall.strftime("%Y-%m-%dT%H:%M"))
        assert moment == on_the_clock(wall, zone)
        shown = moment.astimezone(zone).replace(tzinfo=None)
        if shift > timedelta(0):
            assert shown == wall + shift
            assert moment == at + shift / 2
        else:
            assert shown == wall
            assert moment == at + shift / 2  # the later of the two would be after the jump
            assert moment.astimezone(zone).fold == 0
        for minutes in (-90, 150):  # beside the jump nothing is moved
            quiet = (at + timedelta(minutes=minutes)).astimezone(zone)
            assert on_the_clock(quiet.replace(tzinfo=None), zone) == quiet.astimezone(UTC)
    assert kinds == {True, False}


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),
        ("Asia/Shanghai", "2026-03-29T02:30", "2026-03-28T18:30"),
    ],
)
def test_an_interview_is_noted_at_that_moment(client: Client, learner: User, name: str, typed: str, stored: str) -> None:
    User.objects.filter(pk=learner.pk).update(time_zone=name)
    client.force_login(learner)
    application = apply(learner, "applied", "screening")
    url = f"/interviews/applications/{application.pk}/interviews/"
    key = "00000000-0000-4000-8000-000000000001"
    response = client.post(url, {"round": "", "starts_at": typed, "minutes": "45", "form_key": key})
    assert response.status_code == 302
    assert Interview.objects.get().starts_at == datetime.fromisoformat(stored).replace(tzinfo=UTC)
