"""What *today* shows of mentoring: questions that wait for this person, and answers that came."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from mentoring.models import CheckIn, Mentorship, ReviewRequest
from mentoring.queries import interviews_waiting

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TodayPanel:
    """Plain values for `mentoring/_today.html`."""

    waiting: int
    interviews: int
    asked_for_more: int
    check_in: CheckIn | None
    reviews_href: str
    home_href: str
    check_in_href: str


def today_panel(person: User) -> TodayPanel | None:
    """None when there is nothing to do; three queries, and only what is in force counts."""
    running = Mentorship.objects.running()
    unfinished = ReviewRequest.objects.filter(mentorship__in=running, state__in=ReviewRequest.UNFINISHED).order_by()
    theirs = unfinished.filter(Q(mentorship__mentor=person) | Q(mentorship__learner=person))
    rows = list(theirs.values_list("state", "mentorship__mentor", "mentorship__learner", "mentorship__state"))
    waiting = sum(
        state in ReviewRequest.WITH_MENTOR and mentor == person.pk and mentorship == Mentorship.State.ACTIVE
        for state, mentor, _learner, mentorship in rows
    )
    more = sum(state == ReviewRequest.State.MORE_ASKED and learner == person.pk for state, _mentor, learner, _state in rows)
    now = timezone.now()
    coming = CheckIn.objects.filter(done_at__isnull=True, starts_at__range=(now, now + SOON)).order_by("starts_at")
    check_in = coming.filter(
        mentorship__in=running.filter(learner=person) | running.filter(mentor=person, state="active")
    ).first()
    interviews = len(interviews_waiting(person))
    if not (waiting or more or check_in or interviews):
        return None
    href = reverse("mentoring:check_ins", args=[check_in.mentorship_id]) if check_in else ""
    return TodayPanel(waiting, interviews, more, check_in, reverse("mentoring:review_list"), reverse("mentoring:home"), href)
