"""The published questions, read once and kept until the guidance changes: as `roles.guidance` does, and with its token.

Rows are shared between requests: read them, never change them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language

from accounts.models import User
from careerguide.lib.kept import Kept
from interviews.bank_items import COLUMNS, Item, ItemMaker
from interviews.models import KeyPoint, Question
from roles.guidance import Guidance
from roles.record import Person

SUITS_FROM = 2
"""A question suits a role when the mean level that the role requires of the question's skills reaches this."""


def suits(skills: Sequence[int], required: Mapping[int, int]) -> bool:
    """Whether a question about these skills suits a role; one that names no skill suits every role."""
    return not skills or sum(required.get(skill, 0) for skill in skills) >= SUITS_FROM * len(skills)


@dataclass(frozen=True, slots=True)
class Bank:
    """Published questions by primary key in their order, with topic and round; the skills and the key points of each."""

    questions: dict[int, Question]
    skills: dict[int, tuple[int, ...]]
    points: dict[int, list[KeyPoint]]
    by_slug: dict[str, Question] = field(default_factory=dict)
    _items: dict[str, dict[int, Item]] = field(default_factory=dict)
    _suiting: dict[int, dict[int, Question]] = field(default_factory=dict)

    def suiting(self, required: Mapping[int, int] | None) -> dict[int, Question]:
        """Those that suit a role, by what it requires; all of them without a role."""
        if required is None:
            return self.questions
        return {pk: question for pk, question in self.questions.items() if suits(self.skills.get(pk, ()), required)}

    def for_role(self, known: Guidance, role: int | None) -> dict[int, Question]:
        """The same by the role's primary key, worked out once."""
        if role is None:
            return self.questions
        if role not in self._suiting:
            self._suiting[role] = self.suiting(known.matrix.get(role, {}))
        return self._suiting[role]

    @property
    def items(self) -> dict[int, Item]:
        """The same in the language of this request, as lists show them."""
        language = get_language() or settings.LANGUAGE_CODE
        if language not in self._items:
            self._items[language] = self._made()
        return self._items[language]

    def _made(self) -> dict[int, Item]:
        rows = self.questions.values()
        maker = ItemMaker(
            {row.topic.pk: row.topic for row in rows if row.topic}, {row.round.pk: row.round for row in rows if row.round}
        )
        values = (attrgetter(*COLUMNS)(row) for row in rows)
        return {row[0]: maker.make(row, self.skills.get(row[0], ())) for row in values}

    def about(self, skill: int) -> list[Item]:
        """The questions that ask for a skill, in their order."""
        return [item for item in self.items.values() if skill in item.skills]

    def points_of(self, question: Question) -> list[KeyPoint]:
        """What a good answer covers; of a private question, which is not kept, read now."""
        return self.points.get(question.pk, []) if question.pk in self.questions else list(question.key_points.all())


_kept: Kept[Bank] = Kept()


def current(known: Guidance) -> Bank:
    """The bank that belongs to this guidance, whose token was just read."""
    return _kept.get(known.token, _read)


def visible(known: Guidance, person: Person, slug: str) -> Question:
    """The question of this slug if this person may see it: a published one, or their own. Raises Http404 otherwise."""
    question = current(known).by_slug.get(slug)
    if question is None and isinstance(person, User):
        question = Question.objects.owned_by(person).select_related("topic", "round").filter(slug=slug).first()
    if question is None:
        raise Http404
    return question


def _read() -> Bank:
    published = Question.objects.published().select_related("topic", "round").order_by("order", "pk")
    questions = {question.pk: question for question in published}
    skills: dict[int, list[int]] = defaultdict(list)
    links = Question.skills.through.objects.filter(question__status=Question.Status.PUBLISHED)
    for question, skill in links.values_list("question_id", "skill_id"):
        skills[question].append(skill)
    points: dict[int, list[KeyPoint]] = defaultdict(list)
    for point in KeyPoint.objects.filter(question__status=Question.Status.PUBLISHED):
        points[point.question_id].append(point)
    return Bank(
        questions,
        {question: tuple(members) for question, members in skills.items()},
        dict(points),
        {question.slug: question for question in questions.values()},
    )
