"""Reminders to the one who still has to judge a mock round, and its end when the interviewer never does."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Notification, User
from interviews.models import MockRound, MockScore
from mentoring.actions import sharing
from mentoring.models import MockInvitation
from tests.mentoring.mocks import base, fill, finish, hand_in, judge, own_page, prepared


@pytest.fixture
def row(learner: User, mentor: User) -> MockInvitation:
    return prepared(learner, mentor)


def remind(days: float) -> str:
    """Runs the command so many days after the last step of the round."""
    moment = timezone.now() - datetime.timedelta(days=days)
    MockRound.objects.exclude(finished_at=None).update(finished_at=moment)
    MockInvitation.objects.exclude(closed_at=None).update(closed_at=moment)
    out = StringIO()
    call_command("send_reminders", stdout=out)
    return out.getvalue()


def told(kind: str) -> list[int]:
    return sorted(Notification.objects.filter(kind=kind).values_list("owner", flat=True))


def test_the_mentor_is_reminded_twice_and_then_both_are_told_that_it_is_closed(
    row: MockInvitation, learner: User, mentor: User
) -> None:
    finish(row)
    remind(2.9)
    assert told("mock_reminder") == []
    for _twice in range(2):
        remind(3.1)
        assert told("mock_reminder") == [mentor.pk]
    remind(7.1)
    remind(13.9)
    assert told("mock_reminder") == [mentor.pk, mentor.pk]
    assert told("mock_timed_out") == []
    assert "timed out: 1" in remind(14.1)
    assert "timed out: 0" in remind(14.1)
    assert told("mock_timed_out") == sorted([learner.pk, mentor.pk])
    row.refresh_from_db()
    assert row.state == "timed_out"
    assert row.closed_at is not None


def test_what_the_mentor_had_noted_is_kept_and_reaches_nobody(
    row: MockInvitation, signed_in: Client, as_mentor: Client, mentor: User
) -> None:
    finish(row)
    fill(row, 1)
    remind(14.1)
    assert set(row.sheets.values_list("notes", "clarity")) == {("CANARY-notes", 1)}
    assert MockScore.objects.count() == 0
    assert as_mentor.get(base(row)).status_code == 404
    assert as_mentor.post(f"{base(row)}hand-in/", {"comment": "late", "version": 1}).status_code == 404
    page = signed_in.get(own_page(row)).content.decode()
    assert "Mia Mentor handed in no scores" in page
    assert "CANARY" not in page
    addresses = {each.owner_id: each.url for each in Notification.objects.filter(kind="mock_timed_out")}
    assert addresses[mentor.pk] == "/mentoring/"
    assert signed_in.get(addresses[row.mock.owner_id]).status_code == 200


def test_nobody_is_reminded_before_the_round_is_over_or_while_nothing_is_shared(row: MockInvitation) -> None:
    assert "reminded: 0, timed out: 0" in remind(30)
    finish(row)
    sharing.pause(mentorship=row.mentorship, paused=True)
    assert "reminded: 0, timed out: 0" in remind(30)
    sharing.pause(mentorship=row.mentorship, paused=False)
    assert "reminded: 0, timed out: 1" in remind(30)


def test_the_learner_is_reminded_twice_to_judge_and_nothing_is_closed(
    row: MockInvitation, learner: User, signed_in: Client
) -> None:
    finish(row)
    remind(7.1)  # a reminder of the mentor does not count for the learner
    hand_in(row)
    remind(2.9)
    assert told("mock_judge_reminder") == []
    for _twice in range(2):
        remind(3.1)
        assert told("mock_judge_reminder") == [learner.pk]
    remind(7.1)
    for _twice in range(2):
        assert "timed out: 0" in remind(14.1)
    assert told("mock_judge_reminder") == [learner.pk, learner.pk]
    row.refresh_from_db()
    assert row.state == "handed_in"
    page = signed_in.get("/notifications/").content.decode()
    assert "once you have judged your answers yourself" in page
    judge(row)
    assert "Both judgements" in signed_in.get(own_page(row)).content.decode()


def test_nobody_is_reminded_of_what_is_long_past(row: MockInvitation) -> None:
    finish(row)
    hand_in(row)
    remind(14.1)
    assert told("mock_judge_reminder") == []


def test_whoever_has_judged_is_not_reminded(row: MockInvitation) -> None:
    finish(row)
    judge(row)
    hand_in(row)
    assert "reminded: 0" in remind(7.1)
    assert told("mock_judge_reminder") == []
