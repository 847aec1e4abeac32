"""Back to an earlier state of a row, whole: its own fields, what it is tied to, and the parts that are edited with it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from careerguide.lib.curation import texts
from careerguide.lib.curation.history import (
    Change,
    Names,
    Parts,
    differences,
    has_history,
    link_differences,
    linked_fields,
    links_of,
    names_for,
    part_difference,
    records_of,
    sign,
    told_fields,
)

STAYS = {"slug", "status"}
"""Part of addresses that people have kept, and a step of its own."""


@dataclass(frozen=True, slots=True)
class PartStep:
    """A part as it is and as it was; None where it is not there."""

    model: type[models.Model]
    link: str
    now: Any
    then: Any

    @property
    def moves(self) -> bool:
        """Whether it takes a place that is unique and that another part may hold until all are in theirs."""
        constraints = [each for each in self.model._meta.constraints if isinstance(each, models.UniqueConstraint)]
        unique = {name for each in constraints for name in each.fields}
        both = self.now is not None and self.then is not None
        return both and any(
            getattr(self.now, each.attname) != getattr(self.then, each.attname)
            for each in told_fields(self.model)
            if each.name in unique
        )


class Return:
    """The way back: what it would change, told before it is taken."""

    def __init__(self, row: Any, parts: Parts, when: datetime) -> None:
        self.row, self.when = row, when
        self.record = records_of(type(row), id=row.pk, history_date__lte=when).first()
        kept = getattr(self.record, "links", None)
        self.links_now = links_of(row) if kept is not None else None
        self.links_then = _still_there(type(row), kept)
        self.steps = [step for model, link in parts if has_history(model) for step in _steps(row, model, link, when)]

    def changes(self) -> list[Change]:
        """Every field, link and part that differs from now."""
        model, record = type(self.row), self.record
        names = names_for(model, [self.row, record] if record else [self.row], [self.links_now, self.links_then])
        found = differences(model, self.row, self._with_what_stays(record), names) if record else []
        found += link_differences(model, self.links_now, self.links_then, names)
        names_by_model: dict[type[models.Model], Names] = {}
        for step in self.steps:
            if step.model not in names_by_model:
                told = [row for each in self.steps if each.model is step.model for row in (each.now, each.then) if row]
                names_by_model[step.model] = names_for(step.model, told)
            change = part_difference(step.model, step.link, step.now, step.then, names_by_model[step.model])
            found += [change] if change else []
        return found

    def _with_what_stays(self, record: Any) -> Any:
        for name in STAYS:
            if hasattr(record, name):
                setattr(record, name, getattr(self.row, name))
        return record

    def differing(self, steps: Iterable[PartStep]) -> list[PartStep]:
        """Those of the parts that are not as they were."""
        return [step for step in steps if differences(step.model, step.now, step.then, {}, leave=step.link)]

    def fingerprint(self) -> str:
        """Tells whether what a curator has read is still what would be done."""
        return hashlib.sha256(repr(self.changes()).encode()).hexdigest()[:32]

    @property
    def links_unknown(self) -> bool:
        """Whether the version is older than the keeping of links, which then stay as they are."""
        return self.record is not None and bool(linked_fields(type(self.row))) and self.links_then is None

    @transaction.atomic
    def take(self, *, by: models.Model, reason: str, without: Sequence[PartStep] = ()) -> None:
        """Go back, all of it under one moment, `without` parts that another way brings back.

        Raises ValidationError when what was is not possible any more.
        """
        row, at = self.row, timezone.now()
        if self.record is not None:
            _copy(self.record, row)
            if hasattr(row, "agree"):
                row.agree(self.record.behind)
        sign(row, by=by, at=at, reason=reason)
        row.full_clean(exclude=[*texts.text_fields(type(row)), *texts.columns(type(row))])
        row.save()
        for name, keys in (self.links_then or {}).items():
            getattr(row, name).set(keys)
        self._put_parts_back([step for step in self.steps if step not in without], by=by, at=at)

    def _put_parts_back(self, steps: Sequence[PartStep], *, by: models.Model, at: datetime) -> None:
        """What goes goes first, so that no part meets another in its place."""
        for step in steps:
            if step.now is not None and (step.then is None or step.moves):
                self._sign_part(step, step.now, by=by, at=at)
                step.now.delete()
        staying = {(step.model, step.now.pk) for step in self.steps if step.now is not None and step.now.pk}
        for step in steps:
            if step.then is None:
                continue
            kept = step.now is not None and not step.moves
            # Its old id, unless another part has it by now: what names it finds it again.
            old = None if (step.model, step.then.id) in staying else step.then.id
            part = step.now if kept else step.model(pk=old)
            if kept and not differences(step.model, step.now, step.then, {}):
                continue
            _copy(step.then, part)
            self._sign_part(step, part, by=by, at=at)
            part.save(force_insert=not kept)

    def _sign_part(self, step: PartStep, part: models.Model, *, by: models.Model, at: datetime) -> None:
        setattr(part, step.link, self.row)  # else each part would ask for it
        sign(part, by=by, at=at)


def _copy(record: Any, row: Any) -> None:
    """Give the row what a reader of the version sees of it."""
    for each in told_fields(type(row)):
        if each.name not in STAYS:
            setattr(row, each.attname, getattr(record, each.attname))


def _still_there(model: type[models.Model], links: dict[str, list[Any]] | None) -> dict[str, list[Any]] | None:
    """The links of a version without those to rows that are gone."""
    if links is None:
        return None
    return {
        each.name: sorted(each.related_model._base_manager.filter(pk__in=links.get(each.name, ())).values_list("pk", flat=True))
        for each in linked_fields(model)
    }


def _steps(row: models.Model, model: type[models.Model], link: str, when: datetime) -> Iterable[PartStep]:
    """Every part that is there or was there then, in its order."""
    kept: dict[Any, list[Any]] = defaultdict(list)
    for record in records_of(model, **{link: row.pk}).reverse():
        kept[record.id].append(record)
    known = _identity(model, link)
    past = (_as_of(records, when) for records in kept.values())
    then = {getattr(record, known): record for record in past if record is not None}
    present = {getattr(part, known): part for part in model._base_manager.filter(**{link: row.pk})}
    # A part of which nothing is known stays.
    now = {key: part for key, part in present.items() if part.pk in kept or key in then}
    found = [PartStep(model, link, now.get(key), then.get(key)) for key in dict.fromkeys([*now, *then])]
    return sorted(found, key=lambda step: (getattr(step.then or step.now, "order", 0), (step.then or step.now).id))


def _identity(model: type[models.Model], link: str) -> str:
    """By what a part is known again: by what it points at where the whole has one part for each, else by its id.

    A requirement that was taken out and asked for again is a new row and still the same requirement.
    """
    for each in model._meta.constraints:
        if isinstance(each, models.UniqueConstraint) and link in each.fields and len(each.fields) == 2:
            (other,) = (model._meta.get_field(name) for name in each.fields if name != link)
            if isinstance(other, models.ForeignKey):
                return other.attname
    return "id"


def _as_of(records: list[Any], when: datetime) -> Any:
    """The version that held then; of a part that is older than its history, the first that is known."""
    before = [record for record in records if record.history_date <= when]
    known = before[-1] if before else records[0]
    absent = known.history_type == "-" if before else known.history_type == "+"
    return None if absent else known
