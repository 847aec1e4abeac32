"""One application: what happened, what is planned, what may follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import DateField, DateTimeField, F, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from careerguide.lib.dates import moment_text
from interviews import pipeline
from interviews.actions.applications import events_of
from interviews.cards import Dates, silence
from interviews.models import Application, Interview, Stage, StageEvent, StageMove, Task
from interviews.models.search import OFF, InterviewOutcome, round_name
from interviews.pipeline import Event, NotAllowedError
from interviews.process import Process

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event: whether it counts, whether it is a correction, and whether it may be undone."""

    event: StageEvent
    stage: Stage | None
    counts: bool
    undo: bool


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """A round that is planned or took place."""

    href: str
    name: str
    when: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something to do, or done."""

    pk: int
    title: str
    due_on: date | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Related:
    """The application before this one at the same place, or after it."""

    href: str
    name: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything that the page of an application shows besides the row itself."""

    stage: Stage
    history: list[HistoryRow]
    moves: list[StageMove]
    again: StageMove | None
    interviews: list[InterviewRow]
    tasks: list[TaskRow]
    silent: int
    silent_move: StageMove | None
    log: list[str]
    prepare: list[str]
    earlier: Related | None
    later: list[Related]


def detail(application: Application, process: Process) -> Detail:
    """Read it all; the number of queries is the same for every application."""
    stage, hangs = process.by_pk[application.stage_id], _what_hangs_on(application)
    moves, dates = process.moves_from(stage), _dates(hangs[INTERVIEW], timezone.now())
    silent = silence(application.stage_on, application.silent_after, dates, timezone.localdate())
    start = reverse("interviews:application_board")
    family = [(pk, Related(f"{start}{pk}/", name or "")) for pk, name, *_rest in hangs[FAMILY]]
    return Detail(
        stage=stage,
        history=history(application, process),
        moves=[move for move in moves if not move.opens_new],
        again=next((move for move in moves if move.opens_new), None),
        interviews=[_interview(*row) for row in sorted(hangs[INTERVIEW], key=lambda row: (row[3], row[0]))],
        tasks=sorted((TaskRow(pk, title or "", due, done) for pk, title, _state, done, due in hangs[TASK]), key=_open_first),
        silent=0 if stage.is_end else silent,
        silent_move=next((move for move in moves if move.outcome == "silent"), None),
        log=stage.log.split("\n"),
        prepare=stage.prepare.split("\n"),
        earlier=next((row for pk, row in family if pk == application.reapplication_of_id), None),
        later=[row for pk, row in sorted(family, key=lambda pair: pair[0]) if pk != application.reapplication_of_id],
    )


INTERVIEW, TASK, FAMILY = "interview", "task", "application"
Hanging = tuple[int, str | None, str, datetime | None, date | None]
"""A row's key, what it is called, its state, a moment and a day: what interviews, tasks and applications have in common."""


def _what_hangs_on(application: Application) -> dict[str, list[Hanging]]:
    """Interviews, tasks, and the applications before and after this one, in one query."""
    here, nothing, never = Q(application=application), Value(""), Value(None, output_field=DateTimeField())
    no_day, owner = Value(None, output_field=DateField()), application.owner_id
    interviews = Interview.objects.filter(here, owner=owner).order_by()
    tasks = Task.objects.filter(here, owner=owner).order_by()
    around = Q(reapplication_of=application) | Q(pk=application.reapplication_of_id)
    family = Application.objects.filter(around, owner=owner).order_by()
    name = Concat("company", Value(" · "), "post")
    rows = interviews.values_list(Value(INTERVIEW), "pk", F(round_name()), "outcome", "starts_at", no_day).union(
        tasks.values_list(Value(TASK), "pk", "title", nothing, "done_at", "due_on"),
        family.values_list(Value(FAMILY), "pk", name, nothing, never, no_day),
        all=True,
    )
    found: dict[str, list[Hanging]] = {INTERVIEW: [], TASK: [], FAMILY: []}
    for kind, *row in rows:
        found[kind].append(tuple(row))
    return found


def _dates(interviews: Sequence[Hanging], now: datetime) -> Dates:
    """The last and the next interview; those that were called off are none."""
    held = [starts for _pk, _name, outcome, starts, _day in interviews if starts and outcome not in OFF]
    last = max((starts for starts in held if starts < now), default=None)
    return Dates(last, min((starts for starts in held if starts >= now), default=None))


def _interview(pk: int, name: str | None, outcome: str, starts: datetime | None, _day: date | None) -> InterviewRow:
    words = str(InterviewOutcome(outcome).label) if outcome else ""
    href = reverse("interviews:interview_edit", args=[pk])
    return InterviewRow(href, name or _("Interview"), moment_text(starts) if starts else "", words)


def _open_first(task: TaskRow) -> tuple[bool, datetime, date, int]:
    """What is open first, by its day, those without one last; then what is done."""
    return task.done_at is not None, task.done_at or EPOCH, task.due_on or date.max, task.pk


def history(application: Application, process: Process) -> list[HistoryRow]:
    """The events, the latest first; those that were corrected stay visible."""
    events = list(StageEvent.objects.filter(application=application).order_by("pk"))
    chain = pipeline.effective(
        Event(e.pk, process.by_pk[e.stage_id].slug if e.stage_id else None, e.happened_on, e.replaces_id) for e in events
    )
    counting, last = {event.pk for event in chain}, chain[-1].pk
    return [
        HistoryRow(
            event,
            process.by_pk[event.stage_id] if event.stage_id else None,
            event.pk in counting,
            event.pk == last and len(chain) > 1,
        )
        for event in reversed(events)
    ]


def possible_stages(application: Application, event: StageEvent, process: Process) -> list[Stage]:
    """The stages that a correction of `event` may name without breaking the steps around it."""
    before = events_of(application, process)
    possible = []
    for stage in process.published():
        chain = pipeline.effective([*before, Event(2**63, stage.slug, event.happened_on, event.pk)])
        try:
            pipeline.check_chain(process.machine, chain, today=event.happened_on.max)
        except NotAllowedError:
            continue
        possible.append(stage)
    return possible


def may_be_undone(application: Application, event: StageEvent, process: Process) -> bool:
    """Whether the other steps still make a possible chain without this one."""
    chain = pipeline.effective([*events_of(application, process), Event(2**63, None, event.happened_on, event.pk)])
    try:
        pipeline.check_chain(process.machine, chain, today=event.happened_on.max)
    except NotAllowedError:
        return False
    return True
