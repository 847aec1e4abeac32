"""Who changed what, when, and how to go back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import simple_history
from django.db import models, transaction
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords

from careerguide.lib.curation import texts

UNTOLD = {"id", "updated_at", "loaded_digest", "behind", "loaded_level"}
"""Columns that change by themselves: no reader of a history wants to see them."""


class CuratedRecords(HistoricalRecords):  # type: ignore[misc]
    """Versions of what curators own; a learner's private row of the same table is nobody's to keep or to read."""

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        """Keep a version, unless the row has an owner."""
        if getattr(instance, "owner_id", None) is None:
            super().create_historical_record(instance, history_type, using)


def register_history(*classes: type[models.Model]) -> None:
    """Keep every version of these models' rows. Call it at the end of `translation.py`: before that, columns are missing."""
    for model in classes:
        simple_history.register(model, records_class=CuratedRecords)


def has_history(model: type[models.Model]) -> bool:
    """Whether versions of its rows are kept."""
    return hasattr(model._meta, "simple_history_manager_attribute")


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after."""

    label: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of a history: who, when, why, what. `restorable` has the id to go back to."""

    pk: int
    kind: str
    who: str
    when: datetime
    reason: str
    subject: str
    changes: list[Change]


def told_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns that a history shows: a text once per language, never the column that both share."""
    shared = set(texts.text_fields(model))
    return [field for field in model._meta.concrete_fields if field.name not in UNTOLD | shared]


def label_of(field: models.Field[Any, Any]) -> tuple[str, str]:
    """What the field is called, and its language when it has one."""
    original = getattr(field, "translated_field", None)
    if original is None:
        return str(field.verbose_name), ""
    language = next(code for code in texts.LANGUAGES if field.name == f"{original.name}_{code}")
    return str(original.verbose_name), language


def differences(model: type[models.Model], before: Any, after: Any, names: dict[tuple[str, Any], str]) -> list[Change]:
    """Every field that differs; `names` tells what a foreign key points at."""
    found = []
    for field in told_fields(model):
        old, new = (getattr(row, field.attname, None) if row is not None else None for row in (before, after))
        if (old or "") == (new or ""):
            continue
        label, language = label_of(field)
        found.append(Change(label, language, _shown(field, old, names), _shown(field, new, names)))
    return found


def _shown(field: models.Field[Any, Any], value: Any, names: dict[tuple[str, Any], str]) -> str:
    if value is None or value == "":
        return ""
    if field.is_relation:
        return names.get((field.name, value), str(value))
    return str(dict(field.flatchoices).get(value, value))


def _names(model: type[models.Model], records: Iterable[Any]) -> dict[tuple[str, Any], str]:
    """What the foreign keys of all records point at: one query per field."""
    names = {}
    for field in told_fields(model):
        if field.is_relation and field.related_model and not isinstance(field.related_model, str):
            keys = {getattr(record, field.attname) for record in records} - {None}
            for key, row in field.related_model._base_manager.in_bulk(list(keys)).items():
                names[field.name, key] = str(row)
    return names


def versions(row: models.Model, parts: Iterable[tuple[type[models.Model], str]] = (), *, most: int = 100) -> list[Version]:
    """The newest versions of the row and of what belongs to it (model and the name of its foreign key), newest first."""
    found = list(_of(type(row), {"id": row.pk}, most, subject=False))
    for model, link in parts:
        if has_history(model):
            found += _of(model, {link: row.pk}, most, subject=True)
    return sorted(found, key=lambda version: version.when, reverse=True)[:most]


def _of(model: type[models.Model], condition: dict[str, Any], most: int, *, subject: bool) -> Iterator[Version]:
    kinds = {"+": _("Added"), "~": _("Changed"), "-": _("Removed")}
    manager: Any = getattr(model, model._meta.simple_history_manager_attribute)  # type: ignore[attr-defined]
    records = list(manager.filter(**condition).select_related("history_user").order_by("-history_date", "-history_id")[:most])
    names = _names(model, records)
    earlier: dict[Any, Any] = {}
    told = []
    for record in reversed(records):
        gone = record.history_type == "-"
        before, after = earlier.get(record.id), None if gone else record
        told.append((record, differences(model, before if not gone else before or record, after, names)))
        earlier[record.id] = record
    for record, changes in reversed(told):
        if subject and not changes:
            continue  # an inline that was saved along without a change
        yield Version(
            pk=record.history_id,
            kind=kinds[record.history_type],
            who=str(record.history_user) if record.history_user_id else _("loaded from files"),
            when=record.history_date,
            reason=record.history_change_reason or "",
            subject=_subject(model, record, names) if subject else "",
            changes=changes,
        )


def _subject(model: type[models.Model], record: Any, names: dict[tuple[str, Any], str]) -> str:
    """What a part is called: its own text, else what it points at."""
    told = [names.get((field.name, getattr(record, field.attname)), "") for field in told_fields(model) if field.is_relation]
    return f"{model._meta.verbose_name}: " + (next((name for name in reversed(told) if name), "") or str(record.id))


@transaction.atomic
def restore(row: models.Model, version: Any, *, by: models.Model, reason: str) -> models.Model:
    """Give the row the texts and values of a version, in both languages; status and slug stay as they are."""
    for field in told_fields(type(row)):
        if field.name not in {"slug", "status"}:
            setattr(row, field.attname, getattr(version, field.attname))
    if hasattr(row, "agree"):
        row.agree(version.behind)
    row._history_user = by  # type: ignore[attr-defined]
    row._change_reason = reason[:100]  # type: ignore[attr-defined]
    row.save()
    return row
