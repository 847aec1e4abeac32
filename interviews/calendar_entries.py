"""What of practice and the job search has a date, for calendar programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from careerguide.lib.calendar_file import Entry
from interviews.models import Interview, ReviewCard, Task
from interviews.models.search import OFF

REVIEW_DAYS = 14
MOST = 500
"""More than anybody has; a file that never ends would help nobody."""


def entries_of(interviews: Iterable[Interview]) -> list[Entry]:
    """These interviews, fetched with their application and round."""
    return [
        Entry(
            uid=f"interview-{row.form_key}",
            start=row.starts_at,
            minutes=row.minutes,
            title=f"{row.application.company}: {row.round or _('Interview')}",
            notes="\n".join(filter(None, (row.application.post, row.people, row.application.link))),
            place=row.place,
            href=row.get_absolute_url(),
            changed=row.updated_at,
            sequence=row.version,
            cancelled=row.outcome in OFF,
        )
        for row in interviews
    ]


def interviews(owner: User, since: datetime) -> list[Entry]:
    """The person's interviews that lie ahead or began after `since`."""
    rows = Interview.objects.owned_by(owner).filter(starts_at__gte=since).order_by("-starts_at", "-pk")
    return entries_of(rows.select_related("application", "round")[:MOST])


def tasks(owner: User) -> list[Entry]:
    """Open tasks on the day on which they are due, with or without an application."""
    rows = Task.objects.owned_by(owner).open().filter(due_on__isnull=False).select_related("application")
    return [
        Entry(
            uid=f"task-{row.form_key}",
            start=row.due_on,
            title=f"{row.title} · {row.application.company}" if row.application else row.title,
            notes=row.application.post if row.application else "",
            href=row.application.get_absolute_url() if row.application else reverse("interviews:task_list"),
            changed=row.updated_at,
            sequence=row.version,
        )
        for row in rows[:MOST]
        if row.due_on
    ]


def reviews(owner: User, today: date) -> list[Entry]:
    """One entry for each of the next days on which answers come back; what is overdue counts today."""
    cards = ReviewCard.objects.owned_by(owner).active().filter(due__lt=today + timedelta(days=REVIEW_DAYS))
    counts = Counter[date]()
    for due, count in cards.order_by().values_list("due").annotate(Count("pk")):
        counts[max(due, today)] += count
    href = reverse("interviews:review")
    return [
        Entry(
            uid=f"review-{owner.pk}-{day.isoformat()}",
            start=day,
            title=ngettext("Review: %(count)s answer", "Review: %(count)s answers", count) % {"count": count},
            href=href,
            # A count has no time at which it changed: the beginning of today, so that the same day gives the same file.
            changed=datetime.combine(today, time(), tzinfo=UTC),
        )
        for day, count in sorted(counts.items())
    ]
