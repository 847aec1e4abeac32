"""What the learner, reviews and one mentee's page read: plain values, one query per kind of thing."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from careerguide.lib.written import Written, WrittenRows
from mentoring import access, kinds
from mentoring.access import Share, share_for_learner
from mentoring.kinds import Change
from mentoring.models import (
    AccessLog,
    Feedback,
    HiddenItem,
    Mentorship,
    MockInvitation,
    PassageComment,
    ReviewMessage,
    ReviewRequest,
    Scope,
)
from mentoring.models.mocks import ROUND_ITEM

LOG_SHOWN = 100
VISIT = timedelta(hours=1)


def reverse_mentee(pk: uuid.UUID) -> str:
    """Where a mentee's page is."""
    return reverse("mentoring:mentee", args=[pk])


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
