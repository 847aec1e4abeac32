"""A mentor plays the interviewer: asking them, and what they hand in.

The mentor's writes lock the mentorship and look at it anew, so nothing of theirs reaches the learner after an end.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.notifications import notify
from careerguide.lib.markdown import render
from interviews import actions as interviews
from interviews.models import MockItem, MockRound, MockScore, Round
from mentoring.access import locked, share_for_learner
from mentoring.actions.reviews import NoLongerPossibleError
from mentoring.models import Mentorship, MockInvitation, MockSheet, Scope
from roles.models import Role

State = MockInvitation.State
CLOSED_TO_MENTOR = ("mock_withdrawn", "mock_timed_out")
"""What a mentor is told of a round that they can no longer open."""


class TakenError(Exception):
    """Somebody else is invited to this round already."""


class UnfinishedError(Exception):
    """The round is still under way, or a question is judged by half; `questions` are the numbers of those."""

    def __init__(self, questions: list[int] | None = None) -> None:
        super().__init__(questions)
        self.questions = questions or []


@transaction.atomic
def start_with(
    *, mentorship: Mentorship, round_: Round, role: Role | None, minutes: int, form_key: uuid.UUID, now: datetime
) -> MockInvitation | None:
    """Prepare a round whose clock stands still until the learner lets it run, and invite the mentor to it.

    None when there is no question for the round. Raises NoLongerPossibleError and TakenError.
    """
    learner = mentorship.learner
    mock = interviews.start_mock(owner=learner, round_=round_, role=role, minutes=minutes, form_key=form_key, now=now)
    if mock is None:
        return None
    if mock.started_at == now:
        interviews.pause_mock(owner=learner, mock=mock, now=now)
    return invite_interviewer(mentorship=mentorship, mock=mock, form_key=form_key)


@transaction.atomic
def invite_interviewer(*, mentorship: Mentorship, mock: MockRound, form_key: uuid.UUID) -> MockInvitation:
    """Ask a mentor to interview; the same form sent twice asks once. Raises NoLongerPossibleError and TakenError."""
    fresh = locked(mentorship.pk)
    if known := MockInvitation.objects.filter(mentorship=mentorship, form_key=form_key).first():
        return known
    row = MockInvitation(mentorship=fresh, mock=mock, form_key=form_key)
    running = MockRound.objects.under_way().filter(pk=mock.pk, owner=fresh.learner_id).exists()
    if not running or not _is_shared(fresh, row.item) or fresh.mentor_id is None:
        raise NoLongerPossibleError
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # the constraint: one interviewer for a round
        raise TakenError from error
    items = MockItem.objects.filter(mock=mock)
    MockSheet.objects.bulk_create(MockSheet(invitation=row, item=item, author_id=fresh.mentor_id) for item in items)
    _tell(row, mentorship.mentor, "mock_invited")
    return row


@transaction.atomic
def withdraw(*, invitation: MockInvitation) -> bool:
    """Take it back; the round goes on alone, and what the mentor noted stays theirs."""
    locked(invitation.mentorship_id)
    if not _close(invitation, State.WITHDRAWN):
        return False
    _tell(invitation, invitation.mentorship.mentor, "mock_withdrawn")
    return True


@transaction.atomic
def decline(*, invitation: MockInvitation) -> None:
    """Say that somebody else should be asked; raises NoLongerPossibleError."""
    _require_shared(invitation)
    if not _close(invitation, State.DECLINED):
        raise NoLongerPossibleError
    _tell(invitation, invitation.mentorship.learner, "mock_declined")


def join(*, invitation: MockInvitation) -> None:
    """Note that the mentor has come; the first time counts."""
    if invitation.joined_at is None:
        MockInvitation.objects.filter(pk=invitation.pk, joined_at=None).update(joined_at=timezone.now())


@transaction.atomic
def hand_in(*, invitation: MockInvitation) -> None:
    """Give the learner the scores and the comment; raises NoLongerPossibleError and UnfinishedError.

    A question without any score was not asked; one that is judged by half is refused, since totals would mean nothing.
    """
    mentorship = _require_shared(invitation)
    mock = MockRound.objects.select_for_update().get(pk=invitation.mock_id)
    sheets = list(MockSheet.objects.filter(invitation=invitation).select_related("item"))
    by_half = [sheet.item.order for sheet in sheets if sheet.scores and not sheet.is_judged]
    judged = {sheet.item_id: _judgement(sheet) for sheet in sheets if sheet.is_judged}
    if mock.finished_at is None or by_half or not judged:
        raise UnfinishedError(by_half)
    comment = MockInvitation.objects.values_list("comment", flat=True).get(pk=invitation.pk)
    if not _close(invitation, State.HANDED_IN, html=str(render(comment)), reminders=0):
        raise NoLongerPossibleError
    name = mentorship.mentor.get_short_name() if mentorship.mentor else ""
    interviews.score_mock(mock=mock, scores=judged, scorer=MockScore.Scorer.INTERVIEWER, by_name=name[:80])
    _tell(invitation, mentorship.learner, "mock_scored")


def waiting(now: datetime) -> QuerySet[MockInvitation]:
    """Finished rounds in which one side still has to judge: the mentor, or else the learner, who is not reminded for ever."""
    ended = now - timedelta(days=settings.REVIEW_TIMEOUT_DAYS)
    own = MockScore.objects.filter(item__mock=OuterRef("mock"), scorer=MockScore.Scorer.LEARNER)
    with_mentor = Q(state=State.OPEN, mock__finished_at__isnull=False)
    with_learner = Q(state=State.HANDED_IN, closed_at__gt=ended) & ~Exists(own)
    rows = MockInvitation.objects.filter(with_mentor | with_learner)
    return rows.select_related("mock__round", "mentorship__learner", "mentorship__mentor")


@transaction.atomic
def remind(*, invitation: MockInvitation, now: datetime) -> str:
    """Remind the one whose turn it is, or close what a mentor never handed in; what was done, in a word, for a count.

    As with reviews (`actions.reviews.remind`). The learner's turn closes nothing: nobody waits for it, and the scores stay.
    """
    mentorship = locked(invitation.mentorship_id)
    row = waiting(now).filter(pk=invitation.pk).first()
    if row is None:
        return ""
    if row.state == State.HANDED_IN:
        return _remind(row, row.mentorship.learner, "mock_judge_reminder", days=(now - (row.closed_at or now)).days)
    if not _is_shared(mentorship, row.item):
        return ""
    days = (now - (row.mock.finished_at or now)).days
    if days < settings.REVIEW_TIMEOUT_DAYS:
        return _remind(row, row.mentorship.mentor, "mock_reminder", days=days)
    if not _close(row, State.TIMED_OUT):
        return ""
    for owner in (row.mentorship.learner, row.mentorship.mentor):
        _tell(row, owner, "mock_timed_out", days=str(days))
    return "timed out"


def _remind(row: MockInvitation, owner: User | None, kind: str, *, days: int) -> str:
    due = sum(days >= limit for limit in settings.REVIEW_REMINDER_DAYS)
    # The count is compared inside the UPDATE: two runs at once remind once.
    same = MockInvitation.objects.filter(pk=row.pk, state=row.state, reminders=row.reminders)
    if due <= row.reminders or not same.update(reminders=due):
        return ""
    _tell(row, owner, kind, days=str(days))
    return "reminded"


def _judgement(sheet: MockSheet) -> interviews.Judgement:
    given = sheet.scores
    return interviews.Judgement(given["correctness"], given["reasoning"], given["limits"], given["clarity"])


def forget_former_mentors() -> None:
    """After an account was deleted: what it handed in stays without its name, drafts of comments go."""
    nameless = MockInvitation.objects.filter(mentorship__mentor__isnull=True)
    nameless.exclude(state=State.HANDED_IN).exclude(comment="").update(comment="", html="")
    interviews.forget_interviewer(mocks=nameless.filter(state=State.HANDED_IN).values_list("mock", flat=True))


def _close(invitation: MockInvitation, state: str, **values: Any) -> bool:
    """Leave the open state, once: the comparison is part of the UPDATE."""
    rows = MockInvitation.objects.filter(pk=invitation.pk, state=State.OPEN)
    if not rows.update(state=state, closed_at=timezone.now(), **values):
        return False
    invitation.state = state
    return True


def _is_shared(mentorship: Mentorship, item: str) -> bool:
    return mentorship.in_force and share_for_learner(mentorship).shows(Scope.ANSWERS, item)


def _require_shared(invitation: MockInvitation) -> Mentorship:
    mentorship = locked(invitation.mentorship_id)
    if not _is_shared(mentorship, invitation.item):
        raise NoLongerPossibleError
    return mentorship


def _tell(invitation: MockInvitation, owner: User | None, kind: str, **values: str) -> None:
    """Tell one side about the other."""
    if owner is None:
        return
    to_mentor = owner.pk == invitation.mentorship.mentor_id
    about = invitation.mentorship.learner if to_mentor else invitation.mentorship.mentor
    url = reverse("mentoring:home")
    if kind not in CLOSED_TO_MENTOR:
        url = reverse("mentoring:mock_interview", args=[invitation.pk])
    if not to_mentor:
        url = reverse("mentoring:mock_invite", args=[invitation.mock_id])
    notify(owner=owner, kind=kind, url=url, about=about, label=invitation.mock.round.name, **values)
