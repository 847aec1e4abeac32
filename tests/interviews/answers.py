"""Makes answers, cards and mock rounds for tests, without a browser."""

import uuid
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from interviews import schedule
from interviews.models import Answer, Question, ReviewCard


def question(number: int = 0) -> Question:
    """A published question of the bank."""
    return Question.objects.published().order_by("order", "pk")[number]


def submitted(owner: User, asked: Question, *, text: str = "Because.", now: datetime | None = None) -> Answer:
    """An answer that was handed in."""
    now = now or timezone.now()
    return Answer.objects.create(
        owner=owner, question=asked, text=text, started_at=now, touched_at=now, submitted_at=now, form_key=uuid.uuid4()
    )


def own_question(owner: User, **fields: object) -> Question:
    """A private question."""
    fields = {"prompt": "How would you halve our serving costs?", "status": "draft", **fields}
    return Question.objects.create(owner=owner, slug=f"own-{uuid.uuid4().hex}", **fields)


def card(owner: User, asked: Question, *, due: date, reviewed_ago: int = 5, grade: int = 3, **fields: object) -> ReviewCard:
    """A card that is due on a day."""
    reviewed = timezone.localdate() - timedelta(days=reviewed_ago)
    memory = schedule.review(None, grade, today=reviewed)
    row = ReviewCard(owner=owner, question=asked, last_grade=grade, **fields)
    row.memory = memory
    row.due = due
    row.save()
    return row
