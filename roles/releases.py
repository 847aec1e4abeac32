"""Requirements change in releases: staged by curators, weighed against learners' readiness, published together, told once."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from careerguide.lib.curation.history import sign
from roles.models import (
    GuidanceVersion,
    Release,
    ReleaseChange,
    ReleasesSeen,
    Requirement,
    Role,
    Skill,
    SkillRating,
    StagedRequirement,
    TargetRole,
)
from roles.readiness import measure

FEWEST_SHOWN = 5
"""A mean over fewer learners would tell about single people; it is not shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One staged change; 0 stands for “not asked for”."""

    role: Role
    skill: Skill
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What the staged changes do to those who aim at a role: means in per cent, None over too few people."""

    role: Role
    learners: int
    before: float | None
    after: float | None


def published_levels() -> dict[tuple[int, int], int]:
    """The required level by role and skill, as learners see it."""
    return {(role, skill): level for role, skill, level in Requirement.objects.values_list("role_id", "skill_id", "level")}


_PUBLIC = Q(role__status=Role.Status.PUBLISHED, skill__status=Skill.Status.PUBLISHED)


def staged_cells() -> list[Cell]:
    """Every staged change that a release would publish, by role and area."""
    return _cells(_PUBLIC)


def withheld_cells() -> list[Cell]:
    """What is staged of a role or a skill that is not public any more: a release would tell its name to everybody."""
    return _cells(~_PUBLIC)


def staged_count() -> int:
    """How many changes a release would publish."""
    return StagedRequirement.objects.filter(_PUBLIC).count()


def _cells(which: Q) -> list[Cell]:
    levels = published_levels()
    rows = StagedRequirement.objects.filter(which).select_related("role", "skill")
    rows = rows.order_by("role__order", "skill__area__order", "skill__order", "pk")
    return [Cell(row.role, row.skill, levels.get((row.role_id, row.skill_id), 0), row.level) for row in rows]


def fingerprint(cells: Iterable[Cell]) -> str:
    """Tells whether what a curator has read is still what would be published."""
    told = repr([(cell.role.pk, cell.skill.pk, cell.before, cell.after) for cell in cells])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def shown_levels() -> dict[tuple[int, int], int]:
    """The level by role and skill as curators see it in the matrix: what is staged, else what is published."""
    staged = StagedRequirement.objects.values_list("role_id", "skill_id", "level")
    return published_levels() | {(role, skill): level for role, skill, level in staged}


@transaction.atomic
def stage(*, levels: Mapping[tuple[Role, Skill], int], by: User) -> None:
    """Prepare levels, however many in as many queries; a level that is published already needs no staging."""
    published = published_levels()
    given = {(role.pk, skill.pk): level for (role, skill), level in levels.items()}
    back = {cell for cell, level in given.items() if published.get(cell, 0) == level}
    stored = StagedRequirement.objects.filter(role__in={role for role, _skill in back})
    StagedRequirement.objects.filter(pk__in=[row.pk for row in stored if (row.role_id, row.skill_id) in back]).delete()
    StagedRequirement.objects.bulk_create(
        [
            StagedRequirement(role_id=role, skill_id=skill, level=level, staged_by=by, staged_at=timezone.now())
            for (role, skill), level in given.items()
            if (role, skill) not in back
        ],
        update_conflicts=True,
        unique_fields=["role", "skill"],
        update_fields=["level", "staged_by", "staged_at"],
    )


def impacts(cells: Sequence[Cell]) -> list[Impact]:
    """What the changes do to readiness, role by role: three queries, and never a person."""
    roles = {cell.role.pk: cell.role for cell in cells}
    before: dict[int, dict[int, int]] = defaultdict(dict)
    for (role, skill), level in published_levels().items():
        if role in roles:
            before[role][skill] = level
    after = {role: dict(before[role]) for role in roles}
    for cell in cells:
        after[cell.role.pk].pop(cell.skill.pk, None)
        if cell.after:
            after[cell.role.pk][cell.skill.pk] = cell.after
    owners: dict[int, list[int]] = defaultdict(list)
    for role, owner in TargetRole.objects.filter(role__in=roles).values_list("role_id", "owner_id"):
        owners[role].append(owner)
    claimed: dict[int, dict[int, int]] = defaultdict(dict)
    people = {owner for group in owners.values() for owner in group}
    for owner, skill, level in SkillRating.objects.filter(owner__in=people).values_list("owner_id", "skill_id", "level"):
        claimed[owner][skill] = level
    return [
        Impact(
            role,
            len(owners[pk]),
            _mean(before[pk], [claimed[owner] for owner in owners[pk]]),
            _mean(after[pk], [claimed[owner] for owner in owners[pk]]),
        )
        for pk, role in roles.items()
    ]


