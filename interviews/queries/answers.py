"""The log of attempts: the list, one attempt, two side by side, and the trend of the rubric."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.lib import svg
from interviews.models import RUBRIC, Answer, Grade, Question
from interviews.models.practice import AnswerQuerySet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PAGE = 40
EXCERPT = 160
MAX_SEARCH = 100
TREND = 60
MAX_COMPARED = 6_000
"""Words of both texts together up to which a difference is worked out by word; longer texts are compared by line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One attempt, ready to be placed."""

    pk: int
    href: str
    prompt: str
    excerpt: str
    when: str
    facts: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the log; `after` is empty on the last one."""

    rows: list[Row]
    after: str


def duration(seconds: int) -> str:
    """Minutes and seconds, as a clock shows them."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def drafts(owner: User) -> list[Row]:
    """What is still being written."""
    return [row(answer) for answer in _short(Answer.objects.owned_by(owner).drafts()).order_by("-touched_at")[:10]]


def _short(answers: AnswerQuerySet) -> AnswerQuerySet:
    """With the beginning of the text alone: forty whole answers may be two megabytes."""
    return answers.select_related("question").defer("html", "text").annotate(beginning=Left("text", EXCERPT * 2))


def log(owner: User, *, q: str, question: Question | None, after: str) -> Page:
    """A page of finished attempts, the newest first."""
    answers = _short(Answer.objects.owned_by(owner).submitted())
    if question:
        answers = answers.filter(question=question)
    if q:
        said = Q(text__icontains=q) | Q(question__prompt_en__icontains=q) | Q(question__prompt_zh_hans__icontains=q)
        answers = answers.filter(said)
    if place := _place(after):
        answers = answers.filter(submitted_at__lte=place[0]).exclude(submitted_at=place[0], pk__gte=place[1])
    found = list(answers.order_by("-submitted_at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return Page([row(answer) for answer in shown], _cursor(shown[-1]) if len(found) > PAGE else "")


def _cursor(answer: Answer) -> str:
    return f"{((answer.submitted_at or EPOCH) - EPOCH) // timedelta(microseconds=1)}-{answer.pk}"


def _place(cursor: str) -> tuple[datetime, int] | None:
    match = re.fullmatch(r"([0-9]{1,16})-([0-9]{1,18})", cursor, re.ASCII)
    if not match:
        return None
    return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])


def facts(answer: Answer) -> str:
    """What is known of an attempt, in one line."""
    parts = [duration(answer.seconds)]
    if answer.total and answer.submitted_at:
        parts.append(_("%(covered)s of %(total)s key points") % {"covered": len(answer.ticked), "total": answer.total})
    if points := [value for name in RUBRIC if (value := getattr(answer, name)) is not None]:
        parts.append(_("rubric %(points)s of %(most)s") % {"points": sum(points), "most": 3 * len(points)})
    if answer.grade:
        parts.append(str(Grade(answer.grade).label))
    return " · ".join(parts)


def row(answer: Answer) -> Row:
    """One attempt as a row."""
    when = timezone.localtime(answer.submitted_at or answer.touched_at)
    href = reverse("interviews:practice", args=[answer.question.slug]) if answer.is_draft else f"{_start()}{answer.pk}/"
    excerpt = " ".join(str(getattr(answer, "beginning", "")).split())
    short = f"{excerpt[:EXCERPT]}…" if len(excerpt) > EXCERPT else excerpt
    return Row(
        answer.pk, href, answer.question.prompt, short, date_format(when, "DATETIME_FORMAT"), facts(answer), answer.is_draft
    )


def _start() -> str:
    return reverse("interviews:answer_list")


def attempts_at(owner: User, question: Question) -> list[Answer]:
    """One's latest attempts at a question, the newest first; a draft, if there is one, is the last of the list."""
    mine = Answer.objects.owned_by(owner).filter(question=question).defer("text", "html")
    # The draft comes first, so that many attempts cannot push it out. There is no second key: the index ends here, and with
    # another one SQLite walks through all attempts rather than look up the few at this question.
    found = list(mine.order_by(F("submitted_at").desc(nulls_first=True))[:TREND])
    return sorted(found, key=_newest_first)


def _newest_first(answer: Answer) -> tuple[bool, float, int]:
    return answer.is_draft, -answer.submitted_at.timestamp() if answer.submitted_at else 0, -answer.pk


@dataclass(frozen=True, slots=True)
class Trend:
    """The rubric over the latest attempts: a picture and the numbers behind it."""

    picture: SafeString
    rows: list[tuple[str, str, str]]


def trend(owner: User, question: Question | None) -> Trend | None:
    """The trend over all questions, or over one."""
    judged = Answer.objects.owned_by(owner).submitted().exclude(correctness=None, reasoning=None, limits=None, clarity=None)
    if question:
        judged = judged.filter(question=question)
    return trend_of(judged.order_by("-submitted_at", "-pk").only("submitted_at", *RUBRIC)[:TREND])


def trend_of(attempts: Iterable[Answer]) -> Trend | None:
    """Share of the rubric's points over attempts, the newest first; None below two that were judged."""
    points = []
    for attempt in attempts:
        given = [value for name in RUBRIC if (value := getattr(attempt, name)) is not None]
        if given and attempt.submitted_at:
            points.append((timezone.localtime(attempt.submitted_at), sum(given) / (3 * len(given)), sum(given), 3 * len(given)))
    if len(points) < 2:
        return None
    points.reverse()
    shares = [(index / (len(points) - 1), point[1]) for index, point in enumerate(points)]
    first, last = (date_format(points[index][0], "MONTH_DAY_FORMAT") for index in (0, -1))
    title = _("Rubric over %(count)s attempts: from %(first)s %% to %(last)s %%") % {
        "count": len(points),
        "first": round(shares[0][1] * 100),
        "last": round(shares[-1][1] * 100),
    }
    rows = [(date_format(point[0], "SHORT_DATE_FORMAT"), f"{point[2]} / {point[3]}", f"{point[1]:.0%}") for point in points]
    return Trend(svg.line(shares, title=title, start=first, end=last), rows[::-1])


def difference(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both texts with what only one of them has marked as deleted or inserted: by word, Chinese by character."""
    first, second = _pieces(old), _pieces(new)
    if len(first) + len(second) > MAX_COMPARED:
        first, second = old.splitlines(keepends=True), new.splitlines(keepends=True)
    left, right = [], []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        left.append(_marked("del" if kind != "equal" else "", first[a:b]))
        right.append(_marked("ins" if kind != "equal" else "", second[c:d]))
    return format_html_join("", "{}", ((part,) for part in left)), format_html_join("", "{}", ((part,) for part in right))


def _pieces(text: str) -> Sequence[str]:
    return re.findall(r"[\u2e80-\u9fff\uf900-\ufaff]|\s+|[^\W\u2e80-\u9fff\uf900-\ufaff]+|[^\w\s]", text)


def _marked(tag: str, pieces: Sequence[str]) -> SafeString | str:
    text = "".join(pieces)
    if not tag or not text.strip():
        return text
    return format_html("<ins>{}</ins>", text) if tag == "ins" else format_html("<del>{}</del>", text)
