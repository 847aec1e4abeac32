"""The log of attempts: the list, one attempt, two side by side, and the trend of the rubric."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.lib import svg
from careerguide.lib.dates import clock_text, day_text, moment_text, month_day, short_date
from interviews.models import RUBRIC, Answer, Grade, Question
from interviews.models.practice import AnswerQuerySet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PAGE = 20
EXCERPT = 160
MAX_SEARCH = 100
TREND = 60
MAX_COMPARED = 6_000
"""Words of both texts together up to which a difference is worked out by word; longer texts are compared by line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One attempt, ready to be placed."""

    pk: int
    moment: datetime
    href: str
    prompt: str
    excerpt: str
    facts: str

    @property
    def when(self) -> str:
        """Day and time."""
        return moment_text(self.moment)

    def drawn(self) -> str:
        """As an item of its day."""
        text = f'<p class="excerpt">{escape(self.excerpt)}</p>' if self.excerpt else ""
        about = " · ".join(filter(None, (escape(clock_text(self.moment)), escape(self.facts))))
        return f'<li><a href="{self.href}">{escape(self.prompt)}</a><p class="soft">{about}</p>{text}</li>\n'


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the log; `after` is empty on the last one."""

    rows: list[Row]
    after: str

    @property
    def drawn(self) -> SafeString:
        """The rows as a list for each day; loops in the template would take several times as long."""
        days = groupby(self.rows, key=lambda row: day_text(row.moment))
        lists = (
            f'<h3 class="day">{escape(day)}</h3><ol class="bank">{"".join(row.drawn() for row in rows)}</ol>\n'
            for day, rows in days
        )
        return mark_safe("".join(lists))  # noqa: S308  (every part is escaped)


def duration(seconds: int) -> str:
    """Minutes and seconds, as a clock shows them; nothing where nothing was measured."""
    return f"{seconds // 60}:{seconds % 60:02d}" if seconds else ""


COLUMNS = (
    "pk", "submitted_at", "touched_at", "question__slug", "question__prompt_en", "question__prompt_zh_hans", "beginning",
    "seconds", "ticked", "total", "grade", *RUBRIC,
)  # fmt: skip
"""What a row is made of: instances of twenty answers, with their questions, cost ten times as much as these values."""


class RowMaker:
    """Makes rows, and keeps what they share."""

    def __init__(self) -> None:
        self.chinese_first = (get_language() or "").startswith("zh")
        self.log, self.bank = reverse("interviews:answer_list"), reverse("interviews:question_list")

    def rows(self, answers: AnswerQuerySet) -> list[Row]:
        """With the beginning of the text alone: twenty whole answers may be a megabyte."""
        beginning = answers.annotate(beginning=Left("text", EXCERPT * 2))
        return [self._row(values) for values in beginning.values_list(*COLUMNS, named=True)]

    def _row(self, values: Any) -> Row:
        excerpt, moment = " ".join(values.beginning.split()), values.submitted_at or values.touched_at
        english, chinese = values.question__prompt_en, values.question__prompt_zh_hans
        covered = (len(values.ticked), values.total) if values.total and values.submitted_at else None
        return Row(
            pk=values.pk,
            moment=moment,
            href=f"{self.log}{values.pk}/" if values.submitted_at else f"{self.bank}{values.question__slug}/practice/",
            prompt=(chinese or english if self.chinese_first else english or chinese) or "",
            excerpt=f"{excerpt[:EXCERPT]}…" if len(excerpt) > EXCERPT else excerpt,
            facts=_facts(values.seconds, covered, tuple(getattr(values, name) for name in RUBRIC), values.grade),
        )


def drafts(owner: User) -> list[Row]:
    """What is still being written."""
    return RowMaker().rows(Answer.objects.owned_by(owner).drafts().order_by("-touched_at")[:10])


