"""What is next in the job search, for today's page and for the page of interviews."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from careerguide.lib.dates import date_text, moment_text
from interviews.calendar_days import next_interview as next_interview
from interviews.cards import Dates, silence
from interviews.models import Application, Interview, Task
from interviews.models.search import OFF, round_name

MOST = 5
SOON = timedelta(days=7)
HELD = ~Q(interviews__outcome__in=OFF)


@dataclass(frozen=True, slots=True)
class Item:
    """Something ahead: where it leads, what it is, when, and whether its day has passed."""

    href: str
    title: str
    when: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next interviews, tasks due within a week, applications without news, and how many are active."""

    interviews: list[Item]
    tasks: list[Item]
    silent: list[Item]
    active: int

    def __bool__(self) -> bool:
        return bool(self.interviews or self.tasks or self.silent or self.active)


def upcoming(user: User, today: date) -> Upcoming:
    """What needs the learner's attention; three small queries, whatever there is."""
    now = timezone.now()
    ahead = Q(interviews__starts_at__gte=now)
    active = list(
        Application.objects.owned_by(user)
        .active()
        .order_by("stage_on")
        .values_list("pk", "company", "post", "stage_on", "silent_after")
        .annotate(
            last=Max("interviews__starts_at", filter=HELD & ~ahead), next=Min("interviews__starts_at", filter=HELD & ahead)
        )
    )
    silent = [
        (pk, f"{company} · {post}", days)
        for pk, company, post, stage_on, after, last, following in active
        if (days := silence(stage_on, after, Dates(last, following), today))
    ]
    start = reverse("interviews:application_board")
    return Upcoming(
        interviews=_interviews(user),
        tasks=_tasks(user, today),
        silent=[Item(f"{start}{pk}/", title, str(days), late=True) for pk, title, days in silent[:MOST]],
        active=len(active),
    )


def _interviews(user: User) -> list[Item]:
    ahead = Interview.objects.owned_by(user).upcoming(timezone.now())
    names = ("pk", "application__company", "application__post", round_name(), "starts_at")
    return [
        Item(
            reverse("interviews:interview_edit", args=[pk]),
            f"{company} · {round_ or post}",
            moment_text(starts_at),
        )
        for pk, company, post, round_, starts_at in ahead.values_list(*names)[:MOST]
    ]


def _tasks(user: User, today: date) -> list[Item]:
    tasks = Task.objects.owned_by(user).open().filter(due_on__lte=today + SOON)
    rows = tasks.values_list("title", "due_on", "application", "application__company")[:MOST]
    start = reverse("interviews:application_board")
    return [
        Item(
            f"{start}{application}/" if application else reverse("interviews:task_list"),
            f"{title} · {company}" if application else title,
            date_text(due_on),
            late=due_on < today,
        )
        for title, due_on, application, company in rows
        if due_on
    ]
