"""One learner's record as every page needs it: levels by skill and target roles, read by a single query.

Three values stand for a skill and are never mixed: claimed by the learner, evidenced by what they show, confirmed by a mentor.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from accounts.models import User
from roles.models import ConfirmedLevel, Evidence, SkillRating, TargetRole

STALE_AFTER = timedelta(days=365)
Person = User | AnonymousUser


class Claim(NamedTuple):
    """A claimed level, and whether it was given over a year ago: shown as such, never lowered silently."""

    level: int
    is_stale: bool


class Target(NamedTuple):
    """A role that the person aims at, by its primary key."""

    role_id: int
    is_primary: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Levels by the skill's primary key, and targets, the primary one first."""

    ratings: dict[int, Claim] = field(default_factory=dict)
    evidenced: dict[int, int] = field(default_factory=dict)
    confirmed: dict[int, int] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)

    @property
    def claimed(self) -> dict[int, int]:
        """Only the claimed levels."""
        return {skill: claim.level for skill, claim in self.ratings.items()}


@lru_cache(maxsize=4)
def _statements(_vendor: str) -> tuple[str, str]:
    """The whole record, and one confirmed level. By hand: one round trip instead of four, none of them built anew each time.

    Every part starts from the index on the owner.
    """
    rating, evidence, confirmed, target = (
        connection.ops.quote_name(model._meta.db_table) for model in (SkillRating, Evidence, ConfirmedLevel, TargetRole)
    )
    whole = f"""
        SELECT 1, skill_id, level, CASE WHEN rated_at < %s THEN 1 ELSE 0 END FROM {rating} WHERE owner_id = %s
        UNION ALL
        SELECT 2, skill_id, MAX(level), 0 FROM {evidence} WHERE owner_id = %s AND withdrawn_at IS NULL GROUP BY skill_id
        UNION ALL
        SELECT 3, skill_id, level, 0 FROM {confirmed} WHERE owner_id = %s
        UNION ALL
        SELECT 4, role_id, CASE WHEN is_primary THEN 1 ELSE 0 END, id FROM {target} WHERE owner_id = %s
    """  # noqa: S608  (only names of our own tables are put in)
    return whole, f"SELECT level FROM {confirmed} WHERE owner_id = %s AND skill_id = %s"  # noqa: S608


def read(person: Person) -> Record:
    """The record of a person; an empty one for a guest."""
    record = Record()
    if not isinstance(person, User):
        return record
    stale_before = connection.ops.adapt_datetimefield_value(timezone.now() - STALE_AFTER)
    targets = []
    with connection.cursor() as cursor:
        cursor.execute(_statements(connection.vendor)[0], [stale_before, person.pk, person.pk, person.pk, person.pk])
        for kind, key, level, extra in cursor.fetchall():
            if kind == 1:
                record.ratings[key] = Claim(level, bool(extra))
            elif kind == 2:
                record.evidenced[key] = level
            elif kind == 3:
                record.confirmed[key] = level
            else:
                targets.append((not level, extra, key))
    record.targets.extend(Target(role, not other) for other, _age, role in sorted(targets))
    return record


def confirmed_level(person: User, skill: int) -> int:
    """The level of one skill that somebody else vouches for; 0 when nobody does."""
    with connection.cursor() as cursor:
        cursor.execute(_statements(connection.vendor)[1], [person.pk, skill])
        row = cursor.fetchone()
    return row[0] if row else 0
