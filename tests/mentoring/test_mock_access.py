"""Every state × every address of an interview: the mentor is in only while it is shared, from one request to the next."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from accounts.models import Notification, User
from interviews.models import MockScore
from mentoring import access
from mentoring.actions import mocks as actions
from mentoring.actions import sharing
from mentoring.actions.reviews import NoLongerPossibleError
from mentoring.models import AccessLog, HiddenItem, Mentorship, MockInvitation
from tests.mentoring.conftest import pair
from tests.mentoring.mocks import base, fill, finish, hand_in, invited, prepared, sheet

HTMX = {"HX-Request": "true", "HX-Target": "saved"}
READS = ("", "watch/?question=1")


def writes() -> dict[str, dict[str, object]]:
    return {
        "sheets/1/": sheet(3, "LATE"),
        "comment/": {"comment": "LATE", "version": 1},
        "hand-in/": {"comment": "LATE", "version": 1},
        "decline/": {},
    }


def past(row: MockInvitation) -> None:
    Mentorship.objects.filter(pk=row.mentorship_id).update(until=timezone.localdate() - datetime.timedelta(days=2))


def hide(row: MockInvitation) -> None:
    sharing.hide(mentorship=row.mentorship, kind="answers", item=row.item, label=row.label)


SHUT: dict[str, Callable[[MockInvitation], object]] = {
    "withdrawn": lambda row: actions.withdraw(invitation=row),
    "paused": lambda row: sharing.pause(mentorship=row.mentorship, paused=True),
    "narrowed": lambda row: sharing.share(mentorship=row.mentorship, scopes=["skills", "projects"], until=None),
    "hidden": hide,
    "hidden by a row alone": lambda row: HiddenItem.objects.create(
        mentorship=row.mentorship, kind="answers", item=row.item, label="x"
    ),
    "ended by the learner": lambda row: sharing.end(mentorship=row.mentorship, by=row.mentorship.learner),
    "ended by the mentor": lambda row: sharing.end(mentorship=row.mentorship, by=row.mentorship.mentor),
    "past its day": past,
    "learner switched off": lambda row: User.objects.filter(pk=row.mentorship.learner_id).update(is_active=False),
    "learner deleted": lambda row: row.mentorship.learner.delete(),
}


@pytest.fixture
def row(learner: User, mentor: User) -> MockInvitation:
    return prepared(learner, mentor)


def refused(client: Client, row: MockInvitation) -> None:
    for tail in READS:
        assert client.get(base(row) + tail).status_code == 404, tail
    for tail, sent in writes().items():
        for headers in ({}, HTMX):
            response = client.post(base(row) + tail, sent, headers=headers)
            assert response.status_code == 404, tail
            assert "CANARY" not in response.content.decode()


@pytest.mark.parametrize("state", SHUT)
@pytest.mark.parametrize("over", [False, True], ids=["under way", "over"])
def test_the_next_request_is_refused(as_mentor: Client, row: MockInvitation, state: str, over: bool) -> None:
    if over:
        finish(row)
    fill(row)
    for tail in READS:  # open tabs
        assert as_mentor.get(base(row) + tail).status_code == 200
    SHUT[state](row)
    logged, told = AccessLog.objects.count(), Notification.objects.count()
    refused(as_mentor, row)
    for path in ("/mentoring/", "/mentoring/?sort=name", "/"):
        assert base(row) not in as_mentor.get(path).content.decode(), path
    assert not MockScore.objects.exists()
    assert (AccessLog.objects.count(), Notification.objects.count()) == (logged, told)
    for kept in MockInvitation.objects.all():
        assert kept.comment == "**Nearly.**"
        assert set(kept.sheets.values_list("notes", flat=True)) == {"CANARY-notes"}


@pytest.mark.parametrize("state", ["paused", "narrowed", "hidden", "ended by the mentor"])
def test_what_was_handed_in_stays_with_the_learner_alone(
    as_mentor: Client, signed_in: Client, row: MockInvitation, state: str
) -> None:
    finish(row)
    hand_in(row)
    SHUT[state](row)
    refused(as_mentor, row)
    assert MockScore.objects.count() == row.mock.items.count()
    assert "has handed in their scores" in signed_in.get(f"/mentoring/interviews/rounds/{row.mock_id}/").content.decode()


def test_going_on_opens_it_again(as_mentor: Client, row: MockInvitation) -> None:
    for paused in (True, False):
        sharing.pause(mentorship=row.mentorship, paused=paused)
    assert as_mentor.get(base(row)).status_code == 200


def test_nobody_else_gets_in(row: MockInvitation, learner: User, stranger: User) -> None:
    pair(learner, stranger, scopes=("answers", "skills"))  # another mentor who sees the answers, but was not asked
    for person in (stranger, learner):
        client = Client()
        client.force_login(person)
        refused(client, row)
    assert "mock-" not in "".join(str(each) for each in AccessLog.objects.all())


def test_another_mentor_finds_no_round_among_the_answers(
    as_mentor: Client, row: MockInvitation, learner: User, stranger: User
) -> None:
    other = pair(learner, stranger, scopes=("answers",))
    client = Client()
    client.force_login(stranger)
    page = f"/mentoring/mentees/{other.pk}/answers/"
    assert "Mock round" not in client.get(page).content.decode()
    assert client.get(f"{page}{row.item}/").status_code == 404
    own = f"/mentoring/mentees/{row.mentorship_id}/answers/"
    assert "Mock round" in as_mentor.get(own).content.decode()
    assert base(row) in as_mentor.get(f"{own}{row.item}/").content.decode()
    for item in ("mock-", "mock-x", "mock-99999", "mock-" + "9" * 60):
        assert as_mentor.get(f"{own}{item}/").status_code == 404, item


def test_a_hidden_round_is_not_among_the_answers(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    hand_in(row)
    answers = f"/mentoring/mentees/{row.mentorship_id}/answers/"
    assert "Mock round" in as_mentor.get(answers).content.decode()
    hide(row)
    assert "Mock round" not in as_mentor.get(answers).content.decode()
    assert as_mentor.get(f"{answers}{row.item}/").status_code == 404


def test_the_learner_hides_a_round_from_the_page_of_the_mentor(signed_in: Client, row: MockInvitation) -> None:
    page = f"/mentoring/mentors/{row.mentorship_id}/"
    assert row.item in signed_in.get(page).content.decode()
    assert signed_in.post(f"{page}hide/", {"kind": "answers", "item": row.item}).status_code == 302
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert "Hidden from this mentor" in signed_in.get(page).content.decode()


def test_the_end_wins_against_what_is_handed_in_at_the_same_moment(row: MockInvitation) -> None:
    finish(row)
    fill(row)
    sharing.end(mentorship=row.mentorship, by=row.mentorship.learner)
    for write in (actions.hand_in, actions.decline):
        with pytest.raises(NoLongerPossibleError):
            write(invitation=row)
    assert not MockScore.objects.exists()


def test_a_narrowed_share_wins_too(row: MockInvitation) -> None:
    finish(row)
    fill(row)
    sharing.share(mentorship=row.mentorship, scopes=["skills"], until=None)
    for write in (actions.hand_in, actions.decline):
        with pytest.raises(NoLongerPossibleError):
            write(invitation=row)
    row.refresh_from_db()
    assert row.state == "open"
    assert not MockScore.objects.exists()


def test_the_doors_ask_who_comes(row: MockInvitation, stranger: User) -> None:
    for fetch, key in (
        (access.interview_for_mentor, row.pk),
        (access.own_invitation, row.pk),
        (access.own_round, row.mock_id),
        (access.interview_for_mentor, uuid.uuid4()),
    ):
        with pytest.raises(Http404):
            fetch(stranger, key)


def test_the_mentors_account_goes_and_its_name_with_it(row: MockInvitation, mentor: User, signed_in: Client) -> None:
    finish(row)
    hand_in(row)
    again = invited(row.mentorship)
    fill(again, comment="DRAFT")
    mentor.delete()
    assert set(MockScore.objects.values_list("by_name", flat=True)) == {""}
    row.refresh_from_db()
    again.refresh_from_db()
    assert (row.state, row.comment, row.sheets.count()) == ("handed_in", "**Nearly.**", 0)
    assert (again.state, again.comment, again.sheets.count()) == ("withdrawn", "", 0)
    page = signed_in.get(f"/mentoring/interviews/rounds/{row.mock_id}/").content.decode()
    assert "Mia Mentor" not in page
    assert "Your interviewer has handed in" in page
