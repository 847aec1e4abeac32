"""What is next in the job search, for today's page and for the page of interviews."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from interviews.calendar_days import next_interview as next_interview
from interviews.models import Application, Interview, Stage, Task
from interviews.queries.applications import Dates, interview_dates, moment, silence

MOST = 5
SOON = timedelta(days=7)


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
    """What needs the learner's attention; four small queries, whatever there is."""
    now = timezone.now()
    active = list(
        Application.objects.owned_by(user)
        .active()
        .only("pk", "company", "post", "stage_on", "silent_after")
        .order_by("stage_on")
    )
    dates = interview_dates(user, ~Q(application__stage__kind=Stage.Kind.END), now) if active else {}
    silent = [(row, days) for row in active if (days := silence(row, dates.get(row.pk, Dates(None, None)), today))]
    return Upcoming(
        interviews=_interviews(user),
        tasks=_tasks(user, today),
        silent=[Item(row.get_absolute_url(), str(row), str(days), late=True) for row, days in silent[:MOST]],
        active=len(active),
    )


def _interviews(user: User) -> list[Item]:
    ahead = Interview.objects.owned_by(user).upcoming(timezone.now()).select_related("application", "round")[:MOST]
    return [
        Item(
            interview.get_absolute_url(),
            f"{interview.application.company} · {interview.round}" if interview.round else str(interview.application),
            moment(interview.starts_at),
        )
        for interview in ahead
    ]


def _tasks(user: User, today: date) -> list[Item]:
    tasks = Task.objects.owned_by(user).open().filter(due_on__lte=today + SOON).select_related("application")[:MOST]
    return [
        Item(
            task.application.get_absolute_url() if task.application else reverse("interviews:task_list"),
            f"{task.title} · {task.application.company}" if task.application else task.title,
            date_format(task.due_on, "DATE_FORMAT") if task.due_on else "",
            late=bool(task.due_on and task.due_on < today),
        )
        for task in tasks
    ]
