"""Handing points and comment in to the learner."""

import pytest
from django.test import Client

from accounts.models import Notification, User
from interviews.models import MockScore
from mentoring.mock_outcome import outcome_of
from mentoring.models import MockInvitation
from tests.mentoring.mocks import RUBRIC, base, fill, finish, judge, prepared

SENT = {"comment": "**Nearly.** Keep going", "version": 1}


@pytest.fixture
def row(learner: User, mentor: User) -> MockInvitation:
    return prepared(learner, mentor)


def test_gives_the_learner_the_points_and_tells_them(as_mentor: Client, row: MockInvitation, learner: User) -> None:
    finish(row)
    fill(row, 2)
    assert as_mentor.post(f"{base(row)}hand-in/", SENT).url == base(row)
    scores = MockScore.objects.filter(item__mock=row.mock_id)
    assert {(score.scorer, score.by_name, score.owner_id, score.total, score.note) for score in scores} == {
        ("interviewer", "Mia Mentor", learner.pk, 8, "")
    }
    row.refresh_from_db()
    assert row.state == "handed_in"
    assert "<strong>Nearly.</strong>" in row.html
    assert Notification.objects.filter(owner=learner, kind="mock_scored").count() == 1
    assert as_mentor.post(f"{base(row)}hand-in/", SENT).status_code == 404  # once


def test_what_was_not_asked_counts_for_neither(as_mentor: Client, row: MockInvitation) -> None:
    mock = finish(row)
    judge(row, 3)
    row.sheets.filter(item__order=1).update(**dict.fromkeys(RUBRIC, 2))
    as_mentor.post(f"{base(row)}hand-in/", SENT)
    outcome = outcome_of(mock)
    assert outcome
    assert (outcome.total.own, outcome.total.theirs) == (100, 67)
    assert {(pair.own, pair.theirs) for pair in outcome.rows} == {(100, 67)}
    assert "Only the questions that the interviewer judged are counted." in as_mentor.get(base(row)).content.decode()


def test_not_before_the_round_is_over_and_the_comment_is_kept(as_mentor: Client, row: MockInvitation) -> None:
    fill(row)
    response = as_mentor.post(f"{base(row)}hand-in/", SENT)
    assert response.status_code == 422
    assert "still under way" in response.content.decode()
    assert "Keep going" in response.content.decode()
    row.refresh_from_db()
    assert (row.state, row.comment) == ("open", SENT["comment"])
    assert not MockScore.objects.exists()


def test_a_question_judged_by_half_is_named(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    row.sheets.filter(item__order=2).update(correctness=1)
    row.sheets.filter(item__order=1).update(correctness=1, reasoning=1, limits=1, clarity=1)
    response = as_mentor.post(f"{base(row)}hand-in/", SENT)
    assert response.status_code == 422
    assert "Question 2 is judged by half" in response.content.decode()
    assert not MockScore.objects.exists()


def test_nothing_judged_is_nothing_to_hand_in(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    response = as_mentor.post(f"{base(row)}hand-in/", SENT)
    assert "Judge at least one question first." in response.content.decode()
    assert not Notification.objects.filter(kind="mock_scored").exists()


def test_a_question_that_was_not_asked_is_left_out(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    row.sheets.filter(item__order=1).update(correctness=1, reasoning=1, limits=1, clarity=1)
    as_mentor.post(f"{base(row)}hand-in/", {**SENT, "comment": ""})
    assert MockScore.objects.count() == 1


def test_the_comment_alone_can_be_saved_without_scripts(as_mentor: Client, row: MockInvitation) -> None:
    assert as_mentor.post(f"{base(row)}hand-in/", {**SENT, "intent": "save"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.comment) == ("open", SENT["comment"])


def test_another_tab_is_not_overwritten(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    fill(row)
    as_mentor.post(f"{base(row)}hand-in/", {"comment": "one", "version": 1, "intent": "save"})
    response = as_mentor.post(f"{base(row)}hand-in/", {"comment": "two", "version": 1})
    assert response.status_code == 409
    assert '<pre class="stored">one</pre>' in response.content.decode()
    assert not MockScore.objects.exists()


@pytest.mark.parametrize("sent", [{"comment": "x" * 20_001, "version": 1}, {"comment": "a\0b", "version": 1}, {"comment": "x"}])
def test_bad_input_hands_in_nothing(as_mentor: Client, row: MockInvitation, sent: dict[str, object]) -> None:
    finish(row)
    fill(row)
    assert as_mentor.post(f"{base(row)}hand-in/", sent).status_code == 422
    assert as_mentor.get(f"{base(row)}hand-in/").status_code == 405
    assert not MockScore.objects.exists()
