"""All roles ranked for one person."""

from dataclasses import dataclass

from django.urls import reverse

from roles import guidance
from roles.readiness import Fit, Levels, deciding_skills, measure


@dataclass(frozen=True, slots=True)
class Match:
    """A role with the person's fit."""

    title: str
    summary: str
    slug: str
    href: str
    fit: Fit


@dataclass(frozen=True, slots=True)
class Ranking:
    """Roles, the readiest first, and the skills that would change the order most."""

    matches: list[Match]
    deciding: list[int]


def rank_roles(levels: Levels) -> Ranking:
    """Order by readiness; between equals, fewer signature gaps, then fewer hard gaps come first."""
    known = guidance.current()
    matrix = known.matrix
    matches = [
        Match(
            role.title,
            role.summary,
            role.slug,
            reverse("roles:role_detail", args=[role.slug]),
            measure(matrix[role.pk], levels),
        )
        for role in known.roles.values()
        if role.pk in matrix
    ]
    matches.sort(key=lambda match: (-match.fit.readiness, match.fit.signature_gaps, match.fit.hard_gaps))
    return Ranking(matches, deciding_skills(matrix, levels))
