"""Confirmed levels: what a mentor stands for, counted from endorsements.

Endorsements are only ever added. Of each mentor the latest row for a skill counts; of several mentors, the latest of theirs.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from mentoring.models import Endorsement, Mentorship
from roles.models import Skill


def in_force(rows: Iterable[Endorsement]) -> list[Endorsement]:
    """The latest row of each mentorship, the latest first, without those that withdraw. `rows` come the newest first."""
    latest: dict[uuid.UUID, Endorsement] = {}
    for row in rows:
        latest.setdefault(row.mentorship_id, row)
    return [row for row in latest.values() if row.level is not None]


def confirmed_levels(people: Iterable[int]) -> dict[int, dict[int, int]]:
    """The confirmed level by person and skill: one query."""
    rows = Endorsement.objects.filter(mentorship__learner__in=people).select_related("mentorship")
    by_skill: dict[tuple[int, int], list[Endorsement]] = defaultdict(list)
    for row in rows:
        by_skill[row.mentorship.learner_id, row.skill_id].append(row)
    levels: dict[int, dict[int, int]] = defaultdict(dict)
    for (person, skill), of_skill in by_skill.items():
        standing = in_force(of_skill)
        if standing and standing[0].level is not None:
            levels[person][skill] = standing[0].level
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
