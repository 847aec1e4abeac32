"""The published guidance, read once and kept in memory until it changes.

It is the same for everybody and changes a few times a day, while every page needs all of it: reading 81 skills and 893
requirements for each request costs more than the rest of the page. One small query tells whether what is kept still holds.
Rows are shared between requests: read them, never change them.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from roles.models import GuidanceVersion, Requirement, Role, Skill, Transition


@dataclass(frozen=True, slots=True)
class Guidance:
    """Published skills and roles by primary key in their order, required levels by role and skill, and moves."""

    token: uuid.UUID | None
    skills: dict[int, Skill]
    roles: dict[int, Role]
    matrix: dict[int, dict[int, int]]
    moves: list[Transition]


_kept: Guidance | None = None


def current() -> Guidance:
    """The guidance as it is now."""
    global _kept  # noqa: PLW0603  (one value per process is the point)
    token = GuidanceVersion.objects.filter(pk=1).values_list("token", flat=True).first()
    # The token is read before the rows: a change in between is noticed by the next request.
    if _kept is None or token is None or _kept.token != token:
        _kept = _read(token)
    return _kept


def _read(token: uuid.UUID | None) -> Guidance:
    skills = {skill.pk: skill for skill in Skill.objects.published().select_related("area")}
    roles = {role.pk: role for role in Role.objects.published()}
    matrix: dict[int, dict[int, int]] = defaultdict(dict)
    for role, skill, level in Requirement.objects.in_force().values_list("role_id", "skill_id", "level"):
        matrix[role][skill] = level
    moves = [
        move
        for move in Transition.objects.published().select_related("from_role", "to_role")
        if move.from_role_id in roles and move.to_role_id in roles
    ]
    moves.sort(key=lambda move: (move.from_role.order, move.to_role.order))
    return Guidance(token, skills, roles, dict(matrix), moves)
