"""What the desk, the learner's side and one mentee's page read: plain values, one query per kind of thing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, IntegerField, Min, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from mentoring import access, kinds, standing
from mentoring.access import Share
from mentoring.kinds import Change
from mentoring.models import CheckIn, Mentorship, ReviewRequest, Scope, Standing
from roles import guidance

ON_A_PAGE = 30
READ = (
    "state", "until", "scopes", "ended_at", "mentor_id",
    "learner__name", "learner__email", "learner__is_active", "learner__time_zone",
)  # fmt: skip
VISIT = timedelta(hours=1)
FAR = datetime.max.replace(tzinfo=timezone.get_fixed_timezone(0))


@dataclass(slots=True)
class DeskRow:
    """One mentee on the desk, as text ready to be placed."""

    pk: uuid.UUID
    name: str
    state: str
    role: str
    figures: Standing | None
    waiting: int
    waiting_since: datetime
    check_in_at: datetime
    changed: int = 0
    href: str = ""
    waiting_text: str = ""
    check_in: str = ""


SORTS: dict[str, Any] = {
    "name": lambda row: row.name.casefold(),
    "readiness": lambda row: -(row.figures.claimed if row.figures else -1),
    "waiting": lambda row: (row.waiting_since, row.name.casefold()),
    "changed": lambda row: (-row.changed, row.name.casefold()),
    "check_in": lambda row: (row.check_in_at, row.name.casefold()),
}


def desk(mentor: User, *, sort: str, page: int) -> tuple[list[DeskRow], int]:
    """The rows of one page and the number of pages. The number of queries is the same for one mentee or two hundred."""
    mentorships = list(Mentorship.objects.running().of_mentor(mentor).select_related("learner").only(*READ))
    mentorships = [row for row in mentorships if row.learner.is_active and (row.until is None or row.until >= row.today)]
    open_now = [row for row in mentorships if row.in_force]
    known = guidance.current()
    figures = standing.renewed([row for row in open_now if Scope.SKILLS in row.scopes], known)
    waiting = _waiting(open_now)
    meetings = dict(
        CheckIn.objects.filter(mentorship__in=open_now, done_at__isnull=True, starts_at__gte=timezone.now())
        .order_by()
        .values_list("mentorship_id")
        .annotate(Min("starts_at"))
    )
    titles = {pk: role.title for pk, role in known.roles.items()}
    rows = [_row(row, figures.get(row.pk), waiting.get(row.pk), meetings.get(row.pk), titles) for row in mentorships]
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    page = min(max(1, page), pages)
    if sort == "changed":  # only this order needs the counts of all
        _count_changes(rows, open_now)
    rows.sort(key=SORTS.get(sort, SORTS["waiting"]))
    rows = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    for row in rows:
        _word(row)
    if sort != "changed":
        _count_changes(rows, open_now)
    return rows, pages


def _row(
    mentorship: Mentorship,
    figures: Standing | None,
    waiting: tuple[int, datetime] | None,
    meeting: datetime | None,
    titles: Mapping[int, str],
) -> DeskRow:
    role = figures.role_id if figures else None
    count, since = waiting or (0, FAR)
    return DeskRow(
        pk=mentorship.pk,
        name=mentorship.learner.get_short_name(),
        state="" if mentorship.in_force else str(mentorship.get_state_display()),
        role=titles.get(role, "") if role else "",
        figures=figures,
        waiting=count,
        waiting_since=since,
        check_in_at=meeting or FAR,
    )


def _word(row: DeskRow) -> None:
    """What only a row that is shown needs."""
    row.href = reverse_mentee(row.pk)
    if row.waiting:
        text = ngettext("%(count)s, waits %(days)s d", "%(count)s, the first waits %(days)s d", row.waiting)
        row.waiting_text = text % {"count": row.waiting, "days": (timezone.now() - row.waiting_since).days}
    if row.check_in_at != FAR:
        row.check_in = date_format(timezone.localtime(row.check_in_at), "SHORT_DATETIME_FORMAT")


def reverse_mentee(pk: uuid.UUID) -> str:
    """Where a mentee's page is."""
    return reverse("mentoring:mentee", args=[pk])


