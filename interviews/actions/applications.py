"""Writes of the job search. Every verb locks the application first, so that two tabs take turns."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from interviews import pipeline
from interviews.models import Application, Stage, StageEvent
from interviews.pipeline import Event
from interviews.process import Process, current


class MovedElsewhereError(Exception):
    """The application does not stand where the form saw it: it was moved elsewhere meanwhile."""


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Where the record of an application begins."""

    stage: Stage
    day: date
    note: str = ""


@transaction.atomic
def start_application(
    *, application: Application, owner: User, steps: Sequence[FirstStep], form_key: uuid.UUID, today: date
) -> Application:
    """Save a new application with the steps it has taken so far; the same form sent twice makes one row."""
    known = Application.objects.owned_by(owner).filter(form_key=form_key).first()
    if known:
        return known
    process = current()
    chain = [Event(number, step.stage.slug, step.day) for number, step in enumerate(steps)]
    pipeline.check_chain(process.machine, chain, today=today)
    application.owner, application.form_key = owner, form_key
    _set_derived(application, chain, process)
    application.save()
    now = timezone.now()
    # One insert for all of them: an import of hundreds of rows must not take a query per event.
    StageEvent.objects.bulk_create(
        [
            StageEvent(
                owner=owner, application=application, stage=step.stage, happened_on=step.day, note=step.note,
                recorded_at=now, form_key=uuid.uuid5(form_key, str(number)),
            )
            for number, step in enumerate(steps)
        ]
    )  # fmt: skip
    return application


@transaction.atomic
def move_application(
    *, owner: User, pk: int, seen: int, goal: Stage, day: date, note: str, form_key: uuid.UUID, today: date
) -> Application:
    """Add the event that takes an application to `goal`.

    `seen` is the stage that the form was drawn for: raises MovedElsewhereError when it stands elsewhere by now, and
    NotAllowedError for a step that the process does not know. The same form sent twice moves once.
    """
    application = _locked(owner, pk)
    if StageEvent.objects.filter(application=application, form_key=form_key).exists():
        return application
    if application.stage_id != seen:
        raise MovedElsewhereError
    event = StageEvent(
        owner=owner,
        application=application,
        stage=goal,
        happened_on=day,
        note=note,
        recorded_at=timezone.now(),
        form_key=form_key,
    )
    _append(application, event, today=today)
    return application


@transaction.atomic
def correct_event(
    *, owner: User, pk: int, event_pk: int, stage: Stage | None, day: date, note: str, form_key: uuid.UUID, today: date
) -> Application:
    """Put a correction in the place of an event; without a stage the event is undone.

    Raises NotAllowedError when the chain would then hold a forbidden step, and MovedElsewhereError when the event was corrected
    elsewhere meanwhile.
    """
    application = _locked(owner, pk)
    if StageEvent.objects.filter(application=application, form_key=form_key).exists():
        return application
    replaced = StageEvent.objects.get(application=application, pk=event_pk)
    if StageEvent.objects.filter(replaces=replaced).exists():
        raise MovedElsewhereError
    correction = StageEvent(
        owner=owner, application=application, kind=StageEvent.Kind.CORRECTION, stage=stage, replaces=replaced,
        happened_on=day, note=note, recorded_at=timezone.now(), form_key=form_key,
    )  # fmt: skip
    _append(application, correction, today=today)
    return application


def _locked(owner: User, pk: int) -> Application:
    return Application.objects.owned_by(owner).select_for_update().get(pk=pk)


def _append(application: Application, event: StageEvent, *, today: date) -> None:
    """Save the event if the chain with it is a possible one, and bring what is kept beside the chain up to date."""
    process, now_pk = current(), 2**63
    before = events_of(application, process)
    slug = event.stage.slug if event.stage else None
    chain = pipeline.effective([*before, Event(now_pk, slug, event.happened_on, event.replaces_id)])
    pipeline.check_chain(process.machine, chain, today=today)
    event.save()
    said = judge(pipeline.effective(before), process)
    _set_derived(application, chain, process, former=said)
    application.save(update_fields=["stage", "stage_on", "applied_on", "company_outcome", "own_decision", "updated_at"])


def events_of(application: Application, process: Process) -> list[Event]:
    """The stored events as the state machine reads them."""
    rows = StageEvent.objects.filter(application=application).order_by("pk")
    return [
        Event(pk, process.by_pk[stage].slug if stage else None, day, replaces)
        for pk, stage, day, replaces in rows.values_list("pk", "stage_id", "happened_on", "replaces_id")
    ]


def judge(chain: Sequence[Event], process: Process) -> tuple[str, str]:
    """What the company has said and what the applicant has decided, as far as the chain tells.

    An end that says nothing about the company (one's own withdrawal) leaves standing what it said before.
    """
    last = process.stages[chain[-1].stage or ""]
    for event in reversed(chain):
        stage = process.stages[event.stage or ""]
        if stage.company_outcome or not stage.is_end:
            return stage.company_outcome, last.own_decision
    return "", last.own_decision


def _set_derived(
    application: Application, chain: Sequence[Event], process: Process, former: tuple[str, str] | None = None
) -> None:
    """Keep beside the chain what lists sort by. What a person set by hand against the chain stays as they set it."""
    application.stage, application.stage_on = process.stages[chain[-1].stage or ""], chain[-1].day
    sent = (event.day for event in chain if process.stages[event.stage or ""].group != Stage.Group.PREPARING)
    application.applied_on = next(sent, None)
    company, own = judge(chain, process)
    if former is None:
        application.company_outcome = application.company_outcome or company
        application.own_decision = application.own_decision or own
        return
    if application.company_outcome == former[0]:
        application.company_outcome = company
    if application.own_decision == former[1]:
        application.own_decision = own
