"""Endorsing, meeting, agreeing."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.notifications import notify
from mentoring import confirming
from mentoring.access import locked
from mentoring.actions.reviews import NoLongerPossibleError
from mentoring.models import CheckIn, Endorsement, Goal, Mentorship, Scope
from roles.models import Skill


@transaction.atomic
def endorse(*, mentorship: Mentorship, skill: Skill, level: int | None, note: str, form_key: uuid.UUID) -> Endorsement:
    """Confirm a level or withdraw it (None), and tell the learner; raises NoLongerPossibleError."""
    fresh = locked(mentorship.pk)
    if not fresh.in_force or Scope.SKILLS not in fresh.scopes:
        raise NoLongerPossibleError
    if known := Endorsement.objects.filter(mentorship=mentorship, form_key=form_key).first():
        return known
    row = confirming.endorse(mentorship=mentorship, skill=skill, level=level, note=note, form_key=form_key)
    kind = "confirmation_withdrawn" if level is None else "skill_confirmed"
    values = {"skill": skill.name, "level": str(level)}
    notify(owner=mentorship.learner, kind=kind, url=skill.get_absolute_url(), about=mentorship.mentor, **values)
    return row


@transaction.atomic
def plan_check_in(*, mentorship: Mentorship, by: User, starts_at: datetime, agenda: str, form_key: uuid.UUID) -> CheckIn:
    """Plan the next meeting and tell the other one."""
    row, created = CheckIn.objects.get_or_create(
        mentorship=mentorship, form_key=form_key, defaults={"starts_at": starts_at, "agenda": agenda}
    )
    if created:
        tell_of_check_in(mentorship=mentorship, by=by)
    return row


def tell_of_check_in(*, mentorship: Mentorship, by: User) -> None:
    """Tell the other one that a meeting was planned or moved."""
    other = mentorship.mentor if by.pk == mentorship.learner_id else mentorship.learner
    if other:
        url = reverse("mentoring:check_ins", args=[mentorship.pk])
        notify(owner=other, kind="check_in_planned", url=url, about=by)


def hold_check_in(*, check_in: CheckIn, held: bool) -> None:
    """Mark as held, or as still to come."""
    CheckIn.objects.filter(pk=check_in.pk).update(done_at=timezone.now() if held else None)


@transaction.atomic
def set_goal(*, mentorship: Mentorship, title: str, due: date | None, form_key: uuid.UUID) -> Goal:
    """Agree on something to have done."""
    goal, _created = Goal.objects.get_or_create(mentorship=mentorship, form_key=form_key, defaults={"title": title, "due": due})
    return goal


def reach_goal(*, goal: Goal, reached: bool) -> None:
    """Mark a goal as reached, or as open again."""
    Goal.objects.filter(pk=goal.pk).update(done_at=timezone.now() if reached else None)
