"""Makes interviews for tests: a learner and their mentor in one mock round."""

import uuid
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from interviews import actions as interviews
from interviews.models import MockRound, Round
from mentoring.actions import mocks as actions
from mentoring.models import Mentorship, MockInvitation
from tests.interviews.mocks import write
from tests.mentoring.conftest import pair

RUBRIC = ("correctness", "reasoning", "limits", "clarity")
ANSWER = "CANARY-answer"


def prepared(learner: User, mentor: User, *, scopes: tuple[str, ...] = ("answers",)) -> MockInvitation:
    """A round to which the mentor is invited, and whose clock stands still."""
    row = invited(pair(learner, mentor, scopes=scopes))
    return MockInvitation.objects.select_related("mock__round", "mentorship__learner", "mentorship__mentor").get(pk=row.pk)


def invited(mentorship: Mentorship) -> MockInvitation:
    """The same for a mentorship that there is."""
    row = actions.start_with(
        mentorship=mentorship, round_=Round.objects.get(slug="technical-1"), role=None, minutes=15, form_key=uuid.uuid4(),
        now=timezone.now(),
    )  # fmt: skip
    assert row is not None
    return row


def finish(row: MockInvitation, *, text: str = ANSWER) -> MockRound:
    """The learner answers every question in writing and ends the round."""
    owner, mock = row.mock.owner, MockRound.objects.get(pk=row.mock_id)
    interviews.resume_mock(owner=owner, mock=mock, now=timezone.now())
    for item in mock.items.select_related("question"):
        write(mock, item, text)
    return interviews.finish_mock(owner=owner, mock=mock, now=timezone.now() + timedelta(minutes=9))


def judge(row: MockInvitation, points: int = 2) -> None:
    """The learner judges every answer alike."""
    mock = MockRound.objects.get(pk=row.mock_id)
    scores = {pk: interviews.Judgement(points, points, points, points) for pk in mock.items.values_list("pk", flat=True)}
    interviews.score_mock(mock=mock, scores=scores)


def fill(row: MockInvitation, points: int = 1, *, notes: str = "CANARY-notes", comment: str = "**Nearly.**") -> None:
    """The mentor's sheet, complete but not handed in."""
    row.sheets.update(notes=notes, **dict.fromkeys(RUBRIC, points))
    MockInvitation.objects.filter(pk=row.pk).update(comment=comment)


def hand_in(row: MockInvitation, points: int = 1) -> None:
    """The mentor fills the sheet and hands it in; the round must be over."""
    fill(row, points)
    actions.hand_in(invitation=row)


def base(row: MockInvitation) -> str:
    """Where the mentor's pages of this interview are."""
    return f"/mentoring/interviews/{row.pk}/"


def own_page(row: MockInvitation) -> str:
    """The learner's page of it."""
    return f"/mentoring/interviews/rounds/{row.mock_id}/"


def sheet(points: int | str = 2, notes: str = "", version: int = 1, **more: object) -> dict[str, object]:
    """What the form of one question sends."""
    return {**dict.fromkeys(RUBRIC, points), "notes": notes, "version": version, **more}
