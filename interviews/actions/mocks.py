"""A mock round from its start to the schedule that follows from it."""

import random
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from careerguide.lib import markdown
from interviews import bank, schedule
from interviews.actions.review import grade_answer, schedule_question, take_turn
from interviews.calendar_days import today_of
from interviews.mock_clock import Clock
from interviews.mock_set import Candidate, choose, size_for
from interviews.models import Answer, KeyPoint, MockItem, MockRound, MockScore, Question, ReviewCard, Round
from interviews.models.mocks import CLOCK_FIELDS
from interviews.models.practice import RUBRIC
from roles import guidance
from roles.models import Role

NEED_AFTER = {1: 0.7, 2: 0.4}
"""What was hard is worth asking again, even while it is fresh."""
MOST_OWN = 500


@transaction.atomic
def start_mock(
    *, owner: User, round_: Round, role: Role | None, minutes: int, form_key: uuid.UUID, now: datetime | None = None
) -> MockRound | None:
    """Choose the questions and start the clock. A round that is under way is returned instead of a second one.

    None when the bank has no question for the round.
    """
    now = now or timezone.now()
    take_turn(owner)
    own = MockRound.objects.owned_by(owner)
    existing = own.filter(Q(form_key=form_key) | Q(finished_at=None)).order_by("-pk").first()
    if existing:
        return existing
    size = size_for(minutes, round_.composition)
    chosen = choose(candidates(owner, round_, role, now), round_.composition, size, random.SystemRandom())
    if not chosen:
        return None
    mock = MockRound(owner=owner, round=round_, role=role, minutes=minutes, form_key=form_key, current_since=now)
    mock.clock = Clock(started_at=now, allowed_seconds=minutes * 60)
    mock.save()
    MockItem.objects.bulk_create(
        MockItem(owner=owner, mock=mock, question_id=question, order=order) for order, question in enumerate(chosen, start=1)
    )
    return mock


def candidates(owner: User, round_: Round, role: Role | None, now: datetime) -> list[Candidate]:
    """Every question that the round could ask: the published ones, and the learner's own of this round or of none."""
    known = guidance.current()
    kept = bank.current(known)
    suiting = kept.for_role(known, role.pk if role else None)
    published = [question for question in kept.questions.values() if question.round_id == round_.pk]
    own = Question.objects.owned_by(owner).filter(Q(round=round_) | Q(round=None)).select_related("topic").order_by("-pk")
    asked = [*published, *own[:MOST_OWN]]
    needs = _needs(owner, [question.pk for question in asked], now)
    return [
        Candidate(
            question.pk,
            question.topic.slug if question.topic else "",
            own=question.is_private,
            suits=question.is_private or question.pk in suiting,
            need=needs.get(question.pk, 1.0),
        )
        for question in asked
        if needs.get(question.pk) != 0
    ]


def _needs(owner: User, questions: list[int], now: datetime) -> dict[int, float]:
    """How much each question that was met before wants practice; 0 for what was set aside, so that it is not asked."""
    today = today_of(owner, now)
    needs: dict[int, float] = {}
    for card in ReviewCard.objects.owned_by(owner).filter(question__in=questions):
        forgotten = 1 - schedule.retrievability(card.memory, on=today)
        needs[card.question_id] = 0 if card.suspended_at else max(forgotten, NEED_AFTER.get(card.last_grade, 0.0), 0.01)
    recent = MockRound.objects.owned_by(owner).order_by("-started_at", "-pk").values_list("pk", flat=True)[:2]
    lately = set(MockItem.objects.owned_by(owner).filter(mock__in=list(recent)).values_list("question_id", flat=True))
    begun = Answer.objects.owned_by(owner).drafts().filter(question__in=questions).values_list("question_id", flat=True)
    for question in lately | set(begun):
        needs[question] = needs.get(question, 1.0) * 0.2
    return needs


@dataclass(frozen=True, slots=True)
class Judgement:
    """Four rubrics of 0–3 and a note."""

    correctness: int
    reasoning: int
    limits: int
    clarity: int
    note: str = ""


def _locked(owner: User, mock: MockRound) -> MockRound:
    return MockRound.objects.owned_by(owner).select_for_update().get(pk=mock.pk)


def _leave_current(mock: MockRound, now: datetime) -> None:
    """Add the time since the question in view was opened; call it before the clock changes."""
    seconds = mock.spent_on_current(now)
    if seconds:
        item = MockItem.objects.get(mock=mock, order=mock.current)
        item.seconds += seconds
        item.save(update_fields=["seconds", "updated_at"])
    mock.current_since = now


def _save(mock: MockRound) -> MockRound:
    mock.save(update_fields=[*CLOCK_FIELDS, "current", "current_since", "updated_at"])
    return mock


@transaction.atomic
def go_to(*, owner: User, mock: MockRound, order: int, now: datetime) -> MockRound:
    """Put another question in view; a place that does not exist leaves the round where it is."""
    mock = _locked(owner, mock)
    if mock.finished_at is None and order != mock.current and MockItem.objects.filter(mock=mock, order=order).exists():
        _leave_current(mock, now)
        mock.current = order
        _save(mock)
    return mock


@transaction.atomic
def pause_mock(*, owner: User, mock: MockRound, now: datetime) -> MockRound:
    """Stop the clock."""
    mock = _locked(owner, mock)
    if not mock.clock.is_running:
        return mock
    _leave_current(mock, now)
    mock.clock = mock.clock.pause(now)
    return _save(mock)


