"""The mentor's desk: all mentees in one table, and what stands beside it. No number of queries grows with the mentees."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from django.db.models import Count, DateTimeField, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from careerguide.lib.dates import short_moment
from careerguide.lib.written import Written, WrittenRows
from mentoring import kinds, standing
from mentoring.models import (
    CheckIn,
    MentorSettings,
    Mentorship,
    ReviewRequest,
    Scope,
)
from mentoring.models.people import is_over
from roles import guidance

ON_A_PAGE = 30
FAR = datetime.max.replace(tzinfo=timezone.get_fixed_timezone(0))


@dataclass(slots=True)
class DeskRow:
    """One mentee on the desk, as text ready to be placed."""

    pk: uuid.UUID
    name: str
    state: str
    check_in_at: datetime
    scopes: Sequence[str]
    """The kinds that are read now: none while it is paused."""
    compared: standing.Compared
    mentor_away: date | None = None
    """The day that the mentor gave as the end of their own absence; the same in every row."""
    role: str = ""
    figures: standing.Figures | None = None
    waiting: int = 0
    waiting_since: datetime = FAR
    changed: int = 0
    waiting_text: str = ""
    check_in: str = ""


SORTS: dict[str, Any] = {
    "name": lambda row: row.name.casefold(),
    "readiness": lambda row: -(row.figures.claimed if row.figures else -1),
    "waiting": lambda row: (row.waiting_since, row.name.casefold()),
    "changed": lambda row: (-row.changed, row.name.casefold()),
    "check_in": lambda row: (row.check_in_at, row.name.casefold()),
}


def page_of(mentor: User, *, sort: str, page: int) -> tuple[list[DeskRow], int]:
    """The rows of one page and the number of pages. The number of queries is the same for one mentee or two hundred."""
    rows = [row for row in map(_desk_row, _mentorships.ask(mentor.pk)) if row]
    open_now = [row for row in rows if row.scopes]
    known = guidance.current()
    kept = standing.renewed((row.compared for row in open_now if Scope.SKILLS in row.scopes), known)
    waiting = _waiting_of(mentor, {row.pk: row.scopes for row in open_now})
    for row in open_now:
        if held := kept.get(row.pk):
            role = known.roles.get(held.role_id or 0)
            row.role, row.figures = role.title if role else "", held.figures
        row.waiting, row.waiting_since = waiting.get(row.pk, (0, FAR))
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    page = min(max(1, page), pages)
    if sort == "changed":  # only this order needs the counts of all
        _count_changes(rows)
    rows.sort(key=SORTS.get(sort, SORTS["waiting"]))
    rows = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    _word(rows)
    if sort != "changed":
        _count_changes(rows)
    return rows, pages


def _running(mentor: int) -> QuerySet[Any, Any]:
    """Those that run, each with its kept standing, what that must be compared with, the next meeting, the mentor's absence."""
    coming = CheckIn.objects.filter(mentorship=OuterRef("pk"), done_at__isnull=True, starts_at__gte=Now())
    away = MentorSettings.objects.filter(user=OuterRef("mentor")).values("away_until")
    rows = Mentorship.objects.running().filter(mentor=mentor).order_by()
    return rows.annotate(
        meeting=Subquery(coming.order_by("starts_at").values("starts_at")[:1]), away=Subquery(away), **standing.compared()
    ).values_list(
        "state", "until", "scopes", "learner__name", "learner__email", "learner__is_active", "learner__time_zone", "meeting",
        "away", *standing.COLUMNS,
    )  # fmt: skip


_mentorships = Written(_running, -1)


def _desk_row(values: Sequence[Any]) -> DeskRow | None:
    """A mentorship on the desk; None once its day has passed or the learner's account is switched off."""
    state, until, scopes, name, email, active, time_zone, meeting, away, *held = values
    if not active or is_over(until, time_zone):
        return None
    sees = state == Mentorship.State.ACTIVE
    return DeskRow(
        pk=held[0],
        name=name or email.split("@", 1)[0],
        state="" if sees else str(Mentorship.State(state).label),
        check_in_at=(meeting if sees else None) or FAR,
        scopes=scopes if sees else (),
        compared=standing.Compared(*held),
        mentor_away=away,
    )


def _word(rows: Sequence[DeskRow]) -> None:
    """What only the rows that are shown need; each sentence is translated once."""
    now, sentences = timezone.now(), {}
    for row in rows:
        if row.waiting:
            days = (now - row.waiting_since).days
            form = min(row.waiting, 2) if days else 0
            if form not in sentences:
                long = ngettext("%(count)s, waits %(days)s d", "%(count)s, the first waits %(days)s d", form)
                sentences[form] = long if form else _("%(count)s, new")
            row.waiting_text = sentences[form] % {"count": row.waiting, "days": days}
        if row.check_in_at != FAR:
            row.check_in = short_moment(row.check_in_at)


