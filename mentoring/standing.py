"""Readiness of many mentees, counted when something changed and kept until the next change."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from mentoring.confirming import confirmed_levels
from mentoring.models import HiddenItem, Scope, Standing
from roles import guidance
from roles.models import Evidence, RatingChange, SkillRating, TargetRole
from roles.readiness import measure


@dataclass(frozen=True, slots=True)
class Figures:
    """Readiness in whole per cent, by what the levels rest on."""

    claimed: int
    evidenced: int
    confirmed: int

    @property
    def in_a_line(self) -> str:
        """All three, as the desk shows them."""
        return f"{self.claimed} / {self.evidenced} / {self.confirmed}"


class Kept(NamedTuple):
    """A standing as the desk shows it, with the role that it is about."""

    role_id: int | None
    figures: Figures


class Compared(NamedTuple):
    """A mentorship with its kept standing, if there is one, and what that must be compared with."""

    pk: uuid.UUID
    learner_id: int
    target: int | None
    latest: int | None
    stale: bool | None
    role_id: int | None
    guidance: uuid.UUID | None
    claimed: int
    evidenced: int
    confirmed: int


COLUMNS = (
    "pk", "learner_id", "target", "latest", "standing__stale", "standing__role_id", "standing__guidance", "standing__claimed",
    "standing__evidenced", "standing__confirmed",
)  # fmt: skip


def compared() -> dict[str, Subquery]:
    """The annotations for `COLUMNS` of mentorships.

    Ratings change often, so a rating marks nothing as stale: the latest change of the learner's ratings is looked at instead.
    """
    target = TargetRole.objects.filter(owner=OuterRef("learner"), is_primary=True).order_by()
    latest = RatingChange.objects.filter(owner=OuterRef("learner")).order_by("-pk")
    return {"target": Subquery(target.values("role_id")[:1]), "latest": Subquery(latest.values("pk")[:1])}


def renewed(rows: Iterable[Compared], known: guidance.Guidance) -> dict[uuid.UUID, Kept]:
    """The standing of each mentorship, by its id; those that no longer hold are counted anew, all together."""
    kept, stale = {}, []
    for row in rows:
        if row.stale is False and row.role_id == row.target and row.guidance == _stamp(known, row.latest):
            kept[row.pk] = Kept(row.role_id, Figures(row.claimed, row.evidenced, row.confirmed))
        else:
            stale.append(row)
    if stale:
        counted = _count(stale, known)
        kept |= {pk: Kept(row.role_id, Figures(row.claimed, row.evidenced, row.confirmed)) for pk, row in counted.items()}
    return kept


def _stamp(known: guidance.Guidance, latest: int | None) -> uuid.UUID | None:
    """Names what figures were counted from: the guidance, and the latest change of a rating."""
    return uuid.uuid5(known.token, str(latest)) if known.token else None


def _count(stale: Sequence[Compared], known: guidance.Guidance) -> dict[uuid.UUID, Standing]:
    people = [row.learner_id for row in stale]
    hidden: dict[uuid.UUID, set[str]] = defaultdict(set)
    for mentorship, item in HiddenItem.objects.filter(mentorship__in=[row.pk for row in stale], kind=Scope.SKILLS).values_list(
        "mentorship_id", "item"
    ):
        hidden[mentorship].add(item)
    levels = _levels(people)
    counted = {}
    for row in stale:
        role = row.target
        needed = known.matrix.get(role, {}) if role else {}
        required = {pk: need for pk, need in needed.items() if known.skills[pk].slug not in hidden[row.pk]}
        claimed, evidenced, confirmed = (measure(required, kind[row.learner_id]).percent for kind in levels)
        counted[row.pk] = Standing(
            mentorship_id=row.pk, role_id=role, guidance=_stamp(known, row.latest), claimed=claimed, evidenced=evidenced,
            confirmed=confirmed,
        )  # fmt: skip
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


def forget(learner_id: int) -> None:
    """Evidence or a confirmation of this learner changed, or what is hidden. (A rating is noticed when the desk is opened.)"""
    Standing.objects.filter(mentorship__learner=learner_id, stale=False).update(stale=True)
