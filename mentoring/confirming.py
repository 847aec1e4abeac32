"""Confirmed levels: what a mentor stands for, counted from endorsements.

Endorsements are only ever added. Of each mentor the latest row for a skill counts; of several mentors, the latest of theirs.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from mentoring.models import Endorsement, Mentorship
from roles import actions
from roles.models import ConfirmedLevel, Skill


def in_force(rows: Iterable[Endorsement]) -> list[Endorsement]:
    """The latest row of each mentorship, the latest first, without those that withdraw. `rows` come the newest first."""
    latest: dict[uuid.UUID, Endorsement] = {}
    for row in rows:
        latest.setdefault(row.mentorship_id, row)
    return [row for row in latest.values() if row.level is not None]


def confirmed_levels(people: Iterable[int]) -> dict[int, dict[int, int]]:
    """The confirmed level by person and skill, as roles keeps it: one query."""
    levels: dict[int, dict[int, int]] = defaultdict(dict)
    for owner, skill, level in ConfirmedLevel.objects.filter(owner__in=people).values_list("owner_id", "skill_id", "level"):
        levels[owner][skill] = level
    return levels


def of_skill(learner: User, skill: Skill) -> list[Endorsement]:
    """Every endorsement of one skill, the newest first, for the learner's and the mentor's pages."""
    rows = Endorsement.objects.filter(mentorship__learner=learner, skill=skill)
    return list(rows.select_related("mentor", "mentorship"))


@transaction.atomic
def endorse(*, mentorship: Mentorship, skill: Skill, level: int | None, note: str, form_key: uuid.UUID) -> Endorsement:
    """Confirm a level, another one, or withdraw (level None): always a new row, which the learner's confirmed level follows."""
    row, created = Endorsement.objects.get_or_create(
        mentorship=mentorship,
        form_key=form_key,
        defaults={"mentor": mentorship.mentor, "skill": skill, "level": level, "note": note},
    )
    if created:
        publish(mentorship.learner, skill)
    return row


def publish(learner: User, skill: Skill) -> None:
    """Write the level that stands into the learner's record, as roles keeps it."""
    latest = next(iter(in_force(of_skill(learner, skill))), None)
    if latest is None or latest.level is None:
        actions.withdraw_confirmation(owner=learner, skill=skill)
        return
    name = latest.mentor.get_short_name() if latest.mentor else ""
    actions.confirm_level(owner=learner, skill=skill, level=latest.level, by_name=name, now=latest.created_at)


def forget_former_mentors() -> None:
    """After an account was deleted: its confirmations stay, its name goes."""
    nameless = Endorsement.objects.filter(mentor__isnull=True).values("mentorship__learner", "skill")
    named = ConfirmedLevel.objects.exclude(confirmed_by_name="").select_related("owner", "skill")
    for pair in nameless.distinct().order_by():
        for row in named.filter(owner=pair["mentorship__learner"], skill=pair["skill"]):
            publish(row.owner, row.skill)
