"""Readiness of many mentees, counted when something changed and kept until the next change."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from mentoring.access import Share
from mentoring.confirming import confirmed_levels
from mentoring.models import HiddenItem, Mentorship, Scope, Standing
from roles import guidance
from roles.models import Evidence, SkillRating, TargetRole
from roles.readiness import measure


@dataclass(frozen=True, slots=True)
class Figures:
    """Readiness in whole per cent, by what the levels rest on."""

    claimed: int
    evidenced: int
    confirmed: int


def renewed(mentorships: Sequence[Mentorship], known: guidance.Guidance) -> dict[uuid.UUID, Standing]:
    """The standing of each mentorship, by its id; those that no longer hold are counted anew, all together."""
    targets = dict(
        TargetRole.objects.filter(owner__in=[row.learner_id for row in mentorships], is_primary=True).values_list(
            "owner_id", "role_id"
        )
    )
    kept = {row.mentorship_id: row for row in Standing.objects.filter(mentorship__in=mentorships)}
    stale = [
        row
        for row in mentorships
        if (held := kept.get(row.pk)) is None
        or held.stale
        or held.role_id != targets.get(row.learner_id)
        or held.guidance != known.token
    ]
    if stale:
        kept |= _count(stale, targets, known)
    return kept


def _count(stale: Sequence[Mentorship], targets: Mapping[int, int], known: guidance.Guidance) -> dict[uuid.UUID, Standing]:
    people = [row.learner_id for row in stale]
    hidden: dict[uuid.UUID, set[str]] = defaultdict(set)
    for mentorship, item in HiddenItem.objects.filter(mentorship__in=stale, kind=Scope.SKILLS).values_list(
        "mentorship_id", "item"
    ):
        hidden[mentorship].add(item)
    levels = _levels(people)
    counted = {}
    for row in stale:
        role = targets.get(row.learner_id)
        needed = known.matrix.get(role, {}) if role else {}
        required = {pk: need for pk, need in needed.items() if known.skills[pk].slug not in hidden[row.pk]}
        claimed, evidenced, confirmed = (measure(required, kind[row.learner_id]).percent for kind in levels)
        counted[row.pk] = Standing(
            mentorship=row, role_id=role, guidance=known.token, claimed=claimed, evidenced=evidenced, confirmed=confirmed
        )
    _keep(counted.values())
    return counted


@transaction.atomic
def _keep(rows: Iterable[Standing]) -> None:
    Standing.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["mentorship"],
        update_fields=["role_id", "guidance", "claimed", "evidenced", "confirmed", "stale"],
    )


def _levels(people: Sequence[int]) -> tuple[dict[int, dict[int, int]], ...]:
    """Claimed, evidenced and confirmed levels by person and skill: one query each, however many people."""
    claimed: dict[int, dict[int, int]] = defaultdict(dict)
    for owner, skill, level in SkillRating.objects.filter(owner__in=people).values_list("owner_id", "skill_id", "level"):
        claimed[owner][skill] = level
    evidenced: dict[int, dict[int, int]] = defaultdict(dict)
    shown = (
        Evidence.objects.standing()
        .filter(owner__in=people)
        .values_list("owner_id", "skill_id")
        .annotate(Max("level"))
        .order_by()
    )
    for owner, skill, level in shown:
        evidenced[owner][skill] = level
    return claimed, evidenced, confirmed_levels(people)


def figures_of(share: Share, required: Mapping[int, int]) -> Figures:
    """The three readinesses of one learner, over what is required and shared."""
    claimed, evidenced, confirmed = (measure(required, kind[share.learner.pk]).percent for kind in _levels([share.learner.pk]))
    return Figures(claimed, evidenced, confirmed)


def forget(learner_id: int) -> None:
    """Something about this learner's levels changed."""
    Standing.objects.filter(mentorship__learner=learner_id, stale=False).update(stale=True)