@transaction.atomic
def resume_mock(*, owner: User, mock: MockRound, now: datetime) -> MockRound:
    """Let the clock go on."""
    mock = _locked(owner, mock)
    if mock.paused_at is None or mock.finished_at is not None:
        return mock
    mock.clock, mock.current_since = mock.clock.resume(now), now
    return _save(mock)


@transaction.atomic
def extend_mock(*, owner: User, mock: MockRound, minutes: int, now: datetime) -> MockRound:
    """Add minutes; raises ValueError for any other number than those offered."""
    mock = _locked(owner, mock)
    mock.clock = mock.clock.extend(minutes, now)
    return _save(mock)


def finish_mock(*, owner: User, mock: MockRound, now: datetime) -> MockRound:
    """End the round and hand in every answer that has a text; finishing twice changes nothing."""
    mock = _finish(owner, mock, now)
    # After the transaction: rendering long texts must not hold the lock, and what is not rendered yet is when it is shown.
    unrendered = Answer.objects.owned_by(owner).submitted().filter(pk__in=MockItem.objects.filter(mock=mock).values("answer"))
    for answer in unrendered.filter(html="").exclude(text="").only("text"):
        Answer.objects.owned_by(owner).filter(pk=answer.pk).update(html=markdown.render(answer.text))
    return mock


@transaction.atomic
def _finish(owner: User, mock: MockRound, now: datetime) -> MockRound:
    mock = _locked(owner, mock)
    if mock.finished_at is not None:
        return mock
    _leave_current(mock, now)
    mock.clock = mock.clock.finish(now)
    _save(mock)
    _hand_in(owner, mock, now)
    return mock


def _hand_in(owner: User, mock: MockRound, now: datetime) -> None:
    """Tie each question to what was written on it during the round, in whichever tab it was written."""
    items = {item.question_id: item for item in MockItem.objects.filter(mock=mock)}
    since = mock.started_at
    written = Answer.objects.owned_by(owner).filter(Q(submitted_at=None, touched_at__gte=since) | Q(submitted_at__gte=since))
    for answer in written.filter(question__in=items).order_by("started_at", "pk").defer("text", "html"):
        items[answer.question_id].answer = answer
    drafts = [item.answer for item in items.values() if item.answer and item.answer.submitted_at is None]
    empty = set(Answer.objects.filter(pk__in=[draft.pk for draft in drafts], text="").values_list("pk", flat=True))
    points: dict[int, int] = {}
    for question in KeyPoint.objects.filter(question__in=items).values_list("question_id", flat=True):
        points[question] = points.get(question, 0) + 1
    for item in items.values():
        if item.answer and item.answer.pk in empty:
            item.answer = None
        elif item.answer and item.answer.submitted_at is None:
            Answer.objects.owned_by(owner).filter(pk=item.answer.pk, submitted_at=None).update(
                submitted_at=now, total=points.get(item.question_id, 0), updated_at=now
            )
    MockItem.objects.bulk_update(items.values(), ["answer"])


@transaction.atomic
def score_mock(
    *,
    mock: MockRound,
    scores: Mapping[int, Judgement],
    scorer: str = MockScore.Scorer.LEARNER,
    by_name: str = "",
) -> None:
    """Store how one scorer judged a finished round; `scores` is by the item's primary key.

    Mentoring calls it with `scorer=MockScore.Scorer.INTERVIEWER` and the interviewer's name after it has checked that they may.
    The learner's own judgement is kept on the attempts too, so that the log's trend counts it.
    """
    if mock.finished_at is None:
        raise ValueError("A round is judged when it is over.")
    items = {item.pk: item for item in MockItem.objects.filter(mock=mock)}
    if unknown := scores.keys() - items.keys():
        raise ValueError(f"No items of this round: {sorted(unknown)}")
    judged = [
        MockScore(owner_id=mock.owner_id, item=items[pk], scorer=scorer, by_name=by_name, **asdict(judgement))
        for pk, judgement in scores.items()
    ]
    fields = [*RUBRIC, "note", "by_name", "updated_at"]
    MockScore.objects.bulk_create(judged, update_conflicts=True, unique_fields=["item", "scorer"], update_fields=fields)
    if scorer == MockScore.Scorer.LEARNER:
        answers = {items[pk].answer_id: judgement for pk, judgement in scores.items()}
        _note_on_answers(mock.owner_id, {pk: judgement for pk, judgement in answers.items() if pk})


def forget_interviewer(*, mocks: Iterable[int]) -> None:
    """The interviewer's account is gone: their judgement stays with the learner, without the name."""
    named = MockScore.objects.filter(item__mock__in=mocks, scorer=MockScore.Scorer.INTERVIEWER).exclude(by_name="")
    named.update(by_name="")


def _note_on_answers(owner_id: int, judgements: Mapping[int, Judgement]) -> None:
    for answer, judgement in judgements.items():
        # Counted as an edit, so that a page that shows the former judgement learns of it.
        values = {name: getattr(judgement, name) for name in RUBRIC}
        edited = {"version": F("version") + 1, "updated_at": timezone.now()}
        Answer.objects.filter(pk=answer, owner=owner_id).update(**values, **edited)


@transaction.atomic
def schedule_mock(*, owner: User, mock: MockRound, grades: Mapping[int, int], now: datetime | None = None) -> int:
    """Grade questions of a finished round, by the item's primary key, so that they come back; tells how many."""
    now = now or timezone.now()
    items = MockItem.objects.owned_by(owner).filter(mock=mock, pk__in=grades).select_related("answer", "question")
    for item in items:
        if item.answer and item.answer.submitted_at:
            grade_answer(owner=owner, answer=item.answer, grade=grades[item.pk], now=now)
        else:
            schedule_question(owner=owner, question=item.question, grade=grades[item.pk], now=now)
    return len(items)
