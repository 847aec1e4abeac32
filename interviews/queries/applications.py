"""What the pages of the job search read: one learner's applications as plain values."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from interviews.models import Application, Interview, Stage, Task
from interviews.models.search import OFF
from interviews.pipeline import silent_days
from interviews.process import Process

CARDS_PER_COLUMN = 30
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
class Card:
    """An application on the board or in the table."""

    pk: int
    company: str
    post: str
    href: str
    stage: Stage
    since: str
    applied: str
    company_says: str
    own_decision: str
    interview: str
    tasks: int
    silent: int
    options: SafeString


@dataclass(frozen=True, slots=True)
class Column:
    """One group of stages on the board."""

    slug: str
    name: str
    cards: list[Card] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class Dates:
    """When an application's interviews are: the last one so far and the next one."""

    last: datetime | None
    next: datetime | None


def move_options(process: Process, stage: Stage) -> SafeString:
    """The options of “Move to…” for an application that stands at `stage`."""
    moves = [move for move in process.moves_from(stage) if not move.opens_new]
    rows = ((move.to_stage.slug, move.to_stage.group, move.to_stage.name) for move in moves)
    return format_html_join("", '<option value="{}" data-group="{}">{}</option>', rows)


def interview_dates(owner: User, applications: Q, now: datetime) -> dict[int, Dates]:
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


def open_tasks(owner: User, applications: Q) -> dict[int, int]:
    """How many tasks are open, by application."""
    tasks = Task.objects.owned_by(owner).filter(applications, done_at=None, application__isnull=False)
    return dict(tasks.order_by().values_list("application_id").annotate(Count("pk")))


class Cards:
    """Makes cards of rows; keeps what many cards share, so that a card costs a few lookups."""

    def __init__(self, process: Process, today: date, dates: Mapping[int, Dates], tasks: Mapping[int, int]) -> None:
        self.process, self.today, self.dates, self.tasks = process, today, dates, tasks
        self._options: dict[int, SafeString] = {}
        self._days: dict[date, str] = {}
        self._address = reverse("interviews:application_detail", args=[0])

    def make(self, row: Application) -> Card:
        """One card."""
        stage, dates = self.process.by_pk[row.stage_id], self.dates.get(row.pk, Dates(None, None))
        if stage.pk not in self._options:
            self._options[stage.pk] = move_options(self.process, stage)
        return Card(
            pk=row.pk,
            company=row.company,
            post=row.post,
            href=self._address.replace("/0/", f"/{row.pk}/"),
            stage=stage,
            since=self._day(row.stage_on),
            applied=self._day(row.applied_on),
            company_says=row.get_company_outcome_display() if row.company_outcome else "",
            own_decision=row.get_own_decision_display() if row.own_decision else "",
            interview=moment(dates.next) if dates.next else "",
            tasks=self.tasks.get(row.pk, 0),
            silent=0 if stage.is_end else silence(row, dates, self.today),
            options=self._options[stage.pk],
        )

    def _day(self, day: date | None) -> str:
        if day is None:
            return ""
        if day not in self._days:
            # The year only where it is another one: a card is narrow.
            self._days[day] = date_format(day, "MONTH_DAY_FORMAT" if day.year == self.today.year else "DATE_FORMAT")
        return self._days[day]


def moment(value: datetime) -> str:
    """A moment as the person's own clock shows it."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")


def silence(row: Application, dates: Dates, today: date) -> int:
    """Days without news when they have passed the limit, else 0. An interview ahead is news."""
    if dates.next:
        return 0
    last = timezone.localtime(dates.last).date() if dates.last else None
    return silent_days(today, [row.stage_on, last], after=row.silent_after)


def board(owner: User, process: Process, *, today: date, now: datetime) -> list[Column]:
    """The active applications by group of stages: those with an interview ahead first, then the latest news."""
    rows = Application.objects.owned_by(owner).active().defer("notes", "resume_text", "link", "source")
    active = ~Q(application__stage__kind=Stage.Kind.END)
    cards = Cards(process, today, interview_dates(owner, active, now), open_tasks(owner, active))
    groups: dict[str, list[Application]] = defaultdict(list)
    for row in rows:
        groups[process.by_pk[row.stage_id].group].append(row)
    columns = []
    for group in Stage.Group:
        if group == Stage.Group.ENDED:
            continue
        members = sorted(groups[group], key=lambda row: _next_first(cards.dates.get(row.pk), row))
        shown = [cards.make(row) for row in members[:CARDS_PER_COLUMN]]
        columns.append(Column(group.value, str(group.label), shown, len(members) - len(shown)))
    return columns


def _next_first(dates: Dates | None, row: Application) -> tuple[float, int, int]:
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
    rows = Application.objects.owned_by(owner).defer("notes", "resume_text")
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
    page = list(rows.order_by(*SORTS[wanted.sort])[start : start + PAGE + 1])
    here = Q(application__in=[row.pk for row in page])
    cards = Cards(process, today, interview_dates(owner, here, now), open_tasks(owner, here))
    return [cards.make(row) for row in page[:PAGE]], len(page) > PAGE


def moved_message(application: Application, stage: Stage) -> SafeString:
    """What is said after a move, with the way to take it back."""
    return format_html(
        '{} <a href="{}#history">{}</a>',
        _("%(application)s: now at “%(stage)s”.") % {"application": application, "stage": stage.name},
        application.get_absolute_url(),
        _("Undo or correct"),
    )
