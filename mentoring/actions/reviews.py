"""Asking for a review, and everything that can become of it.

The mentor's writes lock the mentorship and look at it anew, so nothing of theirs reaches the learner after an end.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.notifications import notify
from careerguide.lib.markdown import render
from mentoring.access import locked
from mentoring.models import Feedback, Mentorship, PassageComment, ReviewMessage, ReviewRequest
from mentoring.models.reviews import RUBRIC

State = ReviewRequest.State


class TooManyOpenError(Exception):
    """The learner has as many questions open as the setting allows."""


class NoLongerPossibleError(Exception):
    """The request or the mentorship changed meanwhile; what was typed has been kept."""


@transaction.atomic
def ask(
    *, mentorship: Mentorship, kind: str, item: str, label: str, text: str, question: str, own_scores: Mapping[str, int],
    form_key: uuid.UUID,
) -> ReviewRequest:  # fmt: skip
    """Put a question; raises TooManyOpenError. The same form sent twice makes one request."""
    fresh = locked(mentorship.pk)
    known = ReviewRequest.objects.filter(mentorship=mentorship, form_key=form_key).first()
    if known:
        return known
    if not fresh.in_force:
        raise NoLongerPossibleError
    unfinished = ReviewRequest.objects.filter(mentorship__learner=mentorship.learner_id, state__in=ReviewRequest.UNFINISHED)
    if unfinished.count() >= settings.REVIEWS_OPEN_AT_MOST:
        raise TooManyOpenError
    row = ReviewRequest.objects.create(
        mentorship=mentorship, kind=kind, item=item, label=label[:200], text=text, question=question,
        own_scores=dict(own_scores), waiting_since=timezone.now(), form_key=form_key,
    )  # fmt: skip
    _tell(row, mentorship.mentor, "review_asked")
    return row


@transaction.atomic
def withdraw(*, request: ReviewRequest) -> bool:
    """Take a question back; a draft of the mentor's stays theirs."""
    locked(request.mentorship_id)
    if not _move(request, ReviewRequest.UNFINISHED, State.WITHDRAWN, closed_at=timezone.now()):
        return False
    _tell(request, request.mentorship.mentor, "review_withdrawn")
    return True


@transaction.atomic
def reply(*, request: ReviewRequest, text: str) -> bool:
    """Give the mentor what they asked for; the wait begins anew."""
    locked(request.mentorship_id)
    if not _move(request, (State.MORE_ASKED,), State.OPEN, waiting_since=timezone.now(), reminders=0):
        return False
    ReviewMessage.objects.create(request=request, by_mentor=False, text=text)
    _tell(request, request.mentorship.mentor, "review_replied")
    return True


def draft_of(request: ReviewRequest, mentor: User) -> Feedback:
    """The mentor's review of a request, made when it is first needed."""
    feedback, _created = Feedback.objects.get_or_create(request=request, defaults={"author": mentor})
    return feedback


@transaction.atomic
def begin(*, request: ReviewRequest) -> None:
    """Note that the mentor is writing."""
    _move(request, (State.OPEN,), State.IN_REVIEW)


@transaction.atomic
def send(*, request: ReviewRequest, feedback: Feedback) -> None:
    """Let the learner have it; raises NoLongerPossibleError when the request or the mentorship ended meanwhile."""
    _require_in_force(request)
    if not _move(request, ReviewRequest.UNFINISHED, State.DONE, closed_at=timezone.now()):
        raise NoLongerPossibleError
    feedback.refresh_from_db()
    html = str(render(feedback.text))
    Feedback.objects.filter(pk=feedback.pk).update(sent_at=timezone.now(), html=html)
    _tell(request, request.mentorship.learner, "review_done")


@transaction.atomic
def ask_for_more(*, request: ReviewRequest, text: str) -> None:
    """Turn it back to the learner with a question; raises NoLongerPossibleError."""
    _require_in_force(request)
    if not _move(request, ReviewRequest.WITH_MENTOR, State.MORE_ASKED):
        raise NoLongerPossibleError
    ReviewMessage.objects.create(request=request, by_mentor=True, text=text)
    _tell(request, request.mentorship.learner, "review_more", text=text[:300])


