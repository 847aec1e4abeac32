"""What the review page needs of one learner's record, read by three statements instead of eight.

By hand, since every part is small and building it through the models takes several times as long as running it. Every part
starts from an index on the owner.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from accounts.models import User
from interviews.bank_items import Row
from interviews.models import Interview, Question, ReviewCard, ReviewLog
from interviews.models.search import OFF
from roles.models import Role, TargetRole

SHOWN = 10
"""Due answers on one page: the others follow when these are done."""


@dataclass(frozen=True, slots=True)
class Day:
    """How it stands: answers that come back, by day; grades given today; the next interview; the role aimed at."""

    by_day: dict[date, int] = field(default_factory=dict)
    done: int = 0
    role: int | None = None
    interview: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One card: when it comes back, what FSRS knows of it, and its question as `interviews.bank_items.COLUMNS`."""

    pk: int
    due: date
    stability: float
    last_review: date
    is_aside: bool
    question: Row


@lru_cache(maxsize=4)
def _statements(_vendor: str) -> tuple[str, str, str]:
    """How it stands, the cards that the page lists, what FSRS knows of questions. Only names of our own tables are put in."""
    card, question, log, target, role, interview = (
        connection.ops.quote_name(model._meta.db_table)
        for model in (ReviewCard, Question, ReviewLog, TargetRole, Role, Interview)
    )
    places = ", ".join(["%s"] * len(OFF))
    # Cards of a question that was retired stay, and do not come back; a private question is seen by its owner alone.
    seen = "c.owner_id = %s AND (q.status = %s OR q.owner_id = c.owner_id)"
    cards = f"{card} c JOIN {question} q ON q.id = c.question_id WHERE {seen}"
    day = f"""
        SELECT c.due, COUNT(*), NULL, NULL FROM {cards} AND c.suspended_at IS NULL GROUP BY c.due
        UNION ALL
        SELECT NULL, (SELECT COUNT(*) FROM {log} WHERE owner_id = %s AND undone_at IS NULL AND reviewed_on = %s),
            (SELECT t.role_id FROM {target} t JOIN {role} r ON r.id = t.role_id WHERE t.owner_id = %s AND r.status = %s
                ORDER BY t.is_primary DESC, t.created_at LIMIT 1),
            (SELECT MIN(starts_at) FROM {interview} WHERE owner_id = %s AND starts_at >= %s AND outcome NOT IN ({places}))
    """  # noqa: S608
    quoted = connection.ops.quote_name
    columns = f"""c.id, c.due, c.stability, c.last_review, c.suspended_at, q.id AS question, q.{quoted("order")}, q.slug,
        q.topic_id, q.round_id, q.difficulty AS depth, q.asked_at, q.owner_id, q.prompt_en, q.prompt_zh_hans"""
    listed = f"""
        SELECT * FROM (SELECT {columns} FROM {cards} AND c.suspended_at IS NULL AND c.due <= %s
            ORDER BY c.due, c.id LIMIT {SHOWN}) waiting
        UNION ALL
        SELECT * FROM (SELECT {columns} FROM {cards} AND c.suspended_at IS NOT NULL
            ORDER BY c.suspended_at DESC LIMIT {SHOWN}) aside
    """  # noqa: S608
    memories = f"SELECT question_id, stability, last_review FROM {card} WHERE owner_id = %s AND question_id IN "  # noqa: S608
    return day, listed, memories


def as_date(value: Any) -> date:
    """A date as a hand-written statement returns it."""
    day = value if isinstance(value, date) else parse_date(value)  # SQLite keeps it as text
    if day is None:
        raise ValueError(value)
    return day


def day_of(owner: User, today: date) -> Day:
    """How it stands on a day of the learner's own calendar."""
    zone = ZoneInfo(owner.time_zone)
    midnight = connection.ops.adapt_datetimefield_value(datetime.combine(today, time(), zone))
    published = Question.Status.PUBLISHED.value
    parameters: list[Any] = [
        owner.pk, published, owner.pk, connection.ops.adapt_datefield_value(today),
        owner.pk, published, owner.pk, midnight, *(outcome.value for outcome in OFF),
    ]  # fmt: skip
    by_day: dict[date, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_statements(connection.vendor)[0], parameters)
        *rows, (_due, done, role, starts) = sorted(cursor.fetchall(), key=lambda row: row[0] is None)
    for due, count, _role, _starts in rows:
        by_day[as_date(due)] = count
    if isinstance(starts, str):
        starts = parse_datetime(starts)
    if starts and timezone.is_naive(starts):
        starts = timezone.make_aware(starts, connection.timezone)
    return Day(by_day, done, role, timezone.localdate(starts, zone) if starts else None)


def listed(owner: User, today: date) -> list[Waiting]:
    """The first cards that are due, the longest overdue first, then what was set aside, the newest first."""
    published = Question.Status.PUBLISHED.value
    parameters: list[Any] = [owner.pk, published, connection.ops.adapt_datefield_value(today), owner.pk, published]
    with connection.cursor() as cursor:
        cursor.execute(_statements(connection.vendor)[1], parameters)
        rows = cursor.fetchall()
    due = sorted((row for row in rows if row[4] is None), key=lambda row: (row[1], row[0]))
    aside = sorted((row for row in rows if row[4] is not None), key=lambda row: row[4], reverse=True)
    return [
        Waiting(pk, as_date(due_on), stability, as_date(reviewed), suspended is not None, tuple(question))
        for pk, due_on, stability, reviewed, suspended, *question in [*due, *aside]
    ]


def memories(owner: User, questions: Collection[int]) -> dict[int, tuple[float, date]]:
    """What FSRS knows of these questions: stability and the day of the last review."""
    if not questions:
        return {}
    places = ", ".join(["%s"] * len(questions))
    with connection.cursor() as cursor:
        cursor.execute(f"{_statements(connection.vendor)[2]}({places})", [owner.pk, *questions])
        return {question: (stability, as_date(reviewed)) for question, stability, reviewed in cursor.fetchall()}
