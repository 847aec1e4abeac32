"""What the desk, the learner's side and one mentee's page read: plain values, one query per kind of thing."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

from django.db.models import CharField, Count, DateTimeField, Exists, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from careerguide.lib.dates import short_moment
from careerguide.lib.written import Written, WrittenRows
from mentoring import access, kinds, standing
from mentoring.access import Share, share_for_learner
from mentoring.kinds import Change
from mentoring.models import (
    AccessLog,
    CheckIn,
    Feedback,
    HiddenItem,
    MentorSettings,
    Mentorship,
    MockInvitation,
    PassageComment,
    ReviewMessage,
    ReviewRequest,
    Scope,
)
from mentoring.models.mocks import ROUND_ITEM
from mentoring.models.people import is_over
from roles import guidance

ON_A_PAGE = 30
LOG_SHOWN = 100
VISIT = timedelta(hours=1)
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


def desk(mentor: User, *, sort: str, page: int) -> tuple[list[DeskRow], int]:
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
    """Those that run, each with its kept standing, what that must be compared with, and the next meeting: one query."""
    coming = CheckIn.objects.filter(mentorship=OuterRef("pk"), done_at__isnull=True, starts_at__gte=Now())
    rows = Mentorship.objects.running().filter(mentor=mentor).order_by()
    return rows.annotate(
        meeting=Subquery(coming.order_by("starts_at").values("starts_at")[:1]), **standing.compared()
    ).values_list(
        "state", "until", "scopes", "learner__name", "learner__email", "learner__is_active", "learner__time_zone", "meeting",
        *standing.COLUMNS,
    )  # fmt: skip


_mentorships = Written(_running, -1)


def _desk_row(values: Sequence[Any]) -> DeskRow | None:
    """A mentorship on the desk; None once its day has passed or the learner's account is switched off."""
    state, until, scopes, name, email, active, time_zone, meeting, *held = values
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


def desk_lines(rows: Sequence[DeskRow]) -> SafeString:
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
                    f'<span title="{three}">{row.figures.in_a_line} %</span>' if row.figures else "–",
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


def beside_the_desk(person: User) -> tuple[list[Mentorship], list[Mentorship]]:
    """The person's own mentorships and invitations, and the thanks they were given as a mentor, the latest first: one query."""
    found = _beside.rows(person.pk)
    thanks = sorted((row for row in found if row.mentor_id == person.pk), key=lambda row: row.ended_at or FAR, reverse=True)
    return [row for row in found if row.learner_id == person.pk][:50], thanks[:20]


_absence = Written(lambda mentor: MentorSettings.objects.filter(user=mentor).values_list("away_until"), -1)


def away_until(mentor: User) -> date | None:
    """The day that a mentor gave as the end of their absence."""
    return next((day for (day,) in _absence.ask(mentor.pk)), None)


def reverse_mentee(pk: uuid.UUID) -> str:
    """Where a mentee's page is."""
    return reverse("mentoring:mentee", args=[pk])


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


def changes(share: Share, moment: datetime, *, most: int = 30) -> list[tuple[Change, str]]:
    """What changed in all shared kinds, each change with its kind, the newest first."""
    found: list[tuple[Change, str]] = []
    for kind in kinds.known():
        if share.shows(kind.scope):
            found += [(change, kind.scope.value) for change in kind.changed_since(share, moment, most=most)]
    found.sort(key=lambda pair: pair[0].when, reverse=True)
    return found[:most]


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


def mentors_who_see(learner: User, kind: str, item: str | None = None) -> dict[str, Mentorship]:
    """The learner's mentorships in which this is shown now, by their id as a form names it."""
    rows = Mentorship.objects.running().of_learner(learner).select_related("learner", "mentor").prefetch_related("hidden")
    return {str(row.pk): row for row in rows if row.mentor and row.in_force and share_for_learner(row).shows(kind, item)}


def _to_hold(mentor: int) -> QuerySet[MockInvitation]:
    """Rounds in which this mentor is asked to interview, without those that are kept back, the newest first."""
    rows = MockInvitation.objects.filter(
        mentorship__mentor=mentor, mentorship__state=Mentorship.State.ACTIVE, state=MockInvitation.State.OPEN
    ).select_related("mentorship__learner", "mock__round")
    name: Any = Concat(Value(ROUND_ITEM), Cast(OuterRef("mock_id"), CharField()))
    kept_back = HiddenItem.objects.filter(mentorship=OuterRef("mentorship_id"), kind=Scope.ANSWERS, item=name)
    return rows.filter(~Exists(kept_back))[:200]


_interviews = WrittenRows[MockInvitation](_to_hold, -1)