def log(owner: User, *, q: str, question: Question | None, after: str) -> Page:
    """A page of finished attempts, the newest first."""
    answers = Answer.objects.owned_by(owner).submitted()
    if question:
        answers = answers.filter(question=question)
    if q:
        said = Q(text__icontains=q) | Q(question__prompt_en__icontains=q) | Q(question__prompt_zh_hans__icontains=q)
        answers = answers.filter(said)
    if place := _place(after):
        answers = answers.filter(submitted_at__lte=place[0]).exclude(submitted_at=place[0], pk__gte=place[1])
    found = RowMaker().rows(answers.order_by("-submitted_at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return Page(shown, _cursor(shown[-1]) if len(found) > PAGE else "")


def _cursor(row: Row) -> str:
    return f"{(row.moment - EPOCH) // timedelta(microseconds=1)}-{row.pk}"


def _place(cursor: str) -> tuple[datetime, int] | None:
    match = re.fullmatch(r"([0-9]{1,16})-([0-9]{1,18})", cursor, re.ASCII)
    if not match:
        return None
    return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])


def facts(answer: Answer) -> str:
    """What is known of an attempt, in one line."""
    covered = (len(answer.ticked), answer.total) if answer.total and answer.submitted_at else None
    return _facts(answer.seconds, covered, tuple(getattr(answer, name) for name in RUBRIC), answer.grade)


def _facts(seconds: int, covered: tuple[int, int] | None, rubric: tuple[int | None, ...], grade: int | None) -> str:
    judged = _judged(covered, rubric, grade, get_language() or "en")
    return " · ".join(filter(None, (duration(seconds), judged)))


@lru_cache(maxsize=4096)
def _judged(covered: tuple[int, int] | None, rubric: tuple[int | None, ...], grade: int | None, _language: str) -> str:
    """How it was judged; the same few judgements come again and again, so each is put into words once."""
    parts = []
    if covered:
        parts.append(_("%(covered)s of %(total)s key points") % {"covered": covered[0], "total": covered[1]})
    if points := [value for value in rubric if value is not None]:
        parts.append(_("rubric %(points)s of %(most)s") % {"points": sum(points), "most": 3 * len(points)})
    if grade:
        parts.append(str(Grade(grade).label))
    return " · ".join(parts)


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
    points: list[tuple[date, float, int, int]]

    @property
    def drawn(self) -> SafeString:
        """The numbers as rows of a table."""
        rows = (
            f"<tr><td>{escape(short_date(day))}</td><td>{given} / {most}</td><td>{share:.0%}</td></tr>"
            for day, share, given, most in self.points
        )
        return mark_safe("".join(rows))  # noqa: S308  (dates were escaped, the rest are numbers)


def trend(owner: User, question: Question | None) -> Trend | None:
    """The trend over all questions, or over one."""
    judged = Answer.objects.owned_by(owner).submitted().exclude(correctness=None, reasoning=None, limits=None, clarity=None)
    if question:
        judged = judged.filter(question=question)
    return _trend(judged.order_by("-submitted_at", "-pk").values_list("submitted_at", *RUBRIC)[:TREND])


def trend_of(attempts: Iterable[Answer]) -> Trend | None:
    """The same over attempts that have been read, the newest first."""
    return _trend((attempt.submitted_at, *(getattr(attempt, name) for name in RUBRIC)) for attempt in attempts)


def _trend(attempts: Iterable[tuple[Any, ...]]) -> Trend | None:
    """Share of the rubric's points, the newest attempt first; None below two that were judged."""
    points: list[tuple[date, float, int, int]] = []
    for submitted, *rubric in attempts:
        given = [value for value in rubric if value is not None]
        if given and submitted:
            points.append((timezone.localdate(submitted), sum(given) / (3 * len(given)), sum(given), 3 * len(given)))
    if len(points) < 2:
        return None
    points.reverse()
    shares = [(index / (len(points) - 1), point[1]) for index, point in enumerate(points)]
    first, last = month_day(points[0][0]), month_day(points[-1][0])
    title = _("Rubric over %(count)s attempts: from %(first)s%% to %(last)s%%") % {
        "count": len(points),
        "first": round(shares[0][1] * 100),
        "last": round(shares[-1][1] * 100),
    }
    return Trend(svg.line(shares, title=title, start=first, end=last), points[::-1])


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
