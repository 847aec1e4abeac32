"""Two tabs over one row: what counts as a conflict, and how the stored text is shown."""

import datetime

import pytest
from django.test import Client

from accounts.models import User
from careerguide.lib.versioned import as_read
from interviews.models import Interview, Task
from tests.interviews.search import apply, interview

UTC = datetime.UTC


@pytest.fixture
def meeting(learner: User) -> Interview:
    User.objects.filter(pk=learner.pk).update(time_zone="Asia/Shanghai")
    return interview(apply(learner, "screening"), datetime.datetime(2026, 5, 4, 2, 30, tzinfo=UTC), minutes=45)


def debrief(**values: object) -> dict[str, object]:
    return {"starts_at": "2026-05-04T10:30", "minutes": 45, "version": 1, **values}


def test_a_moment_in_conflict_is_told_on_ones_own_clock(signed_in: Client, meeting: Interview) -> None:
    url = meeting.get_absolute_url()
    assert signed_in.post(url, debrief(starts_at="2026-05-05T09:00")).status_code == 302
    response = signed_in.post(url, debrief(starts_at="2026-05-06T09:00"))
    assert response.status_code == 409
    (difference,) = response.context["form"].conflict
    assert difference.stored == "May 5, 2026, 9 a.m."
    assert difference.typed == "May 6, 2026, 9 a.m."


def test_two_tabs_that_say_the_same_are_both_saved(signed_in: Client, meeting: Interview) -> None:
    sent = debrief(differently="Draw it first", next_action="Write to them", next_action_on="2026-05-08")
    for _tab in range(2):
        assert signed_in.post(meeting.get_absolute_url(), sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.differently, meeting.version) == ("Draw it first", 2)
    assert Task.objects.get().title == "Write to them"


def test_a_next_action_from_the_other_tab_is_not_overwritten_silently(signed_in: Client, meeting: Interview) -> None:
    url = meeting.get_absolute_url()
    assert signed_in.post(url, debrief(next_action="Write to them", next_action_on="2026-05-08")).status_code == 302
    response = signed_in.post(url, debrief(next_action="Call them", next_action_on="2026-05-08"))
    assert response.status_code == 409
    assert [(one.stored, one.typed) for one in response.context["form"].conflict] == [("Write to them", "Call them")]
    assert Task.objects.get().title == "Write to them"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (datetime.date(2026, 5, 4), "May 4, 2026"),
        (datetime.time(9, 5), "9:05 a.m."),
        (datetime.datetime(2026, 5, 4, 9, 5), "May 4, 2026, 9:05 a.m."),
        (7, "7"),
    ],
)
def test_values_are_shown_as_people_read_them(value: object, text: str) -> None:
    assert as_read(value) == text
