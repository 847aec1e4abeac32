"""Grades and what they do to the cards. Every verb locks the learner's row first, so that two tabs take turns."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from interviews import schedule
from interviews.calendar_days import next_interview, today_of
from interviews.models import Answer, Question, ReviewCard, ReviewLog


def take_turn(owner: User) -> None:
    """Wait for the learner's other reviews: a first grade has no card yet that could be locked."""
    User.objects.select_for_update().filter(pk=owner.pk).values_list("pk", flat=True).first()


@transaction.atomic
def grade_answer(*, owner: User, answer: Answer, grade: int, now: datetime | None = None) -> ReviewCard:
    """Grade a submitted answer and schedule its question; the same click sent twice counts once.

    Another grade for the same answer corrects the first one, as long as nothing was graded on that question since.
    """
    if answer.submitted_at is None or answer.owner_id != owner.pk:
        raise ValueError("Only a learner's own submitted answer is graded.")
    now = now or timezone.now()
    take_turn(owner)
    logs = ReviewLog.objects.owned_by(owner).in_force().filter(question_id=answer.question_id)
    latest = logs.defer("parameters").first()
    if latest and latest.answer_id == answer.pk and latest.grade != grade:
        _take_back(owner, latest, now)
    elif logs.filter(answer=answer).exists():
        return ReviewCard.objects.owned_by(owner).get(question_id=answer.question_id)
    _set_grade(owner, answer, grade, now)
    return _review(owner, answer.question_id, grade, answer, now)


@transaction.atomic
def schedule_question(*, owner: User, question: Question, grade: int, now: datetime | None = None) -> ReviewCard:
    """Grade a question without an answer, such as one that was skipped in a mock round; once a day is enough."""
    now = now or timezone.now()
    take_turn(owner)
    today = today_of(owner, now)
    card = ReviewCard.objects.owned_by(owner).filter(question=question).first()
    logs = ReviewLog.objects.owned_by(owner).in_force().filter(question=question, answer=None, reviewed_on=today, grade=grade)
    return card if card and logs.exists() else _review(owner, question.pk, grade, None, now)


def _review(owner: User, question_id: int, grade: int, answer: Answer | None, now: datetime) -> ReviewCard:
    today = today_of(owner, now)
    # Nothing is as fresh as today's answer: an interview today or tomorrow caps nothing, the one after it does.
    interview = next_interview(owner, today + timedelta(days=2))
    card = ReviewCard.objects.owned_by(owner).filter(question_id=question_id).first()
    previous = card.snapshot() if card else None
    card = card or ReviewCard(owner=owner, question_id=question_id)
    card.memory = schedule.review(card.memory if previous else None, grade, today=today, interview=interview)
    card.last_grade = grade
    card.save()
    ReviewLog.objects.create(
        owner=owner,
        question_id=question_id,
        answer=answer,
        grade=grade,
        reviewed_on=today,
        due=card.due,
        interview=interview,
        parameters=schedule.parameters(),
        previous=previous,
    )
    return card


def _set_grade(owner: User, answer: Answer, grade: int | None, now: datetime) -> None:
    """Note the grade on the attempt; its text and so its version stay as they are."""
    Answer.objects.owned_by(owner).filter(pk=answer.pk).update(grade=grade, updated_at=now)
    answer.grade = grade


def _take_back(owner: User, log: ReviewLog, now: datetime) -> None:
    log.undone_at = now
    log.save(update_fields=["undone_at", "updated_at"])
    card = ReviewCard.objects.owned_by(owner).get(question_id=log.question_id)
    if log.previous is None:
        card.delete()
    else:
        card.restore(log.previous)
        card.save()
    if log.answer is not None:
        _set_grade(owner, log.answer, None, now)


@transaction.atomic
def undo_review(*, owner: User, now: datetime | None = None) -> ReviewLog | None:
    """Take back the last grade given today and put its card back exactly as it was; None when there is none."""
    now = now or timezone.now()
    take_turn(owner)
    logs = ReviewLog.objects.owned_by(owner).in_force().filter(reviewed_on__gte=today_of(owner, now))
    log = logs.select_related("answer", "question").first()
    if log is not None:
        _take_back(owner, log, now)
    return log


@transaction.atomic
def postpone(*, owner: User, card: ReviewCard, now: datetime | None = None) -> ReviewCard:
    """Ask tomorrow instead of today; a card that comes back later anyway is left alone."""
    take_turn(owner)
    tomorrow = today_of(owner, now) + timedelta(days=1)
    ReviewCard.objects.owned_by(owner).filter(pk=card.pk, due__lt=tomorrow).update(
        due=tomorrow, updated_at=now or timezone.now()
    )
    card.refresh_from_db()
    return card


def suspend(*, owner: User, card: ReviewCard, now: datetime | None = None) -> None:
    """Ask it no more until it is resumed; its history is kept."""
    now = now or timezone.now()
    ReviewCard.objects.owned_by(owner).filter(pk=card.pk, suspended_at=None).update(suspended_at=now, updated_at=now)


def resume(*, owner: User, card: ReviewCard, now: datetime | None = None) -> None:
    """Ask it again, from the date on which it was due."""
    ReviewCard.objects.owned_by(owner).filter(pk=card.pk).update(suspended_at=None, updated_at=now or timezone.now())


@transaction.atomic
def bring_forward(*, owner: User, now: datetime | None = None) -> int:
    """Spread what would come back only after the next interview over the days before it; tells how many answers.

    An interview that was arranged after the grades had no say in their dates. What will be forgotten most comes first.
    """
    now = now or timezone.now()
    take_turn(owner)
    today = today_of(owner, now)
    interview = next_interview(owner, today)
    days = (interview - today).days - 1 if interview else 0
    if interview is None or days < 1:
        return 0
    cards = list(ReviewCard.objects.owned_by(owner).active().filter(due__gte=interview))
    cards.sort(key=lambda card: (schedule.retrievability(card.memory, on=interview), card.pk))
    for number, card in enumerate(cards):
        card.due, card.updated_at = today + timedelta(days=1 + number * days // len(cards)), now
    ReviewCard.objects.bulk_update(cards, ["due", "updated_at"], batch_size=200)
    return len(cards)
