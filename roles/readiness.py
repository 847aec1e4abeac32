"""How well levels meet a role's requirements. One formula, for claimed, evidenced and confirmed levels alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Levels = Mapping[int, int]
"""Level 0–4 by the skill's primary key; a skill that is missing counts as 0."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A person against a role: readiness from 0 to 1 and the two counts that always stand beside it."""

    readiness: float
    hard_gaps: int
    signature_gaps: int

    @property
    def percent(self) -> int:
        """Readiness in whole per cent, rounded down, so that 100 means that nothing is missing."""
        return int(self.readiness * 100 + 1e-9)


def measure(required: Levels, levels: Levels) -> Fit:
    """Weigh each skill by the square of its required level, so that signature skills are not drowned by many small ones.

    readiness = Σ r²·min(l, r)/r ÷ Σ r², over required levels r of 1–4 and own levels l (`content/README.md`).
    A hard gap is r ≥ 3 with two or more levels short; a signature gap is r = 4 not reached. No requirements: 1.
    """
    earned = total = hard = signature = 0
    for skill, need in required.items():
        have = levels.get(skill, 0)
        earned += need * min(have, need)
        total += need * need
        hard += need >= 3 and need - have >= 2
        signature += need == 4 and have < 4
    return Fit(earned / total if total else 1.0, hard, signature)


def gaps(required: Levels, levels: Levels) -> list[int]:
    """The skills that fall short, the one that costs most readiness first."""
    short = [skill for skill, need in required.items() if levels.get(skill, 0) < need]
    return sorted(short, key=lambda skill: (-required[skill] * (required[skill] - levels.get(skill, 0)), skill))


def deciding_skills(matrix: Mapping[int, Levels], levels: Levels, *, most: int = 3) -> list[int]:
    """The skills that would change the ranking of roles most, if they turned out to be at level 4.

    A skill that lifts every role alike moves none of them, so what counts is how far apart the gains are.
    """
    skills: Iterable[int] = {skill for required in matrix.values() for skill in required}
    totals = {role: sum(value * value for value in required.values()) for role, required in matrix.items()}

    def spread(skill: int) -> float:
        gains = []
        for role, required in matrix.items():
            need = required.get(skill, 0)
            gains.append(need * (need - min(levels.get(skill, 0), need)) / totals[role] if need else 0.0)
        return max(gains) - min(gains)

    return sorted(skills, key=lambda skill: (-spread(skill), skill))[:most]
