"""What a mentor may see, decided in one place.

Every page that shows something of a learner to a mentor gets it through a `Share`, and only this module makes one, from the row
as it is at this request. Nothing of it is kept in a session or a cache, so the next request obeys whatever the learner changed.
Refusals are all the same 404, which is also what an absent page answers.
"""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import Http404
from django.utils import timezone

from accounts.models import User
from careerguide.lib.written import Written, WrittenRows
from interviews.models import MockRound
from mentoring.models import AccessLog, HiddenItem, Mentorship, MockInvitation, ReviewRequest, Scope

LOGGED_ONCE_WITHIN = timedelta(minutes=10)
# What every page of a mentor asks, written once and asked at each request. The values here only hold the places.
_NOBODY, _NOTHING, _ONCE = -1, uuid.UUID(int=0), datetime.min.replace(tzinfo=UTC)
_of_mentor = WrittenRows[Mentorship](
    lambda mentor, mentorship_id: (
        Mentorship.objects.select_related("learner").filter(pk=mentorship_id, mentor=mentor).order_by()
    ),
    _NOBODY,
    _NOTHING,
)
_kept_back = Written(lambda mentorship: HiddenItem.objects.filter(mentorship=mentorship).values_list("kind", "item"), _NOTHING)
_of_learner = WrittenRows[Mentorship](
    lambda learner, mentorship_id: (
        Mentorship.objects.of_learner(learner).select_related("learner", "mentor").filter(pk=mentorship_id).order_by()
    ),
    _NOBODY,
    _NOTHING,
)
_running = WrittenRows[Mentorship](
    lambda mentorship_id: Mentorship.objects.running().select_related("learner", "mentor").filter(pk=mentorship_id).order_by(),
    _NOTHING,
)
_request = WrittenRows[ReviewRequest](lambda request_id: ReviewRequest.objects.filter(pk=request_id).order_by(), _NOTHING)
_asked_by = WrittenRows[ReviewRequest](
    lambda learner, request_id: (
        ReviewRequest.objects.select_related("mentorship__mentor", "mentorship__learner", "feedback")
        .filter(pk=request_id, mentorship__learner=learner)
        .order_by()
    ),
    _NOBODY,
    _NOTHING,
)
_opened = Written(
    lambda mentorship, since, kind, label: (
        AccessLog.objects.filter(mentorship=mentorship, opened_at__gt=since, kind=kind, label=label)
        .order_by()
        .values_list("pk")[:1]
    ),
    _NOTHING,
    _ONCE,
    "kind",
    "label",
)


@dataclass(frozen=True, slots=True)
class Share:
    """The proof that somebody may read these kinds of this learner's data. Made only by the functions below."""

    learner: User
    kinds: frozenset[str]
    hidden: frozenset[tuple[str, str]] = frozenset()
    mentorship: Mentorship | None = None

    def shows(self, kind: str, item: str | None = None) -> bool:
        """Whether this kind is shared, and the item, if one is named, is not hidden."""
        return kind in self.kinds and (item is None or (kind, item) not in self.hidden)

    @property
    def through(self) -> Mentorship:
        """The mentorship that gives the right; raises Http404 for a share of one's own record."""
        if self.mentorship is None:
            raise Http404
        return self.mentorship

    def hidden_of(self, kind: str) -> Collection[str]:
        """The items of a kind that are kept back."""
        return {item for of_kind, item in self.hidden if of_kind == kind}


def share_of(mentor: User, mentorship_id: uuid.UUID) -> Share:
    """All that this mentorship shares at this moment; raises Http404 unless it is this mentor's and in force."""
    row = _of_mentor.row(mentor.pk, mentorship_id)
    if row is None or not row.in_force or row.learner_id == mentor.pk or not row.learner.is_active:
        raise Http404
    hidden = frozenset((kind, item) for kind, item in _kept_back.ask(row.pk))
    known = frozenset(row.scopes) & frozenset(Scope.values)
    return Share(row.learner, known, hidden, row)


def shared_with(mentor: User, mentorship_id: uuid.UUID, kind: str) -> Share:
    """The share, if it covers this kind; raises Http404 otherwise. That it was opened is logged for the learner."""
    share = share_of(mentor, mentorship_id)
    if not share.shows(kind):
        raise Http404
    log_access(share.through, kind, "")
    return share


def shared_item(
    mentor: User, mentorship_id: uuid.UUID, kind: str, item: str, read: Callable[[Share, str], dict[str, Any]]
) -> tuple[Share, dict[str, Any]]:
    """The share and one thing read through it, if it covers the kind and the thing is not hidden; raises Http404 otherwise.

    `read` is the `detail` of the kind's adapter. What was opened is logged by its name.
    """
    share = share_of(mentor, mentorship_id)
    if not share.shows(kind, item):
        raise Http404
    detail = read(share, item)
    log_access(share.through, kind, str(detail["label"]))
    return share, detail


def overview_of(mentor: User, mentorship_id: uuid.UUID) -> Share:
    """The share, for the page that shows something of every shared kind; logged as one look."""
    share = share_of(mentor, mentorship_id)
    log_access(share.through, "overview", "")
    return share


