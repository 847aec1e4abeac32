"""One application: what happened, what is planned, what may follow."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from interviews import pipeline
from interviews.actions.applications import events_of
from interviews.cards import Dates, silence
from interviews.models import Application, Interview, Stage, StageEvent, StageMove, Task
from interviews.pipeline import Event, NotAllowedError
from interviews.process import Process
from interviews.queries.applications import interview_dates


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event: whether it counts, whether it is a correction, and whether it may be undone."""

    event: StageEvent
    stage: Stage | None
    counts: bool
    undo: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything that the page of an application shows besides the row itself."""

    stage: Stage
    history: list[HistoryRow]
    moves: list[StageMove]
    again: StageMove | None
    interviews: list[Interview]
    tasks: list[Task]
    silent: int
    silent_move: StageMove | None
    log: list[str]
    prepare: list[str]
    earlier: Application | None
    later: list[Application]


def detail(application: Application, owner: User, process: Process) -> Detail:
    """Read it all; the number of queries is the same for every application."""
    stage = process.by_pk[application.stage_id]
    now, here = timezone.now(), Q(application=application)
    dates = interview_dates(owner, now, here).get(application.pk, Dates(None, None))
    moves = process.moves_from(stage)
    return Detail(
        stage=stage,
        history=history(application, process),
        moves=[move for move in moves if not move.opens_new],
        again=next((move for move in moves if move.opens_new), None),
        interviews=list(Interview.objects.filter(here).select_related("round").order_by("starts_at", "pk")),
        tasks=list(Task.objects.filter(here).order_by("done_at", "due_on", "pk")),
        silent=0 if stage.is_end else silence(application.stage_on, application.silent_after, dates, timezone.localdate()),
        silent_move=next((move for move in moves if move.outcome == "silent"), None),
        log=stage.log.split("\n"),
        prepare=stage.prepare.split("\n"),
        earlier=application.reapplication_of,
        later=list(application.reapplications.order_by("pk")),
    )


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
