"""Two roles beside each other, and the way from one to the other."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from roles.controls import meter
from roles.models import Skill
from roles.queries import Rated, SkillRow, plain_levels, skill_row
from roles.readiness import Levels


@dataclass(frozen=True, slots=True)
class Pair:
    """A skill with what each of two roles asks."""

    name: str
    href: str
    first: int
    second: int

    @property
    def first_meter(self) -> SafeString:
        """What the first role asks, as a picture."""
        return meter(self.first, 0)

    @property
    def second_meter(self) -> SafeString:
        """What the second role asks, as a picture."""
        return meter(self.second, 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Skills that one role asks more of, the other asks more of, or both ask alike."""

    more_first: list[Pair]
    more_second: list[Pair]
    common: list[Pair]


def compare_requirements(first: Levels, second: Levels, skills: Mapping[int, Skill]) -> Comparison:
    """Sort every skill that either role asks for; the largest difference, then the highest level, comes first."""
    pairs = [
        Pair(skill.name, skill.get_absolute_url(), first.get(pk, 0), second.get(pk, 0))
        for pk, skill in skills.items()
        if first.get(pk, 0) or second.get(pk, 0)
    ]
    pairs.sort(key=lambda pair: (-abs(pair.first - pair.second), -max(pair.first, pair.second)))
    return Comparison(
        more_first=[pair for pair in pairs if pair.first > pair.second],
        more_second=[pair for pair in pairs if pair.second > pair.first],
        common=[pair for pair in pairs if pair.first == pair.second],
    )


@dataclass(frozen=True, slots=True)
class MovePlan:
    """What a move asks, as rows whose level is where one starts."""

    keep: list[SkillRow]
    raise_: list[SkillRow]
    new: list[SkillRow]


def plan_move(
    matrix: Mapping[int, Levels], origin: int, goal: int, ratings: Mapping[int, Rated], skills: Mapping[int, Skill]
) -> MovePlan:
    """Sort the goal's skills by where one starts: the own levels, else those of a typical holder of the origin role.

    In the order to learn, groundwork comes first: a skill that more roles ask for at level 2 or above carries more of
    what follows; between equals, the one that weighs more in the goal.
    """
    wanted = matrix.get(goal, {})
    levels = plain_levels(ratings) if ratings else matrix.get(origin, {})
    shared_by = {pk: sum(required.get(pk, 0) >= 2 for required in matrix.values()) for pk in wanted}
    ordered = sorted((pk for pk in wanted if pk in skills), key=lambda pk: (-shared_by[pk], -wanted[pk], pk))
    plan = MovePlan([], [], [])
    for pk in ordered:
        have, need = levels.get(pk, 0), wanted[pk]
        row = skill_row(skills[pk], None, need).with_level(have)
        (plan.keep if have >= need else plan.raise_ if have else plan.new).append(row)
    return plan
