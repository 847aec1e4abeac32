"""Writes of the brand plan."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from portfolio.cadence import next_due
from portfolio.models import ActionDone, BrandAction, BrandPlan, PlannedAction
from roles.actions import add_evidence
from roles.models import Skill


def plan_of(owner: User) -> BrandPlan:
    """The person's plan; an empty one is made on first use."""
    return BrandPlan.objects.owned_by(owner).first() or BrandPlan.objects.get_or_create(owner=owner)[0]


@transaction.atomic
def plan_action(*, owner: User, template: BrandAction | None, form_key: uuid.UUID, values: Mapping[str, Any]) -> PlannedAction:
    """Plan an action; the same form sent twice makes one row."""
    planned, _created = PlannedAction.objects.get_or_create(
        owner=owner, form_key=form_key, defaults={**values, "template": template}
    )
    return planned


@transaction.atomic
def finish_action(
    *, planned: PlannedAction, done_on: date, outcome: str, link: str, form_key: uuid.UUID, skill: Skill | None, level: int
) -> ActionDone:
    """Note that it was done; its cadence makes the next due date. With a skill, it becomes evidence of that level."""
    row = PlannedAction.objects.select_for_update().get(pk=planned.pk)
    done, created = ActionDone.objects.get_or_create(
        owner=row.owner, form_key=form_key,
        defaults={"planned": row, "was_due": row.due, "done_on": done_on, "outcome": outcome, "link": link},
    )  # fmt: skip
    if not created:
        return done
    # Done early, it comes back counted from the day it was due: a rhythm does not shift because somebody was quick.
    row.due = next_due(row.cadence, max(done_on, row.due or done_on))
    row.save(update_fields=["due", "updated_at"])
    if skill:
        add_evidence(
            owner=row.owner, skill=skill, level=level, title=(outcome or row.title)[:200], link=link, form_key=form_key
        )
    return done


def move_action(*, planned: PlannedAction, due: date) -> None:
    """Put it off, or bring it forward; nothing is counted as missed."""
    PlannedAction.objects.filter(pk=planned.pk).update(due=due, updated_at=timezone.now())


def stop_action(*, planned: PlannedAction, now: datetime) -> None:
    """Drop it from the plan; what was done stays."""
    PlannedAction.objects.filter(pk=planned.pk).update(stopped_at=now, updated_at=now)


def resume_action(*, planned: PlannedAction, today: date) -> None:
    """Take it up again, due today at the earliest."""
    due = max(planned.due or today, today)
    PlannedAction.objects.filter(pk=planned.pk).update(stopped_at=None, due=due, updated_at=timezone.now())