def _waiting(mentorships: Sequence[Mentorship]) -> dict[object, tuple[int, datetime]]:
    """Requests that wait for the mentor, by mentorship: how many, and since when the first; of shared kinds only."""
    found: dict[object, tuple[int, datetime]] = {}
    scopes = {row.pk: row.scopes for row in mentorships}
    rows = (
        ReviewRequest.objects.filter(mentorship__in=mentorships, state__in=ReviewRequest.WITH_MENTOR)
        .order_by()
        .values_list("mentorship_id", "kind")
        .annotate(Count("pk"), Min("waiting_since"))
    )
    for mentorship, kind, count, since in rows:
        if kind in scopes[mentorship]:
            former = found.get(mentorship, (0, FAR))
            found[mentorship] = former[0] + count, min(former[1], since)
    return found


def _count_changes(rows: Sequence[DeskRow], mentorships: Sequence[Mentorship]) -> None:
    """Fill in how much changed since the last look: one query, an index seek per mentee and kind."""
    shown = {row.pk for row in rows}
    scopes = {row.pk: row.scopes for row in mentorships if row.pk in shown}
    query = (
        Mentorship.objects.filter(pk__in=scopes)
        .order_by()
        .annotate(seen=Coalesce("visit_at", "accepted_at", Now(), output_field=DateTimeField()))
    )
    names = []
    for kind in kinds.known():
        counted = kind.changes_of().order_by().values("owner").annotate(number=Count("pk")).values("number")
        names.append(kind.scope.value)
        query = query.annotate(**{f"of_{kind.scope.value}": Subquery(counted, output_field=IntegerField())})
    totals = {
        values[0]: sum(number or 0 for name, number in zip(names, values[1:], strict=True) if name in scopes[values[0]])
        for values in query.values_list("pk", *(f"of_{name}" for name in names))
    }
    for row in rows:
        row.changed = totals.get(row.pk, 0)


def visit(mentorship: Mentorship) -> datetime:
    """Note that the mentor looks, and tell since when things are new to them.

    Looking again within the hour is the same visit: reloading the page does not make the news disappear.
    """
    now = timezone.now()
    former = mentorship.visit_at
    if former is None or now - former > VISIT:
        seen = former or mentorship.accepted_at or mentorship.created_at
        Mentorship.objects.filter(pk=mentorship.pk).update(looked_at=seen, visit_at=now)
        return seen
    return mentorship.looked_at or mentorship.created_at


def changes(share: Share, moment: datetime, *, most: int = 30) -> list[dict[str, object]]:
    """What changed in all shared kinds, the newest first."""
    found: list[tuple[Change, str]] = []
    for kind in kinds.known():
        if share.shows(kind.scope):
            found += [(change, kind.scope.value) for change in kind.changed_since(share, moment, most=most)]
    found.sort(key=lambda pair: pair[0].when, reverse=True)
    base = reverse_mentee(share.mentorship.pk) if share.mentorship else ""
    return [
        {
            "text": change.text,
            "href": f"{base}{kind}/{change.item}/" if base else "",
            "when": date_format(timezone.localtime(change.when), "SHORT_DATETIME_FORMAT"),
        }
        for change, kind in found[:most]
    ]


def usual_wait(mentor: User | None) -> int | None:
    """The days that half of this mentor's last answers took at most; None before the third answer."""
    if mentor is None:
        return None
    answered = ReviewRequest.objects.filter(
        mentorship__mentor=mentor, state=ReviewRequest.State.DONE, closed_at__isnull=False
    ).order_by("-closed_at")[:20]
    pairs = answered.values_list("waiting_since", "closed_at")
    waits = sorted((closed - since).days for since, closed in pairs if closed)
    return waits[len(waits) // 2] + 1 if len(waits) >= 3 else None


def wait_text(mentor: User | None) -> str:
    """The usual wait in words, for whoever is about to ask."""
    days = usual_wait(mentor)
    if days is None:
        return _("no usual wait known yet")
    return ngettext("usually answers within a day", "usually answers within %(days)s days", days) % {"days": days}


def queue(mentor: User) -> list[ReviewRequest]:
    """Requests that wait for this mentor and that they may read now, the longest wait first."""
    waiting = ReviewRequest.objects.filter(
        mentorship__mentor=mentor, mentorship__state=Mentorship.State.ACTIVE, state__in=ReviewRequest.WITH_MENTOR
    ).select_related("mentorship__learner")
    hidden = set(
        Mentorship.objects.filter(mentor=mentor, state=Mentorship.State.ACTIVE)
        .filter(~Q(hidden=None))
        .values_list("pk", "hidden__kind", "hidden__item")
    )
    return [row for row in waiting.order_by("waiting_since", "pk")[:200] if access.open_to_mentor(row, hidden)]