def interviews_waiting(mentor: User) -> list[MockInvitation]:
    """The same, of those that the mentor may open now."""
    return [row for row in _interviews.rows(mentor.pk) if _may_open(row.mentorship)]


def _may_open(mentorship: Mentorship) -> bool:
    return mentorship.in_force and mentorship.learner.is_active and Scope.ANSWERS in mentorship.scopes


_queue = WrittenRows[ReviewRequest](
    lambda mentor: (
        ReviewRequest.objects.filter(
            mentorship__mentor=mentor, mentorship__state=Mentorship.State.ACTIVE, state__in=ReviewRequest.WITH_MENTOR
        )
        .select_related("mentorship__learner")
        .defer("text")
        .order_by("waiting_since", "pk")[:200]
    ),
    -1,
)
_kept_back = Written(
    lambda mentor: HiddenItem.objects.filter(
        mentorship__mentor=mentor, mentorship__state=Mentorship.State.ACTIVE
    ).values_list("mentorship_id", "kind", "item"),
    -1,
)  # fmt: skip
_asked = WrittenRows[ReviewRequest](
    lambda learner: (
        ReviewRequest.objects.filter(mentorship__learner=learner)
        .select_related("mentorship__mentor")
        .defer("text")
        .order_by("-created_at")[:50]
    ),
    -1,
)


def queue(mentor: User) -> list[ReviewRequest]:
    """Requests that wait for this mentor and that they may read now, the longest wait first; without their texts."""
    hidden = {(mentorship, kind, item) for mentorship, kind, item in _kept_back.ask(mentor.pk)}
    return [row for row in _queue.rows(mentor.pk) if access.open_to_mentor(row, hidden)]


def asked(learner: User) -> list[ReviewRequest]:
    """What this learner asked, the latest first; without the texts that it was about."""
    return _asked.rows(learner.pk)


_comments = WrittenRows[PassageComment](lambda feedback: PassageComment.objects.filter(feedback=feedback), -1)
_messages = WrittenRows[ReviewMessage](lambda request: ReviewMessage.objects.filter(request=request), uuid.UUID(int=0))
_feedback = WrittenRows[Feedback](lambda request: Feedback.objects.filter(request=request), uuid.UUID(int=0))


def feedback_on(request: ReviewRequest) -> Feedback | None:
    """The review of a request, sent or not."""
    return _feedback.row(request.pk)


def comments(feedback: Feedback) -> list[PassageComment]:
    """The comments on passages that belong to a review, in the order of the text."""
    return _comments.rows(feedback.pk)


def messages(request: ReviewRequest) -> list[ReviewMessage]:
    """What the two said to each other about a request."""
    return _messages.rows(request.pk)


_NOTHING = uuid.UUID(int=0)
_hidden = WrittenRows[HiddenItem](lambda mentorship: HiddenItem.objects.filter(mentorship=mentorship).order_by("pk"), _NOTHING)
_opened = Written(
    lambda mentorship: AccessLog.objects.filter(mentorship=mentorship).values_list("kind", "label", "opened_at")[:LOG_SHOWN],
    _NOTHING,
)
_thanks = Written(
    lambda mentor, mentorship: (
        Mentorship.objects.filter(mentor=mentor, thanks_shown=True).exclude(pk=mentorship).values_list("thanks")[:5]
    ),
    -1,
    _NOTHING,
)
_invitations = WrittenRows[MockInvitation](
    lambda mentorship: MockInvitation.objects.filter(mentorship=mentorship).select_related("mock__round")[:30], _NOTHING
)
_requests = WrittenRows[ReviewRequest](
    lambda mentorship: ReviewRequest.objects.filter(mentorship=mentorship).defer("text").order_by("-created_at")[:50], _NOTHING
)


def hidden(mentorship: Mentorship) -> list[HiddenItem]:
    """What the learner keeps back from this mentor."""
    return _hidden.rows(mentorship.pk)


def opened(mentorship: Mentorship) -> Iterator[Sequence[Any]]:
    """What the mentor opened, the latest first: kind, label and moment."""
    return _opened.ask(mentorship.pk)


def thanks_shown(mentorship: Mentorship) -> list[str]:
    """What other mentees thanked this mentor for, as far as the mentor shows it."""
    return [words for (words,) in _thanks.ask(mentorship.mentor_id, mentorship.pk)]


def interviews_asked(mentorship: Mentorship) -> list[MockInvitation]:
    """The rounds for which this mentor was asked, the newest first."""
    return _invitations.rows(mentorship.pk)


def requests(mentorship: Mentorship) -> list[ReviewRequest]:
    """What the learner asked this mentor, the latest first; without the texts."""
    return _requests.rows(mentorship.pk)
