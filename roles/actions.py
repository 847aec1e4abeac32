"""Writes that touch more than one row."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from roles.models import ConfirmedLevel, Evidence, RatingChange, Role, Skill, SkillRating, TargetRole


@transaction.atomic
def rate_skill(*, owner: User, skill: Skill, level: int, now: datetime | None = None) -> SkillRating:
    """Claim a level; a changed level is added to the history, the same level again only renews the date."""
    now = now or timezone.now()
    key, former = _locked_rating(owner, skill)
    rating = SkillRating(pk=key, owner=owner, skill=skill, level=level, rated_at=now)
    if key is None:
        # Another tab may be first by a moment; then there is a former level after all.
        rating, created = SkillRating.objects.get_or_create(
            owner=owner, skill=skill, defaults={"level": level, "rated_at": now}
        )
        former = None if created else rating.level
        rating.level, rating.rated_at = level, now
    if former is not None:
        rating.save(update_fields=["level", "rated_at", "updated_at"])
    if former != level:
        RatingChange.objects.create(owner=owner, skill=skill, previous_level=former, level=level, changed_at=now)
    return rating


def _locked_rating(owner: User, skill: Skill) -> tuple[int, int] | tuple[None, None]:
    """Key and level of the rating so far, kept from changing until the transaction ends.

    By hand, since a click on a level is the write that people wait for most: the query set costs ten times the query.
    """
    table, lock = connection.ops.quote_name(SkillRating._meta.db_table), ""
    if connection.features.has_select_for_update:
        lock = connection.ops.for_update_sql()
    with connection.cursor() as cursor:
        statement = f"SELECT id, level FROM {table} WHERE owner_id = %s AND skill_id = %s {lock}"  # noqa: S608
        cursor.execute(statement, [owner.pk, skill.pk])
        return cursor.fetchone() or (None, None)


@transaction.atomic
def add_evidence(*, owner: User, skill: Skill, level: int, title: str, link: str, form_key: uuid.UUID) -> Evidence:
    """Add what shows a level; the same form sent twice makes one row."""
    evidence, _created = Evidence.objects.get_or_create(
        owner=owner, form_key=form_key, defaults={"skill": skill, "level": level, "title": title, "link": link}
    )
    return evidence


def withdraw_evidence(*, evidence: Evidence, now: datetime | None = None) -> None:
    """Take back what shows a level. The row stays: it is part of how the record came about."""
    evidence.withdrawn_at = now or timezone.now()
    evidence.save(update_fields=["withdrawn_at", "updated_at"])


def restore_evidence(*, evidence: Evidence) -> None:
    """Let evidence that was taken back count again."""
    evidence.withdrawn_at = None
    evidence.save(update_fields=["withdrawn_at", "updated_at"])


def confirm_level(*, owner: User, skill: Skill, level: int, by_name: str, now: datetime | None = None) -> ConfirmedLevel:
    """Keep the level that somebody vouches for; a later confirmation replaces the former one."""
    values = {"level": level, "confirmed_by_name": by_name, "confirmed_at": now or timezone.now()}
    confirmed, _created = ConfirmedLevel.objects.update_or_create(owner=owner, skill=skill, defaults=values)
    return confirmed


def withdraw_confirmation(*, owner: User, skill: Skill) -> None:
    """Nobody vouches for the skill any more."""
    ConfirmedLevel.objects.owned_by(owner).filter(skill=skill).delete()


@transaction.atomic
def set_targets(*, owner: User, roles: Sequence[Role], primary: Role | None = None) -> None:
    """Aim at these roles, beside those aimed at already. Without a primary target yet, the first one becomes it."""
    own = TargetRole.objects.owned_by(owner)
    TargetRole.objects.bulk_create([TargetRole(owner=owner, role=role) for role in roles], ignore_conflicts=True)
    if primary is None and not own.filter(is_primary=True).exists():
        primary = roles[0]
    if primary is not None:
        own.filter(is_primary=True).update(is_primary=False)
        own.filter(role=primary).update(is_primary=True)


@transaction.atomic
def drop_target(*, owner: User, role: Role) -> None:
    """Stop aiming at a role; the oldest other target becomes the primary one."""
    own = TargetRole.objects.owned_by(owner)
    own.filter(role=role).delete()
    successor = own.order_by("-is_primary", "created_at").first()
    if successor and not successor.is_primary:
        own.filter(pk=successor.pk).update(is_primary=True)