def log_access(mentorship: Mentorship, kind: str, label: str) -> None:
    """Note for the learner what was opened; the same page again within minutes is one visit."""
    now = timezone.now()
    if not any(_opened.ask(mentorship.pk, now - LOGGED_ONCE_WITHIN, kind, label[:200])):
        AccessLog.objects.create(mentorship=mentorship, kind=kind, label=label[:200], opened_at=now)


def own_share(learner: User) -> Share:
    """A learner's view of their own record, through the same door."""
    return Share(learner, frozenset(Scope.values))


def share_for_learner(mentorship: Mentorship) -> Share:
    """What this mentor would see now, for the learner to look at or for figures kept for the mentor; checks no person."""
    hidden = frozenset((row.kind, row.item) for row in mentorship.hidden.all())
    return Share(mentorship.learner, frozenset(mentorship.scopes) & frozenset(Scope.values), hidden, mentorship)


def own_mentorship(learner: User, mentorship_id: uuid.UUID) -> Mentorship:
    """One of the learner's own mentorships, whatever its state; raises Http404 otherwise."""
    row = _of_learner.row(learner.pk, mentorship_id)
    if row is None:
        raise Http404
    return row


def either_side(person: User, mentorship_id: uuid.UUID) -> Mentorship:
    """A running mentorship for one of its two people: always for the learner, for the mentor while it is in force."""
    row = _running.row(mentorship_id)
    if row is None or person.pk not in {row.learner_id, row.mentor_id}:
        raise Http404
    if person.pk != row.learner_id and not (row.in_force and row.learner.is_active):
        raise Http404
    return row


def request_for_mentor(mentor: User, request_id: uuid.UUID) -> ReviewRequest:
    """A review request that its mentor may read now: the kind is still shared and the item not hidden; logged."""
    row = _request.row(request_id)
    if row is None or row.state == ReviewRequest.State.WITHDRAWN:
        raise Http404
    share = share_of(mentor, row.mentorship_id)
    if not share.shows(row.kind, row.item):
        raise Http404
    log_access(share.through, row.kind, row.label)
    row.mentorship = share.through
    return row


def open_to_mentor(request: ReviewRequest, hidden: Collection[tuple[uuid.UUID, str, str]]) -> bool:
    """Whether the mentor may read a request's words: the mentorship is in force, the kind shared, the item not `hidden`."""
    row = request.mentorship
    shared = row.in_force and row.learner.is_active and request.kind in row.scopes
    return shared and (row.pk, request.kind, request.item) not in hidden


def tellable(pairs: Collection[tuple[int, uuid.UUID]]) -> dict[tuple[int, uuid.UUID], ReviewRequest]:
    """Of persons and requests, the pairs in which the person may know what was asked: the learner always, the mentor now."""
    rows = (
        ReviewRequest.objects.filter(pk__in={pk for _person, pk in pairs}).defer("text").select_related("mentorship__learner")
    )
    found = {row.pk: row for row in rows}
    mentorships = {row.mentorship_id for row in found.values()}
    hidden = set(HiddenItem.objects.filter(mentorship__in=mentorships).values_list("mentorship_id", "kind", "item"))
    told = {}
    for person, pk in pairs:
        if row := found.get(pk):
            own = person == row.mentorship.learner_id
            if own or (person == row.mentorship.mentor_id and open_to_mentor(row, hidden)):
                told[person, pk] = row
    return told


def own_request(learner: User, request_id: uuid.UUID) -> ReviewRequest:
    """One of the learner's own requests; raises Http404 otherwise."""
    row = asked_by(learner, request_id)
    if row is None:
        raise Http404
    return row


def asked_by(learner: User, request_id: uuid.UUID) -> ReviewRequest | None:
    """The request, if this learner asked it."""
    return _asked_by.row(learner.pk, request_id)


def interview_for_mentor(mentor: User, invitation_id: uuid.UUID) -> tuple[Share, MockInvitation]:
    """A round that its mentor may sit in on at this request: asked of them, still shared, not hidden; raises Http404."""
    rows = MockInvitation.objects.select_related("mock__round", "mock__role")
    row = rows.filter(pk=invitation_id, mentorship__mentor=mentor, state__in=MockInvitation.LIVE).first()
    if row is None:
        raise Http404
    share = share_of(mentor, row.mentorship_id)
    if not share.shows(Scope.ANSWERS, row.item):
        raise Http404
    row.mentorship = share.through
    return share, row


def own_round(learner: User, mock_id: int) -> MockRound:
    """One of the learner's own mock rounds; raises Http404 otherwise."""
    row = MockRound.objects.filter(owner=learner, pk=mock_id).select_related("owner", "round", "role").first()
    if row is None:
        raise Http404
    return row


def own_invitation(learner: User, invitation_id: uuid.UUID) -> MockInvitation:
    """One of the learner's own invitations to a round; raises Http404 otherwise."""
    rows = MockInvitation.objects.select_related("mock__round", "mentorship__mentor", "mentorship__learner")
    row = rows.filter(pk=invitation_id, mentorship__learner=learner).first()
    if row is None:
        raise Http404
    return row


def locked(mentorship_id: uuid.UUID) -> Mentorship:
    """The row, locked until the transaction ends, so that nothing of the mentor's arrives after an end. Needs atomic()."""
    return Mentorship.objects.select_for_update(of=("self",)).select_related("learner").get(pk=mentorship_id)
