"""The question bank: what somebody filters by, and one page of what is left.

A learner's own questions come first, the newest on top; then the bank in its order. Own ones are a walk along an index from
where the last page ended, so that a deep page costs what the first one does; the bank is kept in memory (`interviews.bank`).
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from careerguide.lib.curated import Curated
from careerguide.lib.dates import month_day
from interviews import bank
from interviews.bank_items import COLUMNS, Item, ItemMaker
from interviews.calendar_days import today_of
from interviews.guidance import Frame
from interviews.models import Answer, Grade, Question, ReviewCard
from interviews.models.questions import QuestionQuerySet
from roles.guidance import Guidance
from roles.models import Role, Skill
from roles.record import Person

PAGE = 30
MAX_SEARCH = 100
STATES = ("new", "due", "weak", "done")
FIELDS = ("q", "topic", "round", "difficulty", "skill", "role", "state", "own")
Place = tuple[int | None, int] | None
"""Order and key of a question; None as order for an own one, None altogether for no place."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; whatever it names that does not exist is left out."""

    q: str
    topic: int | None
    round: int | None
    difficulty: int | None
    skill: Skill | None
    role: Role | None
    state: str
    own: bool

    @property
    def any(self) -> bool:
        """Whether anything narrows the list."""
        return any((self.q, self.topic, self.round, self.difficulty, self.skill, self.role, self.state, self.own))


def read_filters(asked: QueryDict, known: Guidance, frame: Frame) -> Filters:
    """The filters of an address."""
    difficulty, state = asked.get("difficulty", ""), asked.get("state", "")
    return Filters(
        q=" ".join(asked.get("q", "").split())[:MAX_SEARCH],
        topic=_pk(frame.topics.values(), asked.get("topic", "")),
        round=_pk(frame.rounds.values(), asked.get("round", "")),
        difficulty=int(difficulty) if difficulty in {"1", "2", "3"} else None,
        skill=next((skill for skill in known.skills.values() if skill.slug == asked.get("skill")), None),
        role=next((role for role in known.roles.values() if role.slug == asked.get("role")), None),
        state=state if state in STATES else "",
        own=asked.get("own") == "1",
    )


def _pk(rows: Iterable[Curated], slug: str) -> int | None:
    return next((row.pk for row in rows if row.slug == slug), None)


def _narrowed(questions: QuestionQuerySet, filters: Filters, owner: User) -> QuestionQuerySet:
    """Only those of one's own questions that the filters let through."""
    if filters.topic:
        questions = questions.filter(topic=filters.topic)
    if filters.round:
        questions = questions.filter(round=filters.round)
    if filters.difficulty:
        questions = questions.filter(difficulty=filters.difficulty)
    if filters.skill:
        questions = questions.filter(skills=filters.skill)
    if filters.role:
        questions = questions.suiting(filters.role)
    if filters.q:
        said = Q(prompt_en__icontains=filters.q) | Q(prompt_zh_hans__icontains=filters.q) | Q(asked_at__icontains=filters.q)
        questions = questions.filter(said)
    if filters.state:
        questions = questions.filter(_in_state(filters.state, owner))
    return questions


def _fits(item: Item, filters: Filters, suiting: Container[int]) -> bool:
    """The same for a question of the bank, apart from the learner's state."""
    return (
        filters.topic in {None, item.topic}
        and filters.round in {None, item.round}
        and filters.difficulty in {None, item.difficulty}
        and (filters.skill is None or filters.skill.pk in item.skills)
        and item.pk in suiting
        and filters.q.casefold() in item.searched
    )


def _in_state(state: str, owner: User) -> Q:
    """New: never graded. Due: comes back today. Weak: last graded Again or Hard. Done: Good or Easy, and not due."""
    cards = ReviewCard.objects.owned_by(owner).filter(question=OuterRef("pk"))
    due = cards.filter(suspended_at=None, due__lte=today_of(owner))
    if state == "new":
        return Q(~Exists(cards))
    if state == "due":
        return Q(Exists(due))
    if state == "weak":
        return Q(Exists(cards.filter(last_grade__lte=Grade.HARD)))
    return Q(Exists(cards.filter(last_grade__gte=Grade.GOOD)), ~Exists(due))


class Standing(NamedTuple):
    """Where a learner stands with a question: when it comes back, how it was graded, and whether it is set aside."""

    due: date
    grade: int
    is_aside: bool

    def kind(self, today: date) -> str:
        """One word, which is also the class of its tag."""
        if self.is_aside:
            return "rest"
        return "due" if self.due <= today else "weak" if self.grade <= Grade.HARD else "done"

    def words(self, today: date) -> str:
        """The same for a reader."""
        if self.is_aside:
            return _("set aside")
        return _("due today") if self.due <= today else _("back on %(date)s") % {"date": month_day(self.due)}

    def is_in(self, state: str, today: date) -> bool:
        """Whether the filter `state` means it; the same as `_in_state`."""
        due = not self.is_aside and self.due <= today
        weak = self.grade <= Grade.HARD
        return {"due": due, "weak": weak, "done": not weak and not due}.get(state, False)