@transaction.atomic
def pass_on(*, request: ReviewRequest, reason: str) -> None:
    """Say that there will be no review, and why; raises NoLongerPossibleError."""
    _require_in_force(request)
    if not _move(request, ReviewRequest.UNFINISHED, State.PASSED, closed_at=timezone.now()):
        raise NoLongerPossibleError
    ReviewMessage.objects.create(request=request, by_mentor=True, text=reason)
    _tell(request, request.mentorship.learner, "review_passed", text=reason[:300])


@transaction.atomic
def score(*, feedback: Feedback, scores: Mapping[str, int]) -> bool:
    """Set the mentor's scores, once: after that the learner's own stand beside them."""
    fresh = Feedback.objects.filter(pk=feedback.pk, scored_at__isnull=True, sent_at__isnull=True)
    values = {name: scores[name] for name, _label in RUBRIC}
    return bool(fresh.update(scored_at=timezone.now(), **values))


@transaction.atomic
def comment(*, feedback: Feedback, quote: str, start: int, end: int, text: str, form_key: uuid.UUID) -> PassageComment | None:
    """Comment on a passage of the draft; None once the review has been sent."""
    if not Feedback.objects.filter(pk=feedback.pk, sent_at__isnull=True).exists():
        return None
    row, _created = PassageComment.objects.get_or_create(
        feedback=feedback, form_key=form_key, defaults={"quote": quote, "start": start, "end": end, "text": text}
    )
    return row


@transaction.atomic
def remind(*, request: ReviewRequest, now: datetime) -> str:
    """Remind the mentor, or close a request that has waited too long; what was done, in a word, for the command's count."""
    row = ReviewRequest.objects.select_related("mentorship__learner", "mentorship__mentor").get(pk=request.pk)
    if not locked(row.mentorship_id).in_force or row.state not in ReviewRequest.WITH_MENTOR:
        return ""
    days = (now - row.waiting_since).days
    if days >= settings.REVIEW_TIMEOUT_DAYS:
        if not _move(row, ReviewRequest.WITH_MENTOR, State.TIMED_OUT, closed_at=now):
            return ""
        for owner in (row.mentorship.learner, row.mentorship.mentor):
            _tell(row, owner, "review_timed_out", days=str(days))
        return "timed out"
    due = sum(days >= limit for limit in settings.REVIEW_REMINDER_DAYS)
    # The count is compared inside the UPDATE: two runs at once remind once.
    if due > row.reminders and ReviewRequest.objects.filter(pk=row.pk, reminders=row.reminders).update(reminders=due):
        _tell(row, row.mentorship.mentor, "review_reminder", days=str(days))
        return "reminded"
    return ""


def _move(request: ReviewRequest, former: tuple[str, ...], state: str, **values: Any) -> bool:
    """Change the state if it is still one of `former`; the comparison is part of the UPDATE."""
    if not ReviewRequest.objects.filter(pk=request.pk, state__in=former).update(state=state, **values):
        return False
    request.state = state
    return True


def _require_in_force(request: ReviewRequest) -> None:
    mentorship = locked(request.mentorship_id)
    hidden = mentorship.hidden.filter(kind=request.kind, item=request.item).exists()
    if not mentorship.in_force or request.kind not in mentorship.scopes or hidden:
        raise NoLongerPossibleError


def _tell(request: ReviewRequest, owner: User | None, kind: str, **values: str) -> None:
    """Tell one side about the other. What the request is about is read with the notification, see `notices.py`."""
    if owner is None:
        return
    mentorship = request.mentorship
    person = mentorship.learner if owner.pk == mentorship.mentor_id else mentorship.mentor
    url = reverse("mentoring:review", args=[request.pk])
    notify(owner=owner, kind=kind, url=url, about=person, **values)
