"""Writes that touch more than one row."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from roles.models import Evidence, RatingChange, Role, Skill, SkillRating, TargetRole


@transaction.atomic
def rate_skill(*, owner: User, skill: Skill, level: int, now: datetime | None = None) -> SkillRating:
    """Claim a level; a changed level is added to the history, the same level again only renews the date."""
    now = now or timezone.now()
    former = SkillRating.objects.owned_by(owner).filter(skill=skill).values_list("level", flat=True).first()
    rating, _created = SkillRating.objects.update_or_create(
        owner=owner, skill=skill, defaults={"level": level, "rated_at": now}
    )
    if former != level:
        RatingChange.objects.create(owner=owner, skill=skill, previous_level=former, level=level, changed_at=now)
    return rating


@transaction.atomic
def add_evidence(*, owner: User, skill: Skill, level: int, title: str, link: str, form_key: uuid.UUID) -> Evidence:
    """Add what shows a level; the same form sent twice makes one row."""
    evidence, _created = Evidence.objects.get_or_create(
        owner=owner, form_key=form_key, defaults={"skill": skill, "level": level, "title": title, "link": link}
    )
    return evidence


@transaction.atomic
def set_target(*, owner: User, role: Role, primary: bool | None = None) -> TargetRole:
    """Aim at a role. The first target is the primary one; `primary` makes this one primary instead."""
    own = TargetRole.objects.owned_by(owner)
    target, created = TargetRole.objects.get_or_create(owner=owner, role=role)
    if primary or (created and not own.filter(is_primary=True).exists()):
        own.filter(is_primary=True).update(is_primary=False)
        own.filter(pk=target.pk).update(is_primary=True)
        target.is_primary = True
    return target


@transaction.atomic
def drop_target(*, owner: User, role: Role) -> None:
    """Stop aiming at a role; the oldest other target becomes the primary one."""
    own = TargetRole.objects.owned_by(owner)
    own.filter(role=role).delete()
    successor = own.order_by("-is_primary", "created_at").first()
    if successor and not successor.is_primary:
        own.filter(pk=successor.pk).update(is_primary=True)
