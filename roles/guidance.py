"""The published guidance, read once and kept in memory until it changes.

It is the same for everybody and changes a few times a day, while every page needs all of it: reading 81 skills and 893
requirements for each request costs more than the rest of the page. One small query tells whether what is kept still holds.
Rows are shared between requests: read them, never change them.
"""

import hashlib
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from careerguide.lib.kept import Kept
from roles.models import Requirement, Role, Skill, Transition
from roles.texts import RoleText, SkillText, Texts, read_texts


@dataclass(frozen=True, slots=True)
class Guidance:
    """Published skills and roles by primary key in their order, required levels by role and skill, and moves."""

    token: uuid.UUID | None
    skills: dict[int, Skill]
    roles: dict[int, Role]
    matrix: dict[int, dict[int, int]]
    moves: list[Transition]
    _texts: dict[str, Texts] = field(default_factory=dict)

    @property
    def texts(self) -> Texts:
        """The same in the language of this request, as plain values: what pages draw."""
        language = get_language() or settings.LANGUAGE_CODE
        if language not in self._texts:
            self._texts[language] = read_texts(self.skills.values(), self.roles.values(), self.moves)
        return self._texts[language]

    def role(self, slug: str) -> Role:
        """The published role of this slug; raises Http404 without one."""
        for role in self.roles.values():
            if role.slug == slug:
                return role
        raise Http404

    def skill(self, slug: str) -> Skill:
        """The published skill of this slug; raises Http404 without one."""
        for skill in self.skills.values():
            if skill.slug == slug:
                return skill
        raise Http404

    def role_text(self, slug: str) -> RoleText:
        """The same as text; raises Http404 without one."""
        return self.texts.roles[self.role(slug).pk]

    def skill_text(self, slug: str) -> SkillText:
        """The published skill of this slug as text; raises Http404 without one."""
        return self.texts.skills[self.skill(slug).pk]

    def required(self, role_slug: str, skill: Skill) -> int:
        """What a role asks of a skill; 0 where it asks nothing, or where there is no such role."""
        asked = (levels for pk, levels in self.matrix.items() if self.roles[pk].slug == role_slug)
        return next(asked, {}).get(skill.pk, 0)

    def asking_for(self, skill: int) -> list[tuple[RoleText, int]]:
        """The roles that ask for a skill with the level, the highest first."""
        asked = [(role, self.matrix[pk][skill]) for pk, role in self.texts.roles.items() if skill in self.matrix.get(pk, {})]
        return sorted(asked, key=lambda pair: -pair[1])


_kept: Kept[Guidance] = Kept()


def current(request: HttpRequest | None = None) -> Guidance:
    """The guidance as it is now; with a request, as it was when this request first asked."""
    if request is not None and (seen := getattr(request, "guidance", None)) is not None:
        return cast("Guidance", seen)
    token = _version()
    # The token is read before the rows: a change in between is noticed by the next request.
    known = _kept.get(token, lambda: _read(token))
    if request is not None:
        request.guidance = known  # type: ignore[attr-defined]
    return known


def _version() -> uuid.UUID | None:
    # By hand, since every page asks: building this query through the manager takes several times as long as running it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM roles_guidanceversion WHERE id = 1")
        row = cursor.fetchone()
    if row is None:
        return None
    return row[0] if isinstance(row[0], uuid.UUID) else uuid.UUID(row[0])  # SQLite keeps it as text


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


@lru_cache(maxsize=1)
def _release() -> float:
    """When templates, styles or translations last changed: after an upgrade, a kept page must not look unchanged."""
    folders = (settings.BASE_DIR / name for name in ("templates", "static", "locale"))
    return max(path.stat().st_mtime for folder in folders for path in folder.rglob("*"))


def guest_etag(request: HttpRequest, *_args: object, **_kwargs: object) -> str | None:
    """A validator of guidance pages for guests, who all see the same: version, language, theme, and the form's token.

    None, and so no 304, for whoever has a session: their page may hold their levels or a message.
    """
    if {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys():
        return None
    parts = (
        _release(),
        current(request).token,
        get_language(),
        request.COOKIES.get("theme"),
        request.COOKIES.get(settings.CSRF_COOKIE_NAME),
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
