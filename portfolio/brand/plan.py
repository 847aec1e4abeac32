"""What is planned, when it is due, and how many hours it asks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from portfolio.cadence import Cadence, months_later, next_due, occurrences
from portfolio.models import ActionDone, PlannedAction

WEEKS = 13


def rhythm(cadence: str, hours: Decimal) -> str:
    """“every month · 4 h”."""
    amount = _("%(hours)s h") % {"hours": number_format(hours.normalize(), use_l10n=True)}
    return f"{Cadence(cadence).label} · {amount}"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A planned action as the pages place it."""

    pk: int
    title: str
    channel: str
    measure: str
    pillar: str
    rhythm: str
    due: str
    due_on: date | None
    overdue: bool
    href: str
    times_done: int
    running: bool


def planned_rows(owner: User, today: date) -> list[PlannedRow]:
    """Everything planned, what is due first comes first, what is over or stopped last."""
    done: dict[int, int] = defaultdict(int)
    for planned in ActionDone.objects.owned_by(owner).values_list("planned_id", flat=True):
        done[planned] += 1
    rows = PlannedAction.objects.owned_by(owner).select_related("pillar")
    ordered = sorted(rows, key=lambda row: (not row.is_running, row.due or date.max, row.pk))
    return [_row(row, today, done[row.pk]) for row in ordered]


def _row(row: PlannedAction, today: date, times_done: int) -> PlannedRow:
    return PlannedRow(
        pk=row.pk,
        title=row.title,
        channel=row.channel,
        measure=row.measure,
        pillar=row.pillar.name,
        rhythm=rhythm(row.cadence, row.hours),
        due=date_format(row.due, "DATE_FORMAT") if row.due else "",
        due_on=row.due,
        overdue=row.is_running and bool(row.due and row.due < today),
        href=row.get_absolute_url(),
        times_done=times_done,
        running=row.is_running,
    )


@dataclass(frozen=True, slots=True)
class Load:
    """Hours a week that the plan asks over the next thirteen weeks, beside what there is."""

    asked: Decimal
    available: Decimal

    @property
    def too_much(self) -> bool:
        """Whether the plan asks more than there is."""
        return self.asked > self.available


def load(actions: Iterable[PlannedAction], available: Decimal, today: date) -> Load:
    """Count each occurrence of the next thirteen weeks with its hours."""
    end = today + timedelta(weeks=WEEKS) - timedelta(days=1)
    total = sum(
        (action.hours * len(list(occurrences(action.cadence, action.due, start=today, end=end))) for action in actions),
        Decimal(0),
    )
    return Load(round(total / WEEKS, 1), available)


@dataclass(frozen=True, slots=True)
class Offer:
    """Another day that a late action can be moved to."""

    label: str
    day: date


def offers(today: date) -> list[Offer]:
    """Where something late can go: this week still, next week, in a month."""
    monday = today + timedelta(days=7 - today.weekday())
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    return [
        Offer(_("by Friday"), friday),
        Offer(_("next week"), monday),
        Offer(_("in a month"), months_later(today, 1)),
    ]


def overdue_words(count: int) -> str:
    """How many wait, without blame."""
    return ngettext(
        "%(count)s action is waiting. Do it, move it or drop it: all three are fine.",
        "%(count)s actions are waiting. Do them, move them or drop them: all three are fine.",
        count,
    ) % {"count": count}


def calendar(owner: User, start: date, end: date) -> list[tuple[date, PlannedAction]]:
    """Every day between `start` and `end` on which something planned falls due, in order."""
    days = [
        (day, action)
        for action in PlannedAction.objects.owned_by(owner).running().select_related("pillar")
        for day in occurrences(action.cadence, action.due, start=start, end=end)
    ]
    return sorted(days, key=lambda pair: (pair[0], pair[1].pk))


def after_that(planned: PlannedAction, done_on: date) -> date | None:
    """When it comes back if it is done on this day."""
    return next_due(planned.cadence, max(done_on, planned.due or done_on))


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month with the days on which something falls due."""

    name: str
    days: list[tuple[str, str, str, str]]
    """Day, title, address, pillar."""


def by_month(days: list[tuple[date, PlannedAction]]) -> list[CalendarMonth]:
    """The days of a calendar under their months."""
    months: dict[date, CalendarMonth] = {}
    for day, action in days:
        month = months.setdefault(day.replace(day=1), CalendarMonth(date_format(day, "YEAR_MONTH_FORMAT"), []))
        month.days.append((date_format(day, "D j"), action.title, action.get_absolute_url(), action.pillar.name))
    return list(months.values())


@dataclass(frozen=True, slots=True)
class DueAction:
    """What *today* shows of the plan."""

    title: str
    due: str
    late: bool
    done_href: str


def due_soon(owner: User, today: date, *, days: int = 7, most: int = 3) -> list[DueAction]:
    """What is late or falls due within these days, the earliest first."""
    rows = PlannedAction.objects.owned_by(owner).running().filter(due__lte=today + timedelta(days=days))[:most]
    return [
        DueAction(
            row.title,
            date_format(row.due or today, "DATE_FORMAT"),
            bool(row.due and row.due < today),
            f"{row.get_absolute_url()}done/",
        )
        for row in rows
    ]
