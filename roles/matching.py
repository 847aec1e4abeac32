"""All roles ranked for one person."""

from dataclasses import dataclass

from roles.guidance import Guidance
from roles.readiness import Fit, Levels, deciding_skills, measure
from roles.texts import RoleText


@dataclass(frozen=True, slots=True)
class Match:
    """A role with the person's fit."""

    role: RoleText
    fit: Fit


@dataclass(frozen=True, slots=True)
class Ranking:
    """Roles, the readiest first, and the skills that would change the order most."""

    matches: list[Match]
    deciding: list[int]


def rank_roles(known: Guidance, levels: Levels) -> Ranking:
    """Order by readiness; between equals, fewer signature gaps, then fewer hard gaps come first."""
    matrix = known.matrix
    matches = [Match(role, measure(matrix[pk], levels)) for pk, role in known.texts.roles.items() if pk in matrix]
    matches.sort(key=lambda match: (-match.fit.readiness, match.fit.signature_gaps, match.fit.hard_gaps))
    return Ranking(matches, deciding_skills(matrix, levels))
