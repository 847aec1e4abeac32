"""A learner who has practised for years: what the pages of practice are measured with."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from careerguide.lib import markdown
from interviews import schedule
from interviews.models import Answer, Question, ReviewCard

TEXT = "A hash function maps keys to **buckets**; $\\alpha = n/m$ decides when to resize.\n\n- chaining\n- probing\n"


def fill(owner: User, *, answers: int = 10_000, private: int = 2_000) -> None:
    """Give the learner private questions, finished answers over all questions, and a card for every answered question."""
    now, html = timezone.now(), markdown.render(TEXT)
    Question.objects.bulk_create(
        Question(
            owner=owner,
            slug=f"own-{uuid.uuid4().hex[:20]}",
            status=Question.Status.DRAFT,
            prompt_en=f"How would you halve the cost of service number {number}?",
            asked_at="Acme",
            form_key=uuid.uuid4(),
        )
        for number in range(private)
    )
    asked = list(Question.objects.visible_to(owner).order_by("pk").values_list("pk", flat=True))
    Answer.objects.bulk_create(
        [
            _answer(owner, asked[number % len(asked)], number, now - timedelta(minutes=number), html)
            for number in range(answers)
        ],
        batch_size=500,
    )
    memory = schedule.review(None, 3, today=timezone.localdate() - timedelta(days=2))
    cards = [ReviewCard(owner=owner, question_id=key, last_grade=3) for key in asked[:answers]]
    for card in cards:
        card.memory = memory
    ReviewCard.objects.bulk_create(cards, batch_size=500)


def _answer(owner: User, question: int, number: int, moment: datetime, html: str) -> Answer:
    return Answer(
        owner=owner,
        question_id=question,
        text=f"{TEXT}\nAttempt {number}.",
        html=html,
        seconds=60 + number % 600,
        started_at=moment,
        touched_at=moment,
        submitted_at=moment,
        total=5,
        correctness=number % 4,
        reasoning=2,
        limits=1,
        clarity=3,
        confidence=1 + number % 5,
        grade=1 + number % 4,
        form_key=uuid.uuid4(),
    )
