"""What the pages read: guidance and one learner's record, as plain values ready to be placed.

One query per kind of thing, however many roles and skills there are.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.lib import svg
from roles import guidance
from roles.controls import meter, rating_options
from roles.models import Evidence, RatingChange, Role, Skill, SkillRating, TargetRole
from roles.readiness import Fit, Levels, gaps, measure

STALE_AFTER = timedelta(days=365)
Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Rated:
    """A claimed level and when it was given."""

    level: int
    rated_at: datetime

    @property
    def is_stale(self) -> bool:
        """Older than a year: shown as such, never lowered silently."""
        return timezone.now() - self.rated_at > STALE_AFTER


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill beside what is required and what is claimed."""

    pk: int
    slug: str
    name: str
    description: str
    area_slug: str
    href: str
    level: int | None
    required: int
    stale: bool

    @property
    def rate_href(self) -> str:
        """Where its rating is sent."""
        return f"{self.href}rate/"

    @property
    def short_by(self) -> int:
        """Levels missing to the requirement."""
        return max(0, self.required - (self.level or 0))

    def with_level(self, level: int) -> "SkillRow":
        """The same row, drawn at another level."""
        return replace(self, level=level)

    @property
    def options(self) -> SafeString:
        """The radio buttons that rate it."""
        return rating_options(self.slug, self.level, self.required)

    @property
    def meter(self) -> SafeString:
        """The picture of its level."""
        return meter(self.level or 0, self.required)


def claimed(person: Person) -> dict[int, Rated]:
    """What the person claims, by skill; nothing for a guest."""
    if not isinstance(person, User):
        return {}
    rows = SkillRating.objects.owned_by(person).values_list("skill_id", "level", "rated_at")
    return {skill: Rated(level, rated_at) for skill, level, rated_at in rows}


def evidenced(person: User) -> dict[int, int]:
    """The highest level that any evidence shows, by skill."""
    rows = Evidence.objects.owned_by(person).values_list("skill_id").annotate(Max("level")).order_by()
    return dict(rows)


def plain_levels(ratings: Mapping[int, Rated]) -> dict[int, int]:
    """Only the levels."""
    return {skill: rated.level for skill, rated in ratings.items()}


def target_roles(person: Person) -> list[TargetRole]:
    """The person's targets that are still published, the primary one first."""
    if not isinstance(person, User):
        return []
    return list(TargetRole.objects.owned_by(person).filter(role__status=Role.Status.PUBLISHED).select_related("role"))


def skill_row(skill: Skill, rated: Rated | None, required: int) -> SkillRow:
    """One skill as a row."""
    return SkillRow(
        pk=skill.pk,
        slug=skill.slug,
        name=skill.name,
        description=skill.description,
        area_slug=skill.area.slug,
        href=skill.get_absolute_url(),
        level=rated.level if rated else None,
        required=required,
        stale=bool(rated and rated.is_stale),
    )


def rows_by_weight(required: Levels, ratings: Mapping[int, Rated], skills: Mapping[int, Skill]) -> list[SkillRow]:
    """Every required skill, the heaviest gap first, then what is reached, by requirement."""
    short = [skill for skill in gaps(required, plain_levels(ratings)) if skill in skills]
    reached = sorted((skill for skill in required if skill in skills and skill not in set(short)), key=lambda s: -required[s])
    return [skill_row(skills[pk], ratings.get(pk), required[pk]) for pk in (*short, *reached)]


def area_radar(required: Levels, levels: Levels | None, skills: Mapping[int, Skill], *, title: str) -> SafeString:
    """Mean required and own level by area, over the skills that the role asks for."""
    areas: dict[int, list[int]] = defaultdict(list)
    for pk in required:
        if pk in skills:
            areas[skills[pk].area_id].append(pk)
    ordered = sorted(areas.values(), key=lambda members: skills[members[0]].area.order)
    labels = [skills[members[0]].area.short_name for members in ordered]
    need = [sum(required[pk] for pk in members) / len(members) for members in ordered]
    have = None
    if levels is not None:
        # Counted only up to the requirement, as in readiness: strength in one skill does not hide a gap in another.
        have = [sum(min(levels.get(pk, 0), required[pk]) for pk in members) / len(members) for members in ordered]
    return svg.radar(labels, need, have, title=title)


@dataclass(frozen=True, slots=True)
class ChecklistArea:
    """One area of the checklist with its rows."""

    slug: str
    name: str
    description: str
    rows: list[SkillRow]


def checklist(known: guidance.Guidance, person: Person, *, role: Role | None, only_gaps: bool) -> list[ChecklistArea]:
    """All skills by area; with a role only those it asks for, and on wish only those that fall short."""
    required = known.matrix.get(role.pk, {}) if role else {}
    ratings = claimed(person)
    areas: dict[int, ChecklistArea] = {}
    for skill in known.skills.values():
        if role and skill.pk not in required:
            continue
        row = skill_row(skill, ratings.get(skill.pk), required.get(skill.pk, 0))
        if only_gaps and not row.short_by:
            continue
        area = skill.area
        areas.setdefault(area.pk, ChecklistArea(area.slug, area.name, area.description, [])).rows.append(row)
    return list(areas.values())


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role on the list, with the person's fit when somebody is signed in."""

    role: Role
    href: str
    fit: Fit | None
    is_target: bool


def role_cards(person: Person) -> list[RoleCard]:
    """Every published role."""
    known = guidance.current()
    ratings = plain_levels(claimed(person))
    matrix = known.matrix if ratings else {}
    targets = {target.role_id for target in target_roles(person)}
    return [
        RoleCard(
            role,
            reverse("roles:role_detail", args=[role.slug]),
            measure(matrix[role.pk], ratings) if role.pk in matrix else None,
            role.pk in targets,
        )
        for role in known.roles.values()
    ]


def progress_picture(person: User, required: Levels) -> SafeString | None:
    """Readiness for a role over time, from the history of ratings; nothing before the second day of history."""
    changes = list(
        RatingChange.objects.owned_by(person).order_by("changed_at", "pk").values_list("skill_id", "level", "changed_at")
    )
    if len({timezone.localtime(moment).date() for _skill, _level, moment in changes}) < 2:
        return None
    return _draw_progress(changes, required)


def _draw_progress(changes: list[tuple[int, int, datetime]], required: Levels) -> SafeString:
    """The line itself: one point per day on which something changed."""
    levels: dict[int, int] = {}
    total = sum(need * need for need in required.values()) or 1
    earned, points = 0, {}
    for skill, level, moment in changes:
        need = required.get(skill, 0)
        earned += need * (min(level, need) - min(levels.get(skill, 0), need))
        levels[skill] = level
        points[timezone.localtime(moment).date()] = earned / total
    first, last = min(points), max(points)
    period = (last - first).days or 1
    return svg.line(
        [((day - first).days / period, value) for day, value in sorted(points.items())],
        title=_("Readiness over time: %(start)s %% at first, %(end)s %% now")
        % {"start": int(points[first] * 100), "end": int(points[last] * 100)},
        start=first.isoformat(),
        end=last.isoformat(),
    )
