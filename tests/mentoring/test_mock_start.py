"""Preparing a round with an interviewer."""

import uuid

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Notification, User
from interviews.models import MockRound
from mentoring.actions import sharing
from mentoring.models import MockInvitation
from mentoring.today import today_panel
from tests.interviews.mocks import start
from tests.mentoring.conftest import pair
from tests.mentoring.mocks import prepared

PAGE = "/mentoring/interviews/new/"


def sent(chosen: object, **changes: object) -> dict[str, object]:
    form = {"mentorship": str(chosen), "round": "technical-1", "role": "", "minutes": 15, "form_key": str(uuid.uuid4())}
    return {**form, **changes}


def test_prepares_a_round_that_waits_and_tells_the_mentor(
    signed_in: Client, learner: User, mentor: User, django_capture_on_commit_callbacks
) -> None:
    mentorship = pair(learner, mentor, scopes=("answers",))
    assert "Mia Mentor" in signed_in.get(PAGE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in.post(PAGE, sent(mentorship.pk))
    mock, row = MockRound.objects.get(), MockInvitation.objects.get()
    assert response.url == mock.get_absolute_url()
    assert mock.paused_at == mock.started_at  # not a second is lost before the two have met
    assert (row.mock, row.mentorship, row.state) == (mock, mentorship, "open")
    assert row.sheets.count() == mock.items.count()
    told = Notification.objects.get(owner=mentor, kind="mock_invited")
    assert told.url == f"/mentoring/interviews/{row.pk}/"
    assert [each.to for each in mail.outbox if "Lea Learner asks you to interview them" in each.body] == [[mentor.email]]
    assert "is invited as your interviewer" in signed_in.get(response.url).content.decode()


def test_the_same_form_twice_is_one_round_and_one_invitation(signed_in: Client, learner: User, mentor: User) -> None:
    form = sent(pair(learner, mentor, scopes=("answers",)).pk)
    signed_in.post(PAGE, form)
    assert signed_in.post(PAGE, form).status_code == 302
    assert (MockRound.objects.count(), MockInvitation.objects.count()) == (1, 1)


def test_a_round_under_way_is_offered_instead(signed_in: Client, learner: User) -> None:
    mock = start(learner)
    for method in (signed_in.get, signed_in.post):
        assert method(PAGE).url == f"/mentoring/interviews/rounds/{mock.pk}/"


@pytest.mark.parametrize("scopes", [("skills",), ("projects", "resume")])
def test_only_mentors_who_see_the_answers_can_be_asked(
    signed_in: Client, learner: User, mentor: User, scopes: tuple[str, ...]
) -> None:
    mentorship = pair(learner, mentor, scopes=scopes)
    assert "No mentor sees your practice answers" in signed_in.get(PAGE).content.decode()
    assert signed_in.post(PAGE, sent(mentorship.pk)).status_code == 422
    assert not MockRound.objects.exists()


def test_nor_those_of_others_nor_of_ended_or_paused_mentorships(
    signed_in: Client, learner: User, mentor: User, stranger: User
) -> None:
    foreign = pair(stranger, mentor, scopes=("answers",))
    paused = pair(learner, mentor, scopes=("answers",))
    sharing.pause(mentorship=paused, paused=True)
    ended = pair(learner, stranger, scopes=("answers",))
    sharing.end(mentorship=ended, by=stranger)
    for each in (foreign, paused, ended):
        assert signed_in.post(PAGE, sent(each.pk)).status_code == 422
    assert not MockRound.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"mentorship": "x"}, {"round": "no-such"}, {"minutes": "7"}, {"form_key": ""}, {"role": "a\0b"},
                {"mentorship": str(uuid.uuid4())}, {"round": ""}],
)  # fmt: skip
def test_bad_input_starts_nothing(signed_in: Client, learner: User, mentor: User, changes: dict[str, str]) -> None:
    mentorship = pair(learner, mentor, scopes=("answers",))
    assert signed_in.post(PAGE, sent(mentorship.pk, **changes)).status_code == 422
    assert not MockRound.objects.exists()


def test_a_round_without_questions_starts_nothing(signed_in: Client, learner: User, mentor: User, monkeypatch) -> None:
    mentorship = pair(learner, mentor, scopes=("answers",))
    monkeypatch.setattr("interviews.actions.mocks.candidates", lambda *_given: [])
    response = signed_in.post(PAGE, sent(mentorship.pk))
    assert response.status_code == 422
    assert "There are no questions for this round yet." in response.content.decode()


def test_queries_do_not_grow_with_mentors(
    signed_in: Client, learner: User, mentor: User, stranger: User, django_assert_max_num_queries
) -> None:
    for person in (mentor, stranger):
        pair(learner, person, scopes=("answers",))
    signed_in.get(PAGE)
    with django_assert_max_num_queries(9):
        signed_in.get(PAGE)


def test_the_mentor_finds_it_on_the_desk_on_the_page_of_the_mentee_and_today(
    as_mentor: Client, learner: User, mentor: User
) -> None:
    row = prepared(learner, mentor)
    for page in ("/mentoring/", f"/mentoring/mentees/{row.mentorship_id}/"):
        assert f"/mentoring/interviews/{row.pk}/" in as_mentor.get(page).content.decode(), page
    assert today_panel(mentor).interviews == 1
    assert today_panel(learner) is None
