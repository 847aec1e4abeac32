"""A learner's private questions."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.models import User
from interviews.models import Answer, KeyPoint, MockItem, Question, ReviewCard, ReviewLog
from roles.models import Skill


@transaction.atomic
def save_question(
    *,
    owner: User,
    question: Question | None,
    key_points: Sequence[str],
    skills: Iterable[Skill],
    form_key: uuid.UUID,
    **values: Any,
) -> Question:
    """Add or change a private question; the same form sent twice makes one."""
    if question is None:
        question = Question.objects.owned_by(owner).filter(form_key=form_key).first() or Question(
            owner=owner, form_key=form_key, slug=f"own-{uuid.uuid4().hex[:20]}", status=Question.Status.DRAFT
        )
    # One column, whatever language it is written in: reading in the other language falls back to it.
    _set(question, prompt_en=values.pop("prompt"), prompt_zh_hans="", **values)
    question.save()
    question.skills.set(skills)
    stored = list(question.key_points.all())
    for index, text in enumerate(key_points):
        point = stored[index] if index < len(stored) else KeyPoint(question=question)
        _set(point, order=index + 1, text_en=text, text_zh_hans="")
        point.save()
    for surplus in stored[len(key_points) :]:
        surplus.delete()
    return question


def _set(row: Model, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)


@transaction.atomic
def delete_question(*, owner: User, question: Question) -> None:
    """Remove a private question with everything that hangs on it."""
    MockItem.objects.owned_by(owner).filter(question=question).delete()
    ReviewLog.objects.owned_by(owner).filter(question=question).delete()
    ReviewCard.objects.owned_by(owner).filter(question=question).delete()
    Answer.objects.owned_by(owner).filter(question=question).delete()
    Question.objects.owned_by(owner).filter(pk=question.pk).delete()