def standings(owner: User, questions: Sequence[int]) -> dict[int, Standing]:
    """Where the learner stands with those of these questions that were ever graded."""
    cards = ReviewCard.objects.owned_by(owner).filter(question__in=questions) if questions else ReviewCard.objects.none()
    rows = cards.values_list("question_id", "due", "last_grade", "suspended_at")
    return {question: Standing(due, grade, bool(aside)) for question, due, grade, aside in rows}


@dataclass(frozen=True, slots=True)
class Row:
    """One question in the list, with what the learner has done about it."""

    item: Item
    standing: Standing | None
    attempts: int

    @property
    def prompt(self) -> str:
        """What is asked."""
        return self.item.prompt

    def drawn(self, today: date) -> str:
        """As an item of the list."""
        tries = ngettext("%(count)s attempt", "%(count)s attempts", self.attempts) % {"count": self.attempts}
        done = f" · {tries}" if self.attempts else ""
        return f"<li>{self.item.head}{done}</p>{state_tag(self.standing, today)}</li>\n"


def state_tag(standing: Standing | None, today: date) -> str:
    """Where the learner stands, as a tag; nothing for a question that is new to them."""
    return f'<span class="tag {standing.kind(today)}">{escape(standing.words(today))}</span>' if standing else ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and where the neighbours begin; empty when there is none."""

    rows: list[Row]
    after: str
    before: str
    today: date

    @property
    def drawn(self) -> SafeString:
        """The rows as items of a list; put together here, since a loop in the template takes several times as long."""
        return mark_safe("".join(row.drawn(self.today) for row in self.rows))  # noqa: S308  (every part is escaped)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom the bank is shown to, and what is known of it."""

    person: Person
    known: Guidance
    frame: Frame

    @property
    def today(self) -> date:
        """The date where they live."""
        return today_of(self.person) if isinstance(self.person, User) else date.max


def page(filters: Filters, reader: Reader, *, after: str, before: str) -> Page:
    """The rows after one place, or before another; from the beginning without either."""
    back = bool(before) and not after
    place = _place(before if back else after)
    items, known = _walk(filters, reader, place, back=back)
    more, items = len(items) > PAGE, items[:PAGE]
    if back:
        items.reverse()
    tries = _attempts(reader.person, [item.pk for item in items])
    rows = [Row(item, known.get(item.pk), tries.get(item.pk, 0)) for item in items]
    further, earlier = (bool(items), more) if back else (more, bool(after) and bool(items))
    following, former = items[-1].cursor if further else "", items[0].cursor if earlier else ""
    return Page(rows, following, former, reader.today)


def _place(cursor: str) -> Place:
    """Where a page ended, as its address names it."""
    first, _dash, second = cursor.partition("-")
    if not second.isascii() or not second.isdigit() or len(second) > 18:
        return None
    if first == "own":
        return None, int(second)
    return (int(first), int(second)) if first.isascii() and first.isdigit() and len(first) < 6 else None


def _walk(filters: Filters, reader: Reader, place: Place, *, back: bool) -> tuple[list[Item], dict[int, Standing]]:
    """Up to a page and one more, in the direction of the walk, and where the learner stands with them."""
    own = _own(filters, reader, place, back)
    published = [] if len(own) > PAGE and not back else _published(filters, reader, place, back)
    if not isinstance(reader.person, User):
        return published[: PAGE + 1], {}
    if not filters.state:
        published = published[: PAGE + 1]
    known = standings(reader.person, [item.pk for item in (*own, *published)])
    if filters.state:
        published = [item for item in published if _is_in(known.get(item.pk), filters.state, reader.today)]
    return ([*published, *own] if back else [*own, *published])[: PAGE + 1], known


def _is_in(standing: Standing | None, state: str, today: date) -> bool:
    return state == "new" if standing is None else standing.is_in(state, today)


def _own(filters: Filters, reader: Reader, place: Place, back: bool) -> list[Item]:
    if not isinstance(reader.person, User) or (place and place[0] is not None and not back):
        return []
    own = _narrowed(Question.objects.owned_by(reader.person), filters, reader.person)
    if place and place[0] is None:
        own = own.filter(pk__gt=place[1]) if back else own.filter(pk__lt=place[1])
    maker = ItemMaker(reader.frame.topics, reader.frame.rounds)
    return [maker.make(row) for row in own.order_by("pk" if back else "-pk").values_list(*COLUMNS)[: PAGE + 1]]


def _published(filters: Filters, reader: Reader, place: Place, back: bool) -> list[Item]:
    if filters.own or (place and place[0] is None and back):
        return []
    kept = bank.current(reader.known)
    suiting = kept.for_role(reader.known, filters.role.pk if filters.role else None)
    items = [item for item in kept.items.values() if _fits(item, filters, suiting)]
    if back:
        items.reverse()
    if place and place[0] is not None:
        here = (place[0], place[1])
        items = [item for item in items if ((item.order, item.pk) < here if back else (item.order, item.pk) > here)]
    return items


def _attempts(person: Person, questions: Sequence[int]) -> dict[int, int]:
    """How often the person has answered each of these."""
    if not isinstance(person, User) or not questions:
        return {}
    answers = Answer.objects.owned_by(person).submitted().filter(question__in=questions).order_by()
    return dict(answers.values_list("question").annotate(count=Count("pk")))