LINE = '<tr role="row"><th scope="row" role="rowheader"><a href="{}{}/"><bdi>{}</bdi></a>{}</th>{}</tr>\n'.format
CELL = '<td role="cell" data-label="{}">{{}}</td>'.format  # on a phone each value stands beside its column's name


def lines(rows: Sequence[DeskRow]) -> SafeString:
    """The rows of the table, prepared at once: a template that went through them would take longer than the queries.

    Every text is escaped here, by hand, since `format_html` looks at every number and tag as well.
    """
    base, three = reverse("mentoring:home") + "mentees/", escape(_("claimed, evidenced, confirmed"))
    columns = (_("Target role"), _("Readiness"), _("Since your last look"), _("Waiting reviews"), _("Next check-in"))
    cells = "".join(CELL(escape(label)) for label in columns).format
    return SafeString(
        "".join(
            LINE(
                base,
                row.pk,
                escape(row.name),
                f' <span class="tag">{escape(row.state)}</span>' if row.state else "",
                cells(
                    escape(row.role) or "–",
                    f'<span title="{three}">{row.figures.in_a_line}%</span>' if row.figures else "–",
                    f'<span class="tag ok">{row.changed}</span>' if row.changed else "–",
                    escape(row.waiting_text) or "–",
                    escape(row.check_in) or "–",
                ),
            )
            for row in rows
        )
    )


_beside = WrittenRows[Mentorship](
    lambda person: Mentorship.objects.filter(Q(learner=person) | (Q(mentor=person) & ~Q(thanks=""))).select_related(
        "mentor", "learner"
    )[:200],
    -1,
)


def beside(person: User) -> tuple[list[Mentorship], list[Mentorship]]:
    """The person's own mentorships and invitations, and the thanks they were given as a mentor, the latest first: one query."""
    found = _beside.rows(person.pk)
    thanks = sorted((row for row in found if row.mentor_id == person.pk), key=lambda row: row.ended_at or FAR, reverse=True)
    return [row for row in found if row.learner_id == person.pk][:50], thanks[:20]


def _asked_of(mentor: int) -> QuerySet[Any, Any]:
    return (
        ReviewRequest.objects.filter(mentorship__mentor=mentor, state__in=ReviewRequest.WITH_MENTOR)
        .order_by()
        .values_list("mentorship_id", "kind")
        .annotate(Count("pk"), Min("waiting_since"))
    )


_waiting = Written(_asked_of, -1)


def _waiting_of(mentor: User, scopes: Mapping[uuid.UUID, Sequence[str]]) -> dict[uuid.UUID, tuple[int, datetime]]:
    """Requests that wait for the mentor, by mentorship: how many, and since when the first; of shared kinds only."""
    found: dict[uuid.UUID, tuple[int, datetime]] = {}
    for mentorship, kind, count, since in _waiting.ask(mentor.pk):
        if kind in scopes.get(mentorship, ()):
            former = found.get(mentorship, (0, FAR))
            found[mentorship] = former[0] + count, min(former[1], since)
    return found


def _count_changes(rows: Sequence[DeskRow]) -> None:
    """Fill in how much changed since the last look: an index seek per mentee and kind, thirty mentees at a time."""
    names = [kind.scope.value for kind in kinds.known()]
    places = {row.pk: row for row in rows if row.scopes}
    keys = list(places)
    for start in range(0, len(keys), ON_A_PAGE):
        asked = keys[start : start + ON_A_PAGE]
        asked += asked[-1:] * (ON_A_PAGE - len(asked))
        for key, *numbers in _changes.ask(*asked):
            row = places[key]
            row.changed = sum(number or 0 for name, number in zip(names, numbers, strict=True) if name in row.scopes)


def _changes_of(*mentorships: uuid.UUID) -> QuerySet[Any, Any]:
    """The counts of all kinds by mentorship."""
    query = (
        Mentorship.objects.filter(pk__in=mentorships)
        .order_by()
        .annotate(seen=Coalesce("visit_at", "accepted_at", Now(), output_field=DateTimeField()))
    )
    names = [kind.scope.value for kind in kinds.known()]
    for kind in kinds.known():
        counted = kind.changes_of().order_by().values("owner").annotate(number=Count("pk")).values("number")
        query = query.annotate(**{f"of_{kind.scope.value}": Subquery(counted, output_field=IntegerField())})
    return query.values_list("pk", *(f"of_{name}" for name in names))


_changes = Written(_changes_of, *(uuid.UUID(int=number) for number in range(ON_A_PAGE)))
