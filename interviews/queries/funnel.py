"""How far applications got: counts, and rates only where there are enough cases."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from interviews import pipeline
from interviews.models import Application, CompanyOutcome, OwnDecision, Stage, StageEvent
from interviews.process import Process

WIDTH = 360
FEWEST = 5
"""Fewer cases than this make no percentage: two of three are not 67 %."""
OFFERED = (CompanyOutcome.OFFER, CompanyOutcome.RESCINDED)
STEPS = (Stage.Group.APPLIED, Stage.Group.SCREENING, Stage.Group.TECHNICAL, Stage.Group.HR, Stage.Group.OFFER)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel: how many got there, of how many before, and the rate if it may be told."""

    name: str
    count: int
    before: int | None
    rate: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where applications came from and how far they got."""

    name: str
    applied: int
    answered: int
    offers: int
    rate: int | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The steps, where things ended, and sources."""

    steps: list[Step]
    ends: list[tuple[str, str, int]]
    sources: list[Source]
    picture: SafeString
    total: int


def rate(part: int, whole: int) -> int | None:
    """Whole percent, or None where there are too few cases."""
    return round(100 * part / whole) if whole >= FEWEST else None


def chains(owner: User, process: Process) -> dict[int, list[pipeline.Event]]:
    """The effective events of every application, in one query."""
    events: dict[int, list[pipeline.Event]] = defaultdict(list)
    rows = StageEvent.objects.owned_by(owner).order_by("pk")
    for application, pk, stage, day, replaces in rows.values_list(
        "application_id", "pk", "stage_id", "happened_on", "replaces_id"
    ):
        events[application].append(pipeline.Event(pk, process.by_pk[stage].slug if stage else None, day, replaces))
    return {application: pipeline.effective(rows) for application, rows in events.items()}


def furthest(chain: Iterable[pipeline.Event], process: Process) -> int:
    """How many steps of the funnel an application has reached; whoever got to HR has passed the steps before it."""
    stages = [process.stages[event.stage or ""] for event in chain]
    groups = {stage.group for stage in stages}
    if Stage.Group.DECISION in groups:
        groups.add(Stage.Group.HR)
    if any(stage.company_outcome in OFFERED for stage in stages):
        groups.add(Stage.Group.OFFER)
    elif Stage.Group.PREPARING not in groups:
        groups.add(Stage.Group.APPLIED)
    return max((number for number, group in enumerate(STEPS, start=1) if group in groups), default=0)


def funnel(owner: User, process: Process) -> Funnel:
    """The whole picture of a learner's search; three queries."""
    rows = list(Application.objects.owned_by(owner).values_list("pk", "source", "stage_id", "own_decision"))
    known = chains(owner, process)
    reached = {pk: furthest(known.get(pk, []), process) for pk, _source, _stage, _own in rows}
    counts = [sum(far >= number for far in reached.values()) for number in range(1, len(STEPS) + 1)]
    counts.append(sum(own == OwnDecision.ACCEPTED for _pk, _source, _stage, own in rows))
    names = [str(group.label) for group in STEPS] + [_("Accepted")]
    steps = [
        Step(name, count, counts[place - 1] if place else None, rate(count, counts[place - 1]) if place else None)
        for place, (name, count) in enumerate(zip(names, counts, strict=True))
    ]
    return Funnel(steps, _ends(known, process), _sources(rows, reached), draw(steps), len(rows))


def _ends(known: dict[int, list[pipeline.Event]], process: Process) -> list[tuple[str, str, int]]:
    """How many ended in which way after which stage."""
    counted: Counter[tuple[str, str]] = Counter()
    for chain in known.values():
        last = process.stages[chain[-1].stage or ""] if chain else None
        if last and last.is_end:
            before = process.stages[chain[-2].stage or ""].slug if len(chain) > 1 else ""
            counted[before, last.slug] += 1
    return [
        (process.stages[before].name if before else "–", process.stages[end].name, count)
        for (before, end), count in counted.most_common()
    ]


def _sources(rows: Sequence[tuple[int, str, int, str]], reached: dict[int, int]) -> list[Source]:
    members: dict[str, list[int]] = defaultdict(list)
    for pk, source, _stage, _own in rows:
        if reached[pk]:
            members[source.strip()].append(reached[pk])
    # Answered: at least a first conversation, the second step of the funnel; an offer is the last one.
    told = [
        Source(
            name or _("not noted"),
            len(far),
            answered := sum(steps >= 2 for steps in far),
            sum(steps >= len(STEPS) for steps in far),
            rate(answered, len(far)),
        )
        for name, far in members.items()
    ]
    return sorted(told, key=lambda source: (-source.applied, source.name))[:20]


def draw(steps: Sequence[Step]) -> SafeString:
    """Bars that grow shorter, centred, narrow enough for a phone; the table below holds the same numbers."""
    most = max((step.count for step in steps), default=0) or 1
    bars = []
    for place, step in enumerate(steps):
        length, top = max(2, WIDTH * step.count / most), place * 54
        words = str(step.count) if step.rate is None else f"{step.count} · {step.rate}%"
        bars.append((f"{(WIDTH - length) / 2:.0f}", top + 24, f"{length:.0f}", top + 17, step.name, WIDTH, top + 17, words))
    title = "; ".join(f"{step.name}: {step.count}" for step in steps)
    return format_html(
        '<svg class="funnel" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        len(steps) * 54,
        title,
        format_html_join(
            "",
            '<rect x="{}" y="{}" width="{}" height="20" rx="4"/><text x="0" y="{}">{}</text>'
            '<text class="count" x="{}" y="{}" text-anchor="end">{}</text>',
            bars,
        ),
    )
