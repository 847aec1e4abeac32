"""What the learner shares, pauses and ends. Every change counts from the mentor's next request on."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.notifications import notify
from mentoring import confirming, standing
from mentoring.access import locked
from mentoring.actions import mocks
from mentoring.actions.invitations import in_order
from mentoring.models import Feedback, HiddenItem, Mentorship, MockInvitation, ReviewRequest
from mentoring.models.mocks import ROUND_ITEM


@transaction.atomic
def share(*, mentorship: Mentorship, scopes: Sequence[str], until: date | None) -> None:
    """Widen or narrow."""
    row = locked(mentorship.pk)
    row.scopes, row.until = in_order(scopes), until
    row.save(update_fields=["scopes", "until"])
    _tell_mentor(mentorship, "sharing_changed")


@transaction.atomic
def pause(*, mentorship: Mentorship, paused: bool) -> bool:
    """Pause, so that the mentor sees nothing, or go on; tells whether that changed anything."""
    states = Mentorship.State.ACTIVE, Mentorship.State.PAUSED
    former, state = states if paused else states[::-1]
    locked(mentorship.pk)
    if not Mentorship.objects.filter(pk=mentorship.pk, state=former).update(state=state):
        return False
    _tell_mentor(mentorship, "sharing_changed")
    return True


@transaction.atomic
def hide(*, mentorship: Mentorship, kind: str, item: str, label: str) -> None:
    """Keep one thing back, though its kind is shared. Questions about it that still wait are withdrawn."""
    locked(mentorship.pk)
    asked = ReviewRequest.objects.filter(mentorship=mentorship, kind=kind, item=item, state__in=ReviewRequest.UNFINISHED)
    asked.update(state=ReviewRequest.State.WITHDRAWN, closed_at=timezone.now())
    if item.startswith(ROUND_ITEM):
        _withdraw_interviews(MockInvitation.objects.filter(mentorship=mentorship, mock=int(item.removeprefix(ROUND_ITEM))))
    HiddenItem.objects.get_or_create(mentorship=mentorship, kind=kind, item=item, defaults={"label": label[:200]})
    standing.forget(mentorship.learner_id)


@transaction.atomic
def unhide(*, mentorship: Mentorship, kind: str, item: str) -> None:
    """Show it again."""
    HiddenItem.objects.filter(mentorship=mentorship, kind=kind, item=item).delete()
    standing.forget(mentorship.learner_id)


@transaction.atomic
def end(*, mentorship: Mentorship, by: User | None) -> bool:
    """End it for good; tells whether it was running. Waiting requests are withdrawn, drafts stay the mentor's own words."""
    locked(mentorship.pk)
    now = timezone.now()
    running = Mentorship.objects.running().filter(pk=mentorship.pk)
    if not running.update(state=Mentorship.State.ENDED, ended_at=now, ended_by=by):
        return False
    waiting = ReviewRequest.objects.filter(mentorship=mentorship, state__in=ReviewRequest.UNFINISHED)
    waiting.update(state=ReviewRequest.State.WITHDRAWN, closed_at=now)
    _withdraw_interviews(MockInvitation.objects.filter(mentorship=mentorship))
    for owner, other in ((mentorship.learner, mentorship.mentor), (mentorship.mentor, mentorship.learner)):
        if owner and owner != by:
            notify(owner=owner, kind="mentorship_ended", url=reverse("mentoring:home"), about=other)
    return True


@transaction.atomic
def thank(*, mentorship: Mentorship, text: str) -> None:
    """A thank-you, which the mentor may show or not."""
    Mentorship.objects.filter(pk=mentorship.pk).update(thanks=text, thanks_shown=False)
    _tell_mentor(mentorship, "thanked")


@transaction.atomic
def close_abandoned() -> None:
    """After an account was deleted: end what it mentored, and drop its drafts, which were nobody's feedback yet."""
    for row in Mentorship.objects.running().filter(mentor__isnull=True).select_related("learner"):
        end(mentorship=row, by=None)
    Feedback.objects.filter(author__isnull=True, sent_at__isnull=True).delete()
    confirming.forget_former_mentors()
    mocks.forget_former_mentors()


def _withdraw_interviews(rows: QuerySet[MockInvitation]) -> None:
    open_rows = rows.filter(state=MockInvitation.State.OPEN)
    open_rows.update(state=MockInvitation.State.WITHDRAWN, closed_at=timezone.now())


def _tell_mentor(mentorship: Mentorship, kind: str) -> None:
    if mentorship.mentor:
        notify(owner=mentorship.mentor, kind=kind, url=reverse("mentoring:home"), about=mentorship.learner)
