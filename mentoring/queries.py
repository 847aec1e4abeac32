"""What the desk, the learner's side and one mentee's page read: plain values, one query per kind of thing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, DateTimeField, IntegerField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from careerguide.lib.dates import moment_text
from mentoring import access, kinds, standing
from mentoring.access import Share
from mentoring.kinds import Change
from mentoring.models import CheckIn, Mentorship, ReviewRequest, Scope, Standing
from roles import guidance

ON_A_PAGE = 30
NOBODY = uuid.UUID(int=0)
VISIT = timedelta(hours=1)
FAR = datetime.max.replace(tzinfo=timezone.get_fixed_timezone(0))


@dataclass(slots=True)
class DeskRow:
    """One mentee on the desk, as text ready to be placed."""

    pk: uuid.UUID
    name: str
    state: str
    role: str
    figures: standing.Figures | None
    waiting: int
    waiting_since: datetime
    check_in_at: datetime
    scopes: Sequence[str]
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


def desk(mentor: User, *, sort: str, page: int) -> tuple[list[DeskRow], int]:
    """The rows of one page and the number of pages. The number of queries is the same for one mentee or two hundred."""
    mentorships = [row for row in _mentorships(mentor) if row.learner.is_active and not row.is_over]
    open_now = [row for row in mentorships if row.in_force]
    known = guidance.current()
    figures = standing.renewed([row for row in open_now if Scope.SKILLS in row.scopes], known)
    waiting = _waiting(mentor, {row.pk: row.scopes for row in open_now})
    titles = {pk: role.title for pk, role in known.roles.items()}
    rows = [_row(row, figures.get(row.pk), waiting.get(row.pk), titles) for row in mentorships]
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


def _mentorships(mentor: User) -> list[Mentorship]:
    """Those that run, each with its kept standing, what that must be compared with, and the next meeting: one query."""
    coming = CheckIn.objects.filter(mentorship=OuterRef("pk"), done_at__isnull=True, starts_at__gte=timezone.now())
    rows = Mentorship.objects.running().of_mentor(mentor).select_related("learner", "standing").order_by()
    return list(
        rows.annotate(meeting=Subquery(coming.order_by("starts_at").values("starts_at")[:1]), **standing.compared()).only(
            "state", "until", "scopes", "ended_at", "mentor_id", "learner__name", "learner__email", "learner__is_active",
            "learner__time_zone", *standing.READ,
        )
    )  # fmt: skip


def _row(
    mentorship: Mentorship,
    held: Standing | None,
    waiting: tuple[int, datetime] | None,
    titles: Mapping[int, str],
) -> DeskRow:
    count, since = waiting or (0, FAR)
    sees = mentorship.in_force
    return DeskRow(
        pk=mentorship.pk,
        name=mentorship.learner.get_short_name(),
        state="" if sees else str(mentorship.get_state_display()),
        role=titles.get(held.role_id or 0, "") if held else "",
        figures=standing.Figures(held.claimed, held.evidenced, held.confirmed) if held else None,
        waiting=count,
        waiting_since=since,
        check_in_at=(mentorship.meeting if sees else None) or FAR,  # type: ignore[attr-defined]  # annotated above
        scopes=mentorship.scopes if sees else (),
    )


def _word(rows: Sequence[DeskRow]) -> None:
    """What only the rows that are shown need; each sentence is translated once."""
    now, sentences = timezone.now(), {}
    for row in rows:
        if row.waiting:
            one = row.waiting == 1
            if one not in sentences:
                count = 1 if one else 2
                sentences[one] = ngettext("%(count)s, waits %(days)s d", "%(count)s, the first waits %(days)s d", count)
            row.waiting_text = sentences[one] % {"count": row.waiting, "days": (now - row.waiting_since).days}
        if row.check_in_at != FAR:
            row.check_in = moment_text(row.check_in_at)


LINE = '<tr><th scope="row"><a href="{}"><bdi>{}</bdi></a>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n'


def desk_lines(rows: Sequence[DeskRow]) -> SafeString:
    """The rows of the table, prepared at once: a template that went through them would take longer than the queries."""
    three, start = _("claimed, evidenced, confirmed"), reverse_mentee(NOBODY).replace(str(NOBODY), "{}")
    return format_html_join(
        "",
        LINE,
        (
            (
                start.format(row.pk),
                row.name,
                format_html(' <span class="tag">{}</span>', row.state) if row.state else "",
                row.role or "–",
                format_html('<span title="{}">{} / {} / {} %</span>', three, *astuple(row.figures)) if row.figures else "–",
                format_html('<span class="tag ok">{}</span>', row.changed) if row.changed else "–",
                row.waiting_text or "–",
                row.check_in or "–",
            )
            for row in rows
        ),
    )


def beside_the_desk(person: User) -> tuple[list[Mentorship], list[Mentorship]]:
    """The person's own mentorships and invitations, and the thanks they were given as a mentor, the latest first: one query."""
    rows = Mentorship.objects.filter(Q(learner=person) | (Q(mentor=person) & ~Q(thanks=""))).select_related("mentor", "learner")
    found = list(rows[:200])
    thanks = sorted((row for row in found if row.mentor_id == person.pk), key=lambda row: row.ended_at or FAR, reverse=True)
    return [row for row in found if row.learner_id == person.pk][:50], thanks[:20]


