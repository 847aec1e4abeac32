"""A quarter at a glance: what was done, what is planned, pillar by pillar."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portfolio.brand.plan import Record
from portfolio.cadence import months_later, occurrences, quarter_start
from portfolio.models import BrandPillar


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter: its name, its neighbours, the picture, and the numbers behind it."""

    start: date
    slug: str
    name: str
    previous: str
    next: str
    picture: SafeString
    rows: list[tuple[str, int, int]]


def quarter_of(text: str, today: date) -> date:
    """The quarter that an address names as `2026-4`; the present one for anything else."""
    year, _dash, part = text.partition("-")
    if year.isascii() and year.isdigit() and part in {"1", "2", "3", "4"} and 2000 <= int(year[:5]) <= 2200:
        return date(int(year), int(part) * 3 - 2, 1)
    return quarter_start(today)


def quarter_slug(start: date) -> str:
    """The quarter as addresses name it."""
    return f"{start.year}-{(start.month + 2) // 3}"


def quarter(known: Record, start: date, today: date) -> Quarter:
    """What was done and what is planned in a quarter, by pillar."""
    end = months_later(start, 3) - timedelta(days=1)
    pillar_of = {action.pk: action.pillar_id for action in known.actions}
    done: dict[int, list[date]] = defaultdict(list)
    for action_id, day in known.done:
        if start <= day <= end:
            done[pillar_of[action_id]].append(day)
    planned: dict[int, list[date]] = defaultdict(list)
    for action in known.running:
        days = occurrences(action.cadence, action.due, start=max(start, today), end=end)
        planned[action.pillar_id] += [day for day in days if day >= start]
    pillars = [pillar for pillar in known.pillars.values() if pillar.status == BrandPillar.Status.PUBLISHED]
    name = _("%(year)s, quarter %(quarter)s") % {"year": start.year, "quarter": (start.month + 2) // 3}
    counts = [(pillar.name, len(done[pillar.pk]), len(planned[pillar.pk])) for pillar in pillars]
    lines = [(pillar.name, done[pillar.pk], planned[pillar.pk]) for pillar in pillars]
    return Quarter(
        start=start,
        slug=quarter_slug(start),
        name=name,
        previous=quarter_slug(months_later(start, -3)),
        next=quarter_slug(months_later(start, 3)),
        picture=_draw_quarter(lines, start, end, today, title=_quarter_words(name, counts)),
        rows=counts,
    )


def _quarter_words(name: str, counts: list[tuple[str, int, int]]) -> str:
    parts = [
        _("%(pillar)s: %(done)s done, %(planned)s planned") % {"pillar": pillar, "done": done, "planned": planned}
        for pillar, done, planned in counts
    ]
    return "; ".join([name, *parts])


def _draw_quarter(
    lines: list[tuple[str, list[date], list[date]]], start: date, end: date, today: date, *, title: str
) -> SafeString:
    """A line per pillar along the quarter: full dots are done, rings are planned."""
    width, left, top, step, days = 600, 12, 34, 56, (end - start).days + 1

    def x(day: date) -> str:
        return f"{left + (width - 2 * left) * ((day - start).days + 0.5) / days:.1f}"

    marks = [("mark-done", x(day), top + step * row) for row, (_name, done, _planned) in enumerate(lines) for day in done]
    marks += [
        ("mark-planned", x(day), top + step * row) for row, (_name, _done, planned) in enumerate(lines) for day in planned
    ]
    months = [months_later(start, month) for month in range(3)]
    now = (
        format_html('<path class="now" d="M{},8V{}"/>', x(today), top + step * len(lines) - 20) if start <= today <= end else ""
    )
    return format_html(
        '<svg class="quarter" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        width,
        top + step * len(lines) + 4,
        title,
        format_html_join(
            "",
            '<path class="web" d="M{0},{2}H{3}"/><text x="{0}" y="{1}">{4}</text>',
            ((left, top + step * row - 14, top + step * row, width - left, name) for row, (name, _d, _p) in enumerate(lines)),
        ),
        format_html_join(
            "",
            '<text class="month" x="{}" y="{}">{}</text>',
            ((x(day), top + step * len(lines) - 8, date_format(day, "M")) for day in months),
        ),
        now,
        format_html_join("", '<circle class="{}" cx="{}" cy="{}" r="6"/>', marks),
    )
