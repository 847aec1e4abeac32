"""One round and its interviewer, for the learner: ask, wait, judge first, compare."""

import uuid

import pytest
from django.test import Client

from accounts.models import Notification, User
from interviews import actions as interviews
from interviews.models import MockRound, MockScore
from mentoring.actions import mocks as actions
from mentoring.models import MockInvitation
from tests.interviews.mocks import finished, start
from tests.mentoring.conftest import pair
from tests.mentoring.mocks import base, finish, hand_in, judge, own_page, prepared


def page_of(mock: MockRound) -> str:
    return f"/mentoring/interviews/rounds/{mock.pk}/"


def form(mentorship: object) -> dict[str, str]:
    return {"mentorship": str(mentorship), "form_key": str(uuid.uuid4())}


def test_a_mentor_is_asked_to_a_round_under_way(signed_in: Client, learner: User, mentor: User) -> None:
    mock, mentorship = start(learner), pair(learner, mentor, scopes=("answers",))
    assert "Interview with a mentor" in signed_in.get(mock.get_absolute_url()).content.decode()
    assert "Mia Mentor" in signed_in.get(page_of(mock)).content.decode()
    assert signed_in.post(page_of(mock), form(mentorship.pk)).url == mock.get_absolute_url()
    row = MockInvitation.objects.get()
    assert row.mock.paused_at is None  # its clock runs on
    page = signed_in.get(page_of(mock)).content.decode()
    assert "have not opened the interview yet" in page
    actions.join(invitation=row)
    assert "Mia Mentor is your interviewer" in signed_in.get(page_of(mock)).content.decode()
    assert "Mia Mentor is here as your interviewer" in signed_in.get(mock.get_absolute_url()).content.decode()


def test_one_interviewer_for_a_round(signed_in: Client, learner: User, mentor: User, stranger: User) -> None:
    row = prepared(learner, mentor)
    other = pair(learner, stranger, scopes=("answers",))
    assert signed_in.post(own_page(row), form(other.pk)).url == own_page(row)
    assert MockInvitation.objects.count() == 1
    actions.withdraw(invitation=row)
    assert signed_in.post(own_page(row), form(other.pk)).status_code == 302
    assert MockInvitation.objects.get(state="open").mentorship == other


def test_a_round_that_is_over_has_room_for_nobody(signed_in: Client, learner: User, mentor: User) -> None:
    mock, mentorship = finished(learner), pair(learner, mentor, scopes=("answers",))
    assert "This round is over" in signed_in.get(page_of(mock)).content.decode()
    assert signed_in.post(page_of(mock), form(mentorship.pk)).status_code == 422
    assert not MockInvitation.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"mentorship": "x"}, {"mentorship": str(uuid.uuid4()), "form_key": str(uuid.uuid4())}])
def test_bad_input_asks_nobody(signed_in: Client, learner: User, mentor: User, sent: dict[str, str]) -> None:
    mock = start(learner)
    pair(learner, mentor, scopes=("answers",))
    assert signed_in.post(page_of(mock), sent).status_code == 422
    assert not MockInvitation.objects.exists()


def test_somebody_elses_round_is_not_there(signed_in: Client, stranger: User) -> None:
    mock = start(stranger)
    for method in (signed_in.get, signed_in.post):
        assert method(page_of(mock)).status_code == 404


def test_a_mentor_who_declines_makes_room_for_another(signed_in: Client, learner: User, mentor: User) -> None:
    row = prepared(learner, mentor)
    actions.decline(invitation=row)
    page = signed_in.get(own_page(row)).content.decode()
    assert "Mia Mentor cannot interview you this time." in page
    assert "Invite to this round" in page


def test_the_round_can_be_finished_and_judged_alone(signed_in: Client, learner: User, mentor: User) -> None:
    row = prepared(learner, mentor)
    mock = finish(row)
    judge(row)
    page = signed_in.get(mock.get_absolute_url()).content.decode()
    assert "The scores of Mia Mentor are still to come" in page
    assert "Save the judgement" in page
    assert "has not handed in scores yet" in signed_in.get(own_page(row)).content.decode()


def test_the_interviewers_points_are_hidden_until_one_has_judged_oneself(
    signed_in: Client, learner: User, mentor: User
) -> None:
    row = prepared(learner, mentor)
    mock = finish(row)
    hand_in(row, 3)
    for path in (mock.get_absolute_url(), own_page(row)):
        text = signed_in.get(path).content.decode()
        assert "100%" not in text, path
        assert "12 / 12" not in text, path
        assert "As Mia Mentor judged" not in text, path
        assert "<strong>Nearly.</strong>" not in text, path
    assert Notification.objects.get(kind="mock_scored").url == own_page(row)
    judge(row, 1)
    page = signed_in.get(own_page(row)).content.decode()
    assert "Both judgements, side by side" in page
    assert "<strong>Nearly.</strong>" in page
    assert "<strong>+2</strong>" in page
    assert "CANARY-notes" not in page
    text = signed_in.get(mock.get_absolute_url()).content.decode()
    assert "As Mia Mentor judged" in text
    assert "Side by side with Mia Mentor" in text


def test_both_judgements_stand_once_both_are_there(signed_in: Client, learner: User, mentor: User) -> None:
    row = prepared(learner, mentor)
    mock = finish(row)
    hand_in(row, 3)
    judge(row, 1)
    sent = {f"i{item.pk}-{name}": 3 for item in mock.items.all() for name in ("correctness", "reasoning", "limits", "clarity")}
    assert signed_in.post(f"{mock.get_absolute_url()}score/", sent).status_code == 302
    own = MockScore.objects.filter(scorer="learner")
    assert set(own.values_list("correctness", flat=True)) == {1}
    assert "Save the judgement" not in signed_in.get(mock.get_absolute_url()).content.decode()


def test_the_comment_is_made_safe(signed_in: Client, learner: User, mentor: User) -> None:
    row = prepared(learner, mentor)
    finish(row)
    judge(row)
    row.sheets.update(correctness=1, reasoning=1, limits=1, clarity=1)
    MockInvitation.objects.update(comment="<script>alert(1)</script> [x](javascript:alert(1)) **so**")
    actions.hand_in(invitation=row)
    page = signed_in.get(own_page(row)).content.decode()
    assert "<strong>so</strong>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_question_that_was_not_asked_says_so(signed_in: Client, as_mentor: Client, learner: User, mentor: User) -> None:
    row = prepared(learner, mentor)
    finish(row)
    judge(row)
    first = row.sheets.first()
    type(first).objects.filter(pk=first.pk).update(correctness=3, reasoning=3, limits=3, clarity=3)
    actions.hand_in(invitation=row)
    for client, path in ((signed_in, own_page(row)), (as_mentor, base(row))):
        assert "Not asked, or not judged" in client.get(path).content.decode()


def test_queries_do_not_grow_with_questions(signed_in: Client, learner: User, mentor: User, django_assert_num_queries) -> None:
    mentorship = pair(learner, mentor, scopes=("answers",))
    for minutes in (15, 60):
        mock = start(learner, minutes=minutes)
        row = actions.invite_interviewer(mentorship=mentorship, mock=mock, form_key=uuid.uuid4())
        interviews.finish_mock(owner=learner, mock=mock, now=mock.started_at)
        row = MockInvitation.objects.select_related("mock__round", "mentorship__learner", "mentorship__mentor").get(pk=row.pk)
        judge(row)
        hand_in(row)
        signed_in.get(own_page(row))
        with django_assert_num_queries(8):  # session, person, round, invitation, mentors, hidden, scores, questions
            signed_in.get(own_page(row))
