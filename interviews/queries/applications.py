"""What the pages of the job search read: one learner's applications as plain values."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.models import User
from interviews.cards import COLUMNS, Card, CardMaker, Dates, Source, Tickets
from interviews.models import Application, Interview, Stage, Task
from interviews.models.search import OFF
from interviews.process import Process

CARDS_PER_COLUMN = 30
EVERY = Q()
PAGE = 50
SORTS = {
    "news": ("-stage_on", "-pk"),
    "-news": ("stage_on", "pk"),
    "company": ("company", "pk"),
    "-company": ("-company", "-pk"),
    "stage": ("stage__order", "-stage_on", "pk"),
    "-stage": ("-stage__order", "-stage_on", "pk"),
    "applied": ("applied_on", "pk"),
    "-applied": ("-applied_on", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One group of stages on the board."""

    slug: str
    name: str
    cards: list[Card] = field(default_factory=list)
    more: int = 0

    @property
    def count(self) -> int:
        """How many stand there, shown or not."""
        return len(self.cards) + self.more

    def drawn(self, tickets: Tickets) -> SafeString:
        """The cards as items of a list; a loop in the template would take several times as long."""
        return mark_safe("".join(tickets.draw(card) for card in self.cards))  # noqa: S308  (every part is escaped)


def interview_dates(owner: User, now: datetime, applications: Q = EVERY) -> dict[int, Dates]:
    """The last and the next interview by application, in one query."""
    rows = (
        Interview.objects.owned_by(owner)
        .filter(applications)
        .exclude(outcome__in=OFF)
        .order_by()
        .values_list("application_id")
        .annotate(last=Max("starts_at", filter=Q(starts_at__lt=now)), next=Min("starts_at", filter=Q(starts_at__gte=now)))
    )
    return {pk: Dates(last, following) for pk, last, following in rows}


def open_tasks(owner: User) -> dict[int, int]:
    """How many tasks are open, by application."""
    tasks = Task.objects.owned_by(owner).filter(done_at=None, application__isnull=False)
    return dict(tasks.order_by().values_list("application_id").annotate(Count("pk")))


def board(owner: User, process: Process, *, today: date, now: datetime) -> list[Column]:
    """The active applications by group of stages: those with an interview ahead first, then the latest news."""
    cards = CardMaker(process, today, interview_dates(owner, now), open_tasks(owner))
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in Application.objects.owned_by(owner).active().values_list(*COLUMNS, named=True):
        groups[process.by_pk[row.stage_id].group].append(row)
    columns = []
    for group in Stage.Group:
        if group == Stage.Group.ENDED:
            continue
        members = sorted(groups[group], key=lambda row: _next_first(cards.dates.get(row.pk), row))
        shown = [cards.make(row) for row in members[:CARDS_PER_COLUMN]]
        columns.append(Column(group.value, str(group.label), shown, len(members) - len(shown)))
    return columns


def _next_first(dates: Dates | None, row: Source) -> tuple[float, int, int]:
    ahead = dates.next.timestamp() if dates and dates.next else float("inf")
    return ahead, -row.stage_on.toordinal(), -row.pk


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the table shows."""

    text: str
    group: str
    sort: str
    page: int

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        """Read from an address; what makes no sense there is ignored."""
        group, sort, page = query.get("stage", ""), query.get("sort", ""), query.get("page", "")
        return cls(
            text=query.get("q", "").strip()[:100],
            group=group if group in Stage.Group.values or group == "active" else "",
            sort=sort if sort in SORTS else "news",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
        )


def table(owner: User, process: Process, wanted: Wanted, *, today: date, now: datetime) -> tuple[list[Card], bool]:
    """One page of all applications, and whether there is another."""
    rows = Application.objects.owned_by(owner)
    if wanted.text:
        rows = rows.filter(
            Q(company__icontains=wanted.text)
            | Q(post__icontains=wanted.text)
            | Q(source__icontains=wanted.text)
            | Q(notes__icontains=wanted.text)
        )
    if wanted.group == "active":
        rows = rows.active()
    elif wanted.group:
        rows = rows.filter(stage__group=wanted.group)
    start = (max(wanted.page, 1) - 1) * PAGE
    page = list(rows.order_by(*SORTS[wanted.sort]).values_list(*COLUMNS, named=True)[start : start + PAGE + 1])
    here = Q(application__in=[row.pk for row in page])
    cards = CardMaker(process, today, interview_dates(owner, now, here))
    return [cards.make(row) for row in page[:PAGE]], len(page) > PAGE


def moved_message(application: Application, stage: Stage) -> SafeString:
    """What is said after a move, with the way to take it back."""
    return format_html(
        '{} <a href="{}#history">{}</a>',
        _("%(application)s: now at “%(stage)s”.") % {"application": application, "stage": stage.name},
        application.get_absolute_url(),
        _("Undo or correct"),
    )
