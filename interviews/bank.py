"""The published questions, read once and kept until the guidance changes: as `roles.guidance` does, and with its token.

Rows are shared between requests: read them, never change them.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviews.models import Question
from roles.guidance import Guidance

SUITS_FROM = 2
"""A question suits a role when the mean level that the role requires of the question's skills reaches this."""


def suits(skills: Sequence[int], required: Mapping[int, int]) -> bool:
    """Whether a question about these skills suits a role; one that names no skill suits every role."""
    return not skills or sum(required.get(skill, 0) for skill in skills) >= SUITS_FROM * len(skills)


@dataclass(frozen=True, slots=True)
class Bank:
    """Published questions by primary key in their order, with topic and round, and the skills of each."""

    token: uuid.UUID | None
    questions: dict[int, Question]
    skills: dict[int, tuple[int, ...]]

    def suiting(self, required: Mapping[int, int] | None) -> dict[int, Question]:
        """Those that suit a role, by what it requires; all of them without a role."""
        if required is None:
            return self.questions
        return {pk: question for pk, question in self.questions.items() if suits(self.skills.get(pk, ()), required)}


_kept: Bank | None = None


def current(known: Guidance) -> Bank:
    """The bank that belongs to this guidance, whose token was just read."""
    global _kept  # noqa: PLW0603  (one value per process is the point)
    if _kept is None or known.token is None or _kept.token != known.token:
        _kept = _read(known.token)
    return _kept


def _read(token: uuid.UUID | None) -> Bank:
    questions = {question.pk: question for question in Question.objects.published().select_related("topic", "round")}
    skills: dict[int, list[int]] = defaultdict(list)
    links = Question.skills.through.objects.filter(question__status=Question.Status.PUBLISHED)
    for question, skill in links.values_list("question_id", "skill_id"):
        skills[question].append(skill)
    return Bank(token, questions, {question: tuple(members) for question, members in skills.items()})