def reverse_mentee(pk: uuid.UUID) -> str:
    """Where a mentee's page is."""
    return reverse("mentoring:mentee", args=[pk])


def _waiting(mentor: User, scopes: Mapping[uuid.UUID, Sequence[str]]) -> dict[uuid.UUID, tuple[int, datetime]]:
    """Requests that wait for the mentor, by mentorship: how many, and since when the first; of shared kinds only."""
    found: dict[uuid.UUID, tuple[int, datetime]] = {}
    rows = (
        ReviewRequest.objects.filter(mentorship__mentor=mentor, state__in=ReviewRequest.WITH_MENTOR)
        .order_by()
        .values_list("mentorship_id", "kind")
        .annotate(Count("pk"), Min("waiting_since"))
    )
    for mentorship, kind, count, since in rows:
        if kind in scopes.get(mentorship, ()):
            former = found.get(mentorship, (0, FAR))
            found[mentorship] = former[0] + count, min(former[1], since)
    return found


def _count_changes(rows: Sequence[DeskRow]) -> None:
    """Fill in how much changed since the last look: an index seek per mentee and kind, thirty mentees at a time."""
    names, statement, values = _changes_statement(connection.vendor)
    key_of = Mentorship._meta.pk.get_db_prep_value
    places = {key_of(row.pk, connection): row for row in rows if row.scopes}
    keys = list(places)
    for start in range(0, len(keys), ON_A_PAGE):
        asked = keys[start : start + ON_A_PAGE]
        asked += asked[-1:] * (ON_A_PAGE - len(asked))
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, *asked])
            for key, *numbers in cursor.fetchall():
                row = places[key]
                row.changed = sum(number or 0 for name, number in zip(names, numbers, strict=True) if name in row.scopes)


@cache
def _changes_statement(_vendor: str) -> tuple[list[str], str, list[Any]]:
    """The kinds, the counts of all of them as SQL, and its values without the keys of thirty mentorships, which come last.

    Written once: the query set takes longer to write it anew each time than the database takes to answer.
    """
    query = (
        Mentorship.objects.filter(pk__in=[uuid.UUID(int=number) for number in range(ON_A_PAGE)])
        .order_by()
        .annotate(seen=Coalesce("visit_at", "accepted_at", Now(), output_field=DateTimeField()))
    )
    names = [kind.scope.value for kind in kinds.known()]
    for kind in kinds.known():
        counted = kind.changes_of().order_by().values("owner").annotate(number=Count("pk")).values("number")
        query = query.annotate(**{f"of_{kind.scope.value}": Subquery(counted, output_field=IntegerField())})
    statement, values = query.values_list("pk", *(f"of_{name}" for name in names)).query.sql_with_params()
    return names, statement, list(values[:-ON_A_PAGE])


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
