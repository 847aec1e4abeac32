"""What a learner has noted about one skill: the steps of its rating and what shows it, read by a single query."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.models import User
from careerguide.lib.dates import day_text
from roles.models import Evidence, RatingChange

MOST = 50
"""Of each, the latest."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence as the page lists it."""

    pk: int
    level: int
    title: str
    link: str
    day: str
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class SkillLog:
    """The history of a rating as items of a list, the newest first, and the evidence, what was taken back last."""

    history: SafeString
    evidence: list[Shown]


@lru_cache(maxsize=4)
def _statement(_vendor: str) -> str:
    """Both parts start from an index on owner and skill. By hand: a limit inside of a union is beyond the models on SQLite."""
    change, evidence = (connection.ops.quote_name(model._meta.db_table) for model in (RatingChange, Evidence))
    return f"""
        SELECT id, changed_at, level, previous_level, NULL, NULL, NULL FROM (SELECT * FROM {change}
            WHERE owner_id = %s AND skill_id = %s ORDER BY changed_at DESC, id DESC LIMIT {MOST}) changes
        UNION ALL
        SELECT id, created_at, level, NULL, title, link, withdrawn_at FROM (SELECT * FROM {evidence}
            WHERE owner_id = %s AND skill_id = %s ORDER BY created_at DESC, id DESC LIMIT {MOST}) shown
    """  # noqa: S608  (only names of our own tables are put in)


def read(person: User, skill: int) -> SkillLog:
    """The log of a person for a skill, by its primary key."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), [person.pk, skill, person.pk, skill])
        rows = sorted(
            ((_moment(moment), pk, *rest) for pk, moment, *rest in cursor.fetchall()), key=lambda row: row[:2], reverse=True
        )
    steps = (
        (moment.isoformat(), day_text(moment), "–" if former is None else former, level)
        for moment, _pk, level, former, title, _link, _back in rows
        if title is None
    )
    evidence = [
        Shown(pk, level, title, link, day_text(moment), back)
        for moment, pk, level, _former, title, link, back in rows
        if title is not None
    ]
    history = format_html_join("", '<li><time datetime="{}">{}</time>: {} → {}</li>', steps)
    return SkillLog(history, sorted(evidence, key=lambda row: row.withdrawn_at is not None))


def _moment(value: Any) -> datetime:
    moment = value if isinstance(value, datetime) else parse_datetime(value)  # SQLite keeps it as text
    if moment is None:
        raise ValueError(value)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment, connection.timezone)
