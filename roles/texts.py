"""The guidance in one language, as plain values.

Reading a translated field of a model asks for the language and the fallback each time; a page reads some hundred of them.
So they are read once per version of the guidance and language, and markup that depends on nothing else is drawn once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from roles.models import Role, Skill, SkillArea, Transition


@dataclass(frozen=True, slots=True)
class AreaText:
    """A family of skills."""

    pk: int
    slug: str
    order: int
    name: str
    short_name: str
    description: str


@dataclass(frozen=True, slots=True)
class SkillText:
    """A skill as it is read."""

    pk: int
    slug: str
    name: str
    description: str
    levels: tuple[str, str, str, str]
    evidence: str
    area: AreaText
    href: str
    link: SafeString

    def get_absolute_url(self) -> str:
        """The page of this skill."""
        return self.href


@dataclass(frozen=True, slots=True)
class RoleText:
    """A role as it is read; lists are lists."""

    pk: int
    slug: str
    title: str
    summary: str
    also_called: list[str]
    distinguishes: str
    works_on: list[str]
    responsibilities: list[str]
    interview_topics: list[str]
    note: str
    href: str

    def get_absolute_url(self) -> str:
        """The page of this role."""
        return self.href


@dataclass(frozen=True, slots=True)
class MoveText:
    """A move between two roles."""

    start: RoleText
    goal: RoleText
    learn: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything published, by primary key and in order."""

    skills: dict[int, SkillText]
    roles: dict[int, RoleText]
    moves: list[MoveText]
    _drawn: dict[tuple[str, int], SafeString] = field(default_factory=dict)

    def drawn(self, template: str, role: RoleText) -> SafeString:
        """A partial that depends on nothing but the role, drawn once; while templates are being written, each time."""
        key = (template, role.pk)
        if key not in self._drawn or settings.DEBUG:
            context = {
                "role": role,
                "moves_in": [move for move in self.moves if move.goal is role],
                "moves_out": [move for move in self.moves if move.start is role],
            }
            self._drawn[key] = render_to_string(template, context)
        return self._drawn[key]


def read_texts(skills: Iterable[Skill], roles: Iterable[Role], moves: Iterable[Transition]) -> Texts:
    """The texts in the language that is active now."""
    areas: dict[int, AreaText] = {}
    skill_texts = {}
    for skill in skills:
        if skill.area_id not in areas:
            areas[skill.area_id] = _area(skill.area)
        skill_texts[skill.pk] = _skill(skill, areas[skill.area_id])
    role_texts = {role.pk: _role(role) for role in roles}
    return Texts(skill_texts, role_texts, [_move(move, role_texts) for move in moves])


def _area(area: SkillArea) -> AreaText:
    return AreaText(area.pk, area.slug, area.order, area.name, area.short_name, area.description)


def _skill(skill: Skill, area: AreaText) -> SkillText:
    href = skill.get_absolute_url()
    return SkillText(
        pk=skill.pk,
        slug=skill.slug,
        name=skill.name,
        description=skill.description,
        levels=(skill.level_1, skill.level_2, skill.level_3, skill.level_4),
        evidence=skill.evidence,
        area=area,
        href=href,
        link=format_html('<a href="{}">{}</a>', href, skill.name),
    )


def _role(role: Role) -> RoleText:
    return RoleText(
        pk=role.pk,
        slug=role.slug,
        title=role.title,
        summary=role.summary,
        also_called=role.also_called.splitlines(),
        distinguishes=role.distinguishes,
        works_on=role.works_on.splitlines(),
        responsibilities=role.responsibilities.splitlines(),
        interview_topics=role.interview_topics.splitlines(),
        note=role.note,
        href=role.get_absolute_url(),
    )


def _move(move: Transition, roles: dict[int, RoleText]) -> MoveText:
    start, goal = roles[move.from_role_id], roles[move.to_role_id]
    return MoveText(start, goal, move.learn, move.why, reverse("roles:role_move", args=[goal.slug, start.slug]))
