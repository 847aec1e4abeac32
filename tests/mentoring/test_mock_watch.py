"""The line that an interviewer's page asks for every few seconds."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews import actions as interviews
from interviews.models import MockRound
from mentoring.models import AccessLog, MockInvitation
from tests.mentoring.mocks import base, finish, hand_in, prepared


@pytest.fixture
def row(learner: User, mentor: User) -> MockInvitation:
    return prepared(learner, mentor)


def watch(client: Client, row: MockInvitation, question: object = 1) -> str:
    response = client.get(f"{base(row)}watch/?question={question}")
    assert response.status_code == 200
    return response.content.decode()


def test_is_a_fragment_that_follows_the_learner(as_mentor: Client, row: MockInvitation, learner: User) -> None:
    text = watch(as_mentor, row)
    assert text.startswith('<div id="watch"')
    assert "The clock stands still" in text
    assert "Lea Learner is on this question." in text
    assert len(text) < 1000
    now = timezone.now()
    interviews.resume_mock(owner=learner, mock=row.mock, now=now)
    interviews.go_to(owner=learner, mock=row.mock, order=2, now=now)
    text = watch(as_mentor, row)
    assert "Lea Learner is on question 2." in text
    assert "15 minutes left" in text
    assert 'hx-trigger="every 4s"' in text


def test_the_clock_is_the_servers(as_mentor: Client, row: MockInvitation, learner: User) -> None:
    interviews.resume_mock(owner=learner, mock=row.mock, now=timezone.now())
    MockRound.objects.update(started_at=timezone.now() - timedelta(minutes=14, seconds=30))
    assert "1 minute left" in watch(as_mentor, row)
    MockRound.objects.update(started_at=timezone.now() - timedelta(minutes=40))
    assert "Time is up" in watch(as_mentor, row)


def test_stops_asking_when_the_round_is_over(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    text = watch(as_mentor, row)
    assert "The round is over." in text
    assert "hx-trigger" not in text
    hand_in(row)
    assert as_mentor.get(f"{base(row)}watch/").status_code == 404


@pytest.mark.parametrize("question", ["", "x", "١", "9" * 400, "-1"])
def test_bad_numbers_are_harmless(as_mentor: Client, row: MockInvitation, question: str) -> None:
    assert "is on question 1" in watch(as_mentor, row, question)


def test_is_no_opening_and_cheap(as_mentor: Client, row: MockInvitation, django_assert_num_queries) -> None:
    watch(as_mentor, row)
    with django_assert_num_queries(5):  # session, person, invitation with its round, mentorship, hidden
        watch(as_mentor, row)
    assert not AccessLog.objects.exists()
