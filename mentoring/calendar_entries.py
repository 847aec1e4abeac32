"""Check-ins and goals, for calendar programs."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.lib.calendar_file import Entry
from mentoring.models import CheckIn, Goal, Mentorship

MINUTES = 30
"""A check-in has no length of its own; this one is easy to see in a calendar."""
MOST = 500


def check_ins(person: User, since: datetime) -> list[Entry]:
    """Meetings of mentorships that are in force, from both sides. Who, when and where to open it: never the agenda."""
    running = Q(mentorship__in=Mentorship.objects.running())
    mine = Q(mentorship__learner=person) | Q(mentorship__mentor=person, mentorship__state=Mentorship.State.ACTIVE)
    rows = CheckIn.objects.filter(running & mine, starts_at__gte=since).order_by("-starts_at", "-pk")
    entries = []
    for row in rows.select_related("mentorship__learner", "mentorship__mentor")[:MOST]:
        mentorship, is_learner = row.mentorship, row.mentorship.learner_id == person.pk
        if not is_learner and not mentorship.in_force:
            continue
        other = mentorship.mentor if is_learner else mentorship.learner
        entries.append(
            Entry(
                uid=f"check-in-{row.form_key}",
                start=row.starts_at,
                minutes=MINUTES,
                title=_("Check-in with %(person)s") % {"person": other.get_short_name() if other else ""},
                href=reverse("mentoring:check_in", args=[mentorship.pk, row.pk]),
                changed=row.updated_at,
                sequence=row.version,
            )
        )
    return entries


def goals(learner: User) -> list[Entry]:
    """What the learner has agreed to have done by a day, as long as it is open."""
    own = Goal.objects.filter(mentorship__in=Mentorship.objects.running().of_learner(learner), done_at=None)
    return [
        Entry(
            uid=f"goal-{row.form_key}",
            start=row.due,
            title=_("Goal: %(title)s") % {"title": row.title},
            href=reverse("mentoring:check_ins", args=[row.mentorship_id]),
            changed=row.created_at,
        )
        for row in own.filter(due__isnull=False).order_by("due", "pk")[:MOST]
        if row.due
    ]
