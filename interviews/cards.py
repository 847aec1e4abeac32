"""An application as the board and the table show it: plain values, and their markup put together once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from careerguide.lib.dates import moment_text
from interviews.models import CompanyOutcome, OwnDecision
from interviews.pipeline import silent_days
from interviews.process import Process

COLUMNS = ("pk", "company", "post", "stage_id", "stage_on", "applied_on", "company_outcome", "own_decision", "silent_after")
"""What a card is made of."""


class Source(Protocol):
    """A row of these `COLUMNS`, or an application."""

    pk: int
    company: str
    post: str
    stage_id: int
    stage_on: date
    applied_on: date | None
    company_outcome: str
    own_decision: str
    silent_after: int


@dataclass(frozen=True, slots=True)
class Dates:
    """When an application's interviews are: the last one so far and the next one."""

    last: datetime | None
    next: datetime | None


NEVER, NOTHING = Dates(None, None), SafeString()


def silence(stage_on: date, silent_after: int, dates: Dates, today: date) -> int:
    """Days without news when they have passed the limit, else 0. An interview ahead is news."""
    if dates.next:
        return 0
    last = timezone.localtime(dates.last).date() if dates.last else None
    return silent_days(today, [stage_on, last], after=silent_after)


@dataclass(frozen=True, slots=True)
class Place:
    """The stage where applications stand: its short name, and the options of “Move to…” from there."""

    pk: int
    name: SafeString
    is_end: bool
    options: SafeString


@dataclass(frozen=True, slots=True)
class Card:
    """An application on the board or in the table. What many cards share was escaped once, when it was first needed."""

    pk: int
    company: str
    post: str
    href: str
    stage: Place
    since: SafeString
    applied: SafeString
    company_says: SafeString
    own_decision: SafeString
    interview: str
    tasks: int
    silent: int

    @property
    def silent_tag(self) -> str:
        """That nothing has been heard for long, as a tag."""
        if not self.silent:
            return ""
        words = ngettext("%(days)s day without news", "%(days)s days without news", self.silent) % {"days": self.silent}
        return f'<span class="tag gap">{escape(words)}</span>'

    def row(self) -> str:
        """As a row of the table."""
        link = f'<a href="{self.href}">{escape(self.company)}</a><br><span class="soft">{escape(self.post)}</span>'
        return (
            f'<tr><th scope="row">{link}</th><td>{self.stage.name} {self.silent_tag}</td><td>{self.since}</td>'
            f"<td>{self.applied or '–'}</td><td>{self.company_says or '–'}</td><td>{self.own_decision or '–'}</td></tr>\n"
        )


class CardMaker:
    """Makes cards of rows; keeps what many cards share, so that a card costs a few lookups."""

    def __init__(
        self, process: Process, today: date, dates: Mapping[int, Dates], tasks: Mapping[int, int] | None = None
    ) -> None:
        self.process, self.today, self.dates, self.tasks = process, today, dates, tasks or {}
        self.says = {value: escape(label) for value, label in CompanyOutcome.choices if value}
        self.decided = {value: escape(label) for value, label in OwnDecision.choices if value}
        self.start = reverse("interviews:application_board")
        self._places: dict[int, Place] = {}
        self._days: dict[date | None, SafeString] = {None: NOTHING}

    def make(self, row: Source) -> Card:
        """One card."""
        stage, dates = self._place(row.stage_id), self.dates.get(row.pk, NEVER)
        return Card(
            pk=row.pk,
            company=row.company,
            post=row.post,
            href=f"{self.start}{row.pk}/",
            stage=stage,
            since=self._day(row.stage_on),
            applied=self._day(row.applied_on),
            company_says=self.says.get(row.company_outcome, NOTHING),
            own_decision=self.decided.get(row.own_decision, NOTHING),
            interview=moment_text(dates.next) if dates.next else "",
            tasks=self.tasks.get(row.pk, 0),
            silent=0 if stage.is_end else silence(row.stage_on, row.silent_after, dates, self.today),
        )

    def _place(self, pk: int) -> Place:
        if pk not in self._places:
            stage = self.process.by_pk[pk]
            goals = [move.to_stage for move in self.process.moves_from(stage) if not move.opens_new]
            rows = ((goal.slug, goal.group, goal.name) for goal in goals)
            options = format_html_join("", '<option value="{}" data-group="{}">{}</option>', rows)
            self._places[pk] = Place(pk, escape(stage.short_name), stage.is_end, options)
        return self._places[pk]

    def _day(self, day: date | None) -> SafeString:
        if day is not None and day not in self._days:
            # The year only where it is another one: a card is narrow.
            this_year = day.year == self.today.year
            self._days[day] = escape(date_format(day, "MONTH_DAY_FORMAT" if this_year else "DATE_FORMAT"))
        return self._days[day]


class Tickets:
    """Draws cards for the board: each with its facts and the form that moves it, which works without scripts."""

    def __init__(self, token: str, form_key: object) -> None:
        self.move, self.go = escape(_("Move to…")), escape(pgettext("application", "Move"))
        words = _("Next interview")
        self.interview = f'<span class="tag ok">{escape(words)}</span>'
        self.hidden = (
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
            f'<input type="hidden" name="form_key" value="{form_key}"><input type="hidden" name="back" value="board">'
        )

    def draw(self, card: Card) -> str:
        """One card as an item of its column."""
        company = escape(card.company)
        return (
            f'<li class="ticket" id="application-{card.pk}" data-card><h3><a href="{card.href}">{company}</a></h3>'
            f'<p>{escape(card.post)}</p>\n<p class="soft">{card.stage.name} · {card.since}</p>\n'
            f'{self._facts(card)}<form method="post" action="{card.href}move/">{self.hidden}'
            f'<input type="hidden" name="seen" value="{card.stage.pk}">\n'
            f'<select name="goal" aria-label="{self.move} {company}" required><option value="">{self.move}</option>'
            f"{card.stage.options}</select>"
            f'<button class="button quiet" aria-label="{self.go} {company}" title="{self.go}">→</button></form></li>\n'
        )

    def _facts(self, card: Card) -> str:
        drawn = f'<p class="soft">{self.interview} {escape(card.interview)}</p>\n' if card.interview else ""
        if card.silent:
            drawn += f"<p>{card.silent_tag}</p>\n"
        if card.tasks:
            words = ngettext("%(tasks)s open task", "%(tasks)s open tasks", card.tasks) % {"tasks": card.tasks}
            drawn += f'<p class="soft">{escape(words)}</p>\n'
        return drawn
