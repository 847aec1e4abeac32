"""Years of practice for one learner: answers, cards and logs, on the bank and on private questions."""

import datetime
import uuid
from typing import Any


def practise(user: Any, *, answers: int, private: int) -> None:
    """Give `user` so many submitted answers, private questions, and a card for each question that was answered."""
    from django.utils import timezone

    from interviews import schedule
    from interviews.models import Answer, Question, ReviewCard, ReviewLog

    now, today = timezone.now(), timezone.localdate()
    Question.objects.bulk_create(
        Question(owner=user, slug=f"own-{uuid.uuid4().hex[:20]}", status="draft", prompt_en=f"Private question {n}")
        for n in range(private)
    )
    questions = list(Question.objects.published()) + list(Question.objects.owned_by(user))
    moments = [now - datetime.timedelta(hours=n) for n in range(answers)]
    rows = [
        Answer(
            owner=user, question=questions[n % len(questions)], text=f"Answer {n} " * 20, html=f"<p>{'Answer ' * 20}</p>",
            started_at=moment, touched_at=moment, submitted_at=moment, total=5, covered=n % 6, grade=n % 4 + 1,
            form_key=uuid.uuid4(), correctness=n % 4, reasoning=n % 3, limits=n % 2, clarity=3,
        )
        for n, moment in enumerate(moments)
    ]  # fmt: skip
    Answer.objects.bulk_create(rows, batch_size=500)
    cards = []
    for number, question in enumerate(questions[:answers]):
        card = ReviewCard(owner=user, question=question, last_grade=number % 4 + 1)
        card.memory = schedule.review(None, card.last_grade, today=today - datetime.timedelta(days=number % 40))
        card.due = today + datetime.timedelta(days=number % 60 - 5)
        cards.append(card)
    ReviewCard.objects.bulk_create(cards, batch_size=500)
    ReviewLog.objects.bulk_create(
        [
            ReviewLog(
                owner=user, question=row.question, answer=row, grade=row.grade or 3, due=today,
                parameters=schedule.parameters(), reviewed_on=timezone.localdate(row.started_at),
            )
            for row in rows
        ],
        batch_size=500,
    )  # fmt: skip
