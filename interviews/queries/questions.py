"""The question bank: what somebody filters by, and one page of what is left.

A learner's own questions come first, the newest on top; then the bank in its order. Each is a walk along an index from where
the last page ended, so that a deep page costs what the first one does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
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


def _pk(rows: Iterable[object], slug: str) -> int | None:
    return next((row.pk for row in rows if row.slug == slug), None)  # type: ignore[attr-defined]


def narrowed(questions: QuestionQuerySet, filters: Filters, person: Person) -> QuestionQuerySet:
    """Only what the filters let through."""
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
    if filters.state and isinstance(person, User):
        questions = questions.filter(_in_state(filters.state, person))
    return questions


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


@dataclass(frozen=True, slots=True)
class Row:
    """One question, ready to be placed."""

    href: str
    prompt: str
    about: str
    own: bool
    state: str
    state_kind: str
    attempts: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and where the neighbours begin; empty when there is none."""

    rows: list[Row]
    after: str
    before: str

    @property
    def drawn(self) -> SafeString:
        """The rows as items of a list; put together here, since a loop in the template takes several times as long."""
        own = format_html('<span class="tag ok">{}</span> ', _("yours"))
        return mark_safe("".join(_item(row, own) for row in self.rows))  # noqa: S308  (every part is escaped)


def _item(row: Row, own: str) -> str:
    tries = f" · {row.attempts}" if row.attempts else ""
    state = f'<span class="tag {row.state_kind}">{row.state}</span>' if row.state else ""
    about = f"{own if row.own else ''}{escape(row.about)}{tries}"
    return f'<li><a href="{row.href}">{escape(row.prompt)}</a><p class="soft">{about}</p>{state}</li>\n'


def page(filters: Filters, person: Person, frame: Frame, *, after: str, before: str) -> Page:
    """The rows after one place, or before another; from the beginning without either."""
    back = bool(before) and not after
    questions = _walk(filters, person, _place(before if back else after), back=back)
    more, questions = len(questions) > PAGE, questions[:PAGE]
    if back:
        questions.reverse()
    rows = _rows(questions, person, frame)
    further, earlier = (bool(questions), more) if back else (more, bool(after) and bool(questions))
    return Page(
        rows, _cursor(questions[-1]) if questions and further else "", _cursor(questions[0]) if questions and earlier else ""
    )


def _cursor(question: Question) -> str:
    return f"own-{question.pk}" if question.is_private else f"{question.order}-{question.pk}"


def _place(cursor: str) -> tuple[int | None, int] | None:
    """Order and key where a page ended; None as order for an own question, None altogether for no place."""
    first, _dash, second = cursor.partition("-")
    if not second.isascii() or not second.isdigit() or len(second) > 18:
        return None
    if first == "own":
        return None, int(second)
    return (int(first), int(second)) if first.isascii() and first.isdigit() and len(first) < 6 else None


def _walk(filters: Filters, person: Person, place: tuple[int | None, int] | None, *, back: bool) -> list[Question]:
    """Up to a page and one more, in the direction of the walk."""
    sections = [_own, _bank] if not back else [_bank, _own]
    found: list[Question] = []
    for section in sections:
        if len(found) <= PAGE:
            found += section(filters, person, place, back)[: PAGE + 1 - len(found)]
    return found


def _own(filters: Filters, person: Person, place: tuple[int | None, int] | None, back: bool) -> list[Question]:
    if not isinstance(person, User) or (place and place[0] is not None and not back):
        return []
    own = _counted(narrowed(Question.objects.owned_by(person), filters, person), person)
    if place and place[0] is None:
        own = own.filter(pk__gt=place[1]) if back else own.filter(pk__lt=place[1])
    return list(own.order_by("pk" if back else "-pk")[: PAGE + 1])


def _bank(filters: Filters, person: Person, place: tuple[int | None, int] | None, back: bool) -> list[Question]:
    if filters.own or (place and place[0] is None and back):
        return []
    bank = _counted(narrowed(Question.objects.published(), filters, person), person)
    if place and place[0] is not None:
        order, pk = place[0], place[1]
        if back:
            bank = bank.filter(order__lte=order).exclude(order=order, pk__gte=pk)
        else:
            bank = bank.filter(order__gte=order).exclude(order=order, pk__lte=pk)
    return list(bank.order_by("-order", "-pk")[: PAGE + 1] if back else bank.order_by("order", "pk")[: PAGE + 1])


def _counted(questions: QuestionQuerySet, person: Person) -> QuestionQuerySet:
    """With how often the person has answered each: a count of its own would be one query more for the page."""
    if not isinstance(person, User):
        return questions
    tries = Answer.objects.owned_by(person).submitted().filter(question=OuterRef("pk")).order_by().values("question")
    return questions.annotate(attempts=Subquery(tries.annotate(count=Count("pk")).values("count")))


def _rows(questions: Sequence[Question], person: Person, frame: Frame) -> list[Row]:
    keys = [question.pk for question in questions]
    cards: dict[int, ReviewCard] = {}
    today = date.max
    if isinstance(person, User) and keys:
        today = today_of(person)
        cards = {card.question_id: card for card in ReviewCard.objects.owned_by(person).filter(question__in=keys)}
    start, levels = reverse("interviews:question_list"), dict(Question.Difficulty.choices)
    rows = []
    for question in questions:
        topic, round_ = frame.topics.get(question.topic_id or 0), frame.rounds.get(question.round_id or 0)
        about = [topic and topic.name, round_ and round_.name, levels[question.difficulty]]
        if question.asked_at:
            about.append(_("asked at %(place)s") % {"place": question.asked_at})
        kind, words = _state(cards.get(question.pk), today)
        count = getattr(question, "attempts", None) or 0
        tries = ngettext("%(count)s attempt", "%(count)s attempts", count) % {"count": count} if count else ""
        text = " · ".join(str(part) for part in about if part)
        rows.append(Row(f"{start}{question.slug}/", question.prompt, text, question.is_private, words, kind, tries))
    return rows


def _state(card: ReviewCard | None, today: date) -> tuple[str, str]:
    """Kind and words of where the learner stands with a question."""
    if card is None:
        return "new", ""
    if card.suspended_at:
        return "rest", _("set aside")
    if card.due <= today:
        return "due", _("due today")
    words = _("back on %(date)s") % {"date": date_format(card.due, "MONTH_DAY_FORMAT")}
    return ("weak" if card.last_grade <= Grade.HARD else "done"), words