def _mean(required: Mapping[int, int], people: Sequence[Mapping[int, int]]) -> float | None:
    if len(people) < FEWEST_SHOWN:
        return None
    return round(100 * sum(measure(required, levels).readiness for levels in people) / len(people), 1)


class StagedMeanwhileError(Exception):
    """What would be published is no longer what the curator has read."""


@transaction.atomic
def publish(*, release: Release, seen: str, by: User) -> Release:
    """Bring every staged change into force under one note; raises StagedMeanwhileError when they changed after reading.

    What is withheld stays staged.
    """
    # The roles and skills too: nobody retires one of them between this look and the release.
    list(StagedRequirement.objects.select_for_update(no_key=True).select_related("role", "skill"))
    cells = staged_cells()
    if not cells or fingerprint(cells) != seen:
        raise StagedMeanwhileError
    release.save()
    stored = {(row.role_id, row.skill_id): row for row in Requirement.objects.all()}
    for cell in cells:
        row = stored.get((cell.role.pk, cell.skill.pk)) or Requirement(role=cell.role, skill=cell.skill)
        sign(row, by=by, at=release.published_at, reason=release.title_en or "")
        if cell.after:
            row.level = cell.after
            row.save()
        elif row.pk:
            row.delete()
    ReleaseChange.objects.bulk_create(
        ReleaseChange(release=release, role=cell.role, skill=cell.skill, before=cell.before, after=cell.after) for cell in cells
    )
    StagedRequirement.objects.filter(_PUBLIC).delete()
    GuidanceVersion.renew()
    return release


# --- What learners see ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class News:
    """What releases changed in a role that somebody aims at, since they looked last."""

    role: Role
    added: int
    removed: int
    raised: int
    lowered: int


def kind_of(before: int, after: int) -> str:
    """added, removed, raised or lowered."""
    if not before:
        return "added"
    if not after:
        return "removed"
    return "raised" if after > before else "lowered"


def unseen_changes(user: User) -> list[News]:
    """Changes of the roles that the person aims at, made after they chose the role and not yet acknowledged: two queries."""
    seen = ReleasesSeen.objects.owned_by(user).values_list("seen_until", flat=True).first()
    targets = {
        target.role_id: target
        for target in TargetRole.objects.owned_by(user).filter(role__status="published").select_related("role")
    }
    if not targets:
        return []
    changes = ReleaseChange.objects.filter(role__in=targets)
    if seen:
        changes = changes.filter(release__published_at__gt=seen)
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for role, before, after, moment in changes.order_by().values_list("role_id", "before", "after", "release__published_at"):
        if moment > targets[role].created_at:
            counted[role][kind_of(before, after)] += 1
    return [
        News(targets[role].role, counts["added"], counts["removed"], counts["raised"], counts["lowered"])
        for role, counts in counted.items()
    ]


def acknowledge(user: User) -> None:
    """Everything up to now has been seen."""
    ReleasesSeen.objects.update_or_create(owner=user, defaults={"seen_until": timezone.now()})


def told_releases() -> list[dict[str, object]]:
    """Every release with its changes by role: two queries."""
    told = []
    for release in Release.objects.prefetch_related("changes__role", "changes__skill"):
        roles: dict[Role, list[dict[str, object]]] = defaultdict(list)
        for change in release.changes.all():
            entry = {"skill": change.skill, "before": change.before, "after": change.after}
            roles[change.role].append({**entry, "kind": kind_of(change.before, change.after)})
        told.append({"release": release, "roles": list(roles.items())})
    return told
