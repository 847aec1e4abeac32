"""Two roles beside each other, and the way from one to the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from roles.controls import meter
from roles.queries import SkillRow
from roles.readiness import Levels
from roles.record import Record
from roles.texts import SkillText


class Pair(NamedTuple):
    """A skill with what each of two roles asks."""

    skill: SkillText
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Skills that one role asks more of, the other asks more of, or both ask alike."""

    more_first: list[Pair]
    more_second: list[Pair]
    common: list[Pair]


def compare_requirements(first: Levels, second: Levels, skills: Mapping[int, SkillText]) -> Comparison:
    """Sort every skill that either role asks for; the largest difference, then the highest level, comes first."""
    pairs = [Pair(skill, first.get(pk, 0), second.get(pk, 0)) for pk, skill in skills.items() if pk in first or pk in second]
    pairs.sort(key=lambda pair: (-abs(pair.first - pair.second), -max(pair.first, pair.second)))
    return Comparison(
        more_first=[pair for pair in pairs if pair.first > pair.second],
        more_second=[pair for pair in pairs if pair.second > pair.first],
        common=[pair for pair in pairs if pair.first == pair.second],
    )


def pair_rows(pairs: Sequence[Pair]) -> SafeString:
    """The body of a table of pairs."""
    # Safe: links were escaped when the guidance was read, the rest are meters.
    return mark_safe(  # noqa: S308
        "".join(
            f'<tr><th scope="row">{pair.skill.link}</th><td>{meter(pair.first, 0)}</td><td>{meter(pair.second, 0)}</td></tr>\n'
            for pair in pairs
        )
    )


@dataclass(frozen=True, slots=True)
class MovePlan:
    """What a move asks, as rows whose level is where one starts."""

    keep: list[SkillRow]
    raise_: list[SkillRow]
    new: list[SkillRow]


def plan_move(matrix: Mapping[int, Levels], origin: int, goal: int, own: Record, skills: Mapping[int, SkillText]) -> MovePlan:
    """Sort the goal's skills by where one starts: the own levels, else those of a typical holder of the origin role.

    In the order to learn, groundwork comes first: a skill that more roles ask for at level 2 or above carries more of
    what follows; between equals, the one that weighs more in the goal.
    """
    wanted = matrix.get(goal, {})
    levels = own.claimed if own.ratings else matrix.get(origin, {})
    shared_by = _shared_by(matrix)
    ordered = sorted((pk for pk in wanted if pk in skills), key=lambda pk: (-shared_by.get(pk, 0), -wanted[pk], pk))
    plan = MovePlan([], [], [])
    for pk in ordered:
        have, need = levels.get(pk, 0), wanted[pk]
        row = SkillRow(skills[pk], have, need, confirmed=own.confirmed.get(pk, 0))
        (plan.keep if have >= need else plan.raise_ if have else plan.new).append(row)
    return plan


def _shared_by(matrix: Mapping[int, Levels]) -> dict[int, int]:
    """How many roles ask for each skill at level 2 or above."""
    counts: dict[int, int] = {}
    for required in matrix.values():
        for pk, level in required.items():
            if level >= 2:
                counts[pk] = counts.get(pk, 0) + 1
    return counts


def move_rows(rows: Sequence[SkillRow]) -> SafeString:
    """The body of one table of a move."""
    # Safe: links were escaped when the guidance was read, the rest are numbers and meters.
    return mark_safe(  # noqa: S308
        "".join(f'<tr><th scope="row">{row.link}</th><td>{row.meter} {row.level} → {row.required}</td></tr>\n' for row in rows)
    )
