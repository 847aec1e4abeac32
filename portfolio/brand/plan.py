"""What is planned, when it is due, and how many hours it asks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.lib.dates import date_text
from portfolio.cadence import Cadence, months_later, next_due, occurrences
from portfolio.models import ActionDone, BrandPillar, PlannedAction

WEEKS = 13


def rhythm(cadence: str, hours: Decimal) -> str:
    """“every month · 4 h”."""
    return _rhythm(cadence, hours, get_language() or "en")


@lru_cache(maxsize=256)
def _rhythm(cadence: str, hours: Decimal, _language: str) -> str:
    amount = _("%(hours)s h") % {"hours": number_format(hours.normalize(), use_l10n=True)}
    return f"{Cadence(cadence).label} · {amount}"


@dataclass(frozen=True, slots=True)
class Record:
    """What somebody has planned and done, read once for everything that a page says about it."""

    actions: list[PlannedAction]
    done: list[tuple[int, date]]
    """Which planned action, and when."""
    pillars: dict[int, BrandPillar]
    """Retired ones too, since a plan may be of one; in the order of the catalogue."""

    @property
    def running(self) -> list[PlannedAction]:
        """What still comes due."""
        return [action for action in self.actions if action.is_running]


def record(owner: User) -> Record:
    """Everything that this person has planned and done."""
    return Record(
        list(PlannedAction.objects.owned_by(owner)),
        list(ActionDone.objects.owned_by(owner).order_by().values_list("planned_id", "done_on")),
        {pillar.pk: pillar for pillar in BrandPillar.objects.all()},
    )


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A planned action as the pages place it."""

    pk: int
    title: str
    about: str
    """Pillar, rhythm, place, and how often it was done."""
    rhythm: str
    due: str
    due_words: str
    overdue: bool
    href: str
    running: bool


def planned_rows(known: Record, today: date) -> list[PlannedRow]:
    """Everything planned, what is due first comes first, what is over or stopped last."""
    done = Counter(planned for planned, _day in known.done)
    names = {pk: pillar.name for pk, pillar in known.pillars.items()}
    pattern = reverse("portfolio:planned_action", args=[0])
    ordered = sorted(known.actions, key=lambda row: (not row.is_running, row.due or date.max, row.pk))
    return [_row(row, today, names[row.pillar_id], done[row.pk], pattern.replace("/0/", f"/{row.pk}/")) for row in ordered]


def _row(row: PlannedAction, today: date, pillar: str, times_done: int, href: str) -> PlannedRow:
    said, due = rhythm(row.cadence, row.hours), date_text(row.due) if row.due else ""
    often = ngettext("done once", "done %(times)s times", times_done) % {"times": times_done} if times_done else ""
    return PlannedRow(
        pk=row.pk,
        title=row.title,
        about=" · ".join(filter(None, (pillar, said, row.channel, often))),
        rhythm=said,
        due=due,
        due_words=_("Due %(day)s") % {"day": due} if due else "",
        overdue=row.is_running and bool(row.due and row.due < today),
        href=href,
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
