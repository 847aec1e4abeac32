"""Who changed what and when: the row, what it is tied to, and the parts that are edited with it.

Everything that one save writes carries one moment (`sign`), so that a moment names a state of the whole; `going_back.py`
returns to it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import simple_history
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from simple_history.models import HistoricalRecords
from simple_history.signals import post_create_historical_record, pre_create_historical_record

from careerguide.lib.curation import texts
from careerguide.lib.versioned import as_read

UNTOLD = {"id", "updated_at", "loaded_digest", "behind", "loaded_level"}
"""Columns that change by themselves: no reader of a history wants to see them."""


Names = dict[tuple[str, Any], str]
Parts = Sequence[tuple[type[models.Model], str]]
"""Models whose rows belong to one row alone, each with the name of its foreign key."""


class WithLinks(models.Model):
    """A version that also keeps what the row was tied to: ids by field. NULL in versions from before this was kept."""

    links = models.JSONField(null=True, editable=False)

    class Meta:
        abstract = True


def linked_fields(model: type[models.Model]) -> list[Any]:
    """Its many-to-many fields; one with a model of its own between is no link but has parts."""
    fields: Iterable[Any] = model._meta.many_to_many
    return [each for each in fields if each.remote_field.through._meta.auto_created]


def links_of(row: models.Model) -> dict[str, list[Any]]:
    """What the row is tied to now: ids by field, one query each."""
    found = {}
    for each in linked_fields(type(row)):
        start, goal = f"{each.m2m_field_name()}_id", f"{each.m2m_reverse_field_name()}_id"
        pairs = each.remote_field.through._base_manager.filter(**{start: row.pk})
        found[each.name] = sorted(pairs.values_list(goal, flat=True))
    return found


class CuratedRecords(HistoricalRecords):  # type: ignore[misc]
    """Versions of what curators own; a learner's private row of the same table is nobody's to keep or to read.

    Links are kept in a column of the version. The library's own tables for them would write a version for what is taken away
    and another for what is added, and could not tell “tied to nothing” from “not known”, which older versions need.
    """

    def finalize(self, sender: Any, **kwargs: Any) -> None:
        """Also watch the links."""
        super().finalize(sender, **kwargs)
        for each in linked_fields(sender):
            m2m_changed.connect(self.links_changed, sender=each.remote_field.through, weak=False)

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        """Keep a version, unless the row has an owner."""
        if getattr(instance, "owner_id", None) is None:
            super().create_historical_record(instance, history_type, using)

    def links_changed(self, instance: Any, action: str, reverse: bool, **_kwargs: Any) -> None:
        """Links are set after the row is saved: they belong to the version of that save, if there was one."""
        if reverse or not action.startswith("post_"):
            return
        version = getattr(instance, "_version", None)
        if version is None:
            self.create_historical_record(instance, "~")
        else:
            version.links = links_of(instance)
            version.save(update_fields=["links"])


@receiver(pre_create_historical_record, dispatch_uid="a version keeps its links")
def _keep_links(instance: models.Model, history_instance: Any, **_kwargs: Any) -> None:
    if isinstance(history_instance, WithLinks):
        history_instance.links = links_of(instance)


@receiver(post_create_historical_record, dispatch_uid="a row knows its version")
def _know_version(instance: Any, history_instance: Any, **_kwargs: Any) -> None:
    instance._version = history_instance


def register_history(*classes: type[models.Model]) -> None:
    """Keep every version of these models' rows. Call it at the end of `translation.py`: before that, columns are missing."""
    for model in classes:
        bases = (WithLinks,) if linked_fields(model) else (models.Model,)
        simple_history.register(model, records_class=CuratedRecords, bases=bases)


_NAME_OF_HISTORY = "simple_history_manager_attribute"
"""Where the library notes in a model's options how the model's history is called."""


def curator(request: HttpRequest) -> models.Model:
    """The person at work in the admin; raises PermissionDenied for a guest, whom the admin never lets so far."""
    if not isinstance(request.user, models.Model):
        raise PermissionDenied
    return request.user


def sign(row: Any, *, by: models.Model | None, at: datetime, reason: str = "") -> None:
    """Say who is about to save the row, when and why; what is saved in one go gets the same moment."""
    row._history_user, row._history_date = by, at
    if reason:
        row._change_reason = reason[:100]


def has_history(model: type[models.Model]) -> bool:
    """Whether versions of its rows are kept."""
    return hasattr(model._meta, _NAME_OF_HISTORY)


def records_of(model: type[models.Model], **condition: Any) -> Any:
    """The versions of its rows, the newest first."""
    manager: Any = getattr(model, getattr(model._meta, _NAME_OF_HISTORY))
    return manager.filter(**condition).order_by("-history_date", "-history_id")


@dataclass(frozen=True, slots=True)
class Change:
    """One field, link or part before and after."""

    label: str
    language: str
    before: str
    after: str


@dataclass(slots=True)
class Version:
    """What was done in one go: who, when, why, what. `moment` names the state that it left behind."""

    when: datetime
    who: str = ""
    reason: str = ""
    kind: str = ""
    changes: list[Change] = field(default_factory=list)

    @property
    def moment(self) -> int:
        """The number of the state in addresses."""
        return moment_of(self.when)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_of(when: datetime) -> int:
    """A time as a whole number of microseconds."""
    return (when - EPOCH) // timedelta(microseconds=1)


def time_of(moment: int) -> datetime | None:
    """The time of such a number; None when there is no such time."""
    try:
        return EPOCH + timedelta(microseconds=moment)
    except OverflowError:
        return None


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


def differences(model: type[models.Model], before: Any, after: Any, names: Names, *, leave: str = "") -> list[Change]:
    """Every field that differs; `names` tells what a foreign key points at, `leave` names a field to pass over."""
    found = []
    for each in told_fields(model):
        old, new = (getattr(row, each.attname, None) if row is not None else None for row in (before, after))
        if each.name == leave or (old or "") == (new or ""):
            continue
        label, language = label_of(each)
        found.append(Change(label, language, _shown(each, old, names), _shown(each, new, names)))
    return found


def _shown(field: models.Field[Any, Any], value: Any, names: Names) -> str:
    if value is None or value == "":
        return ""
    if field.is_relation:
        return names.get((field.name, value), str(value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return as_read(dict(field.flatchoices).get(value, value))


def link_differences(model: type[models.Model], before: Any, after: Any, names: Names) -> list[Change]:
    """Every link that differs, ids by field; None is a version that kept none, and differs from nothing."""
    if before is None or after is None:
        return []
    found = []
    for each in linked_fields(model):
        old, new = (set(links.get(each.name, ())) for links in (before, after))
        if old != new:
            told = [", ".join(sorted(names.get((each.name, pk), str(pk)) for pk in keys)) for keys in (old, new)]
            found.append(Change(str(each.verbose_name), "", *told))
    return found


def _links_kept(record: Any) -> Any:
    """The links of a version: none before the first one."""
    return getattr(record, "links", None) if record is not None else {}


def part_difference(model: type[models.Model], link: str, before: Any, after: Any, names: Names) -> Change | None:
    """A part before and after in one line, with what differs of it; None when nothing does."""
    changes = differences(model, before, after, names, leave=link)
    if not changes:
        return None
    part, colon = after or before, pgettext("after a label", ": ")
    told = []
    for side in ("before", "after"):
        values = [(_label_with_language(change), getattr(change, side)) for change in changes]
        told.append("\n".join(f"{label}{colon}{value}" for label, value in values if value))
    return Change(_name_of_part(model, link, part, names), "", *told)


def _label_with_language(change: Change) -> str:
    return f"{change.label} · {texts.LANGUAGE_NAMES[change.language]}" if change.language else change.label


def _name_of_part(model: type[models.Model], link: str, part: Any, names: Names) -> str:
    """What the part is called: by what it points at, else by its place."""
    others = [each for each in told_fields(model) if each.is_relation and each.name != link]
    told = next((names.get((each.name, getattr(part, each.attname)), "") for each in others), "")
    colon = pgettext("after a label", ": ")
    return f"{model._meta.verbose_name}{colon}{told}" if told else f"{model._meta.verbose_name} {getattr(part, 'order', '')}"


def names_for(model: type[models.Model], rows: Iterable[Any], links: Iterable[Any] = ()) -> Names:
    """What the foreign keys of all rows or versions, and all links, point at: one query per field."""
    names: Names = {}
    pointing = [(each, {getattr(row, each.attname) for row in rows}) for each in told_fields(model) if each.is_relation]
    tied = [(each, {pk for kept in links if kept for pk in kept.get(each.name, ())}) for each in linked_fields(model)]
    for each, keys in [*pointing, *tied]:
        if each.related_model and not isinstance(each.related_model, str):
            known = each.related_model._base_manager.in_bulk(list(keys - {None}))
            names |= {(each.name, key): str(row) for key, row in known.items()}
    return names


def versions(row: models.Model, parts: Parts = (), *, most: int = 100) -> list[Version]:
    """What was done to the row and to what belongs to it, the newest first; what was done in one go is one version."""
    found: dict[datetime, Version] = defaultdict(lambda: Version(EPOCH))
    kinds = {"+": _("Added"), "~": _("Changed"), "-": _("Removed")}
    for record, changes in _steps(type(row), {"id": row.pk}, most):
        version = _version_of(found, record)
        version.kind, version.changes = kinds[record.history_type], [*changes, *version.changes]
    for model, link in parts:
        if has_history(model):
            for record, changes in _steps(model, {link: row.pk}, 5 * most, link=link):
                if changes:  # else it was saved along without a change
                    _version_of(found, record).changes += changes
    return sorted(found.values(), key=lambda version: version.when, reverse=True)[:most]


def _version_of(found: dict[datetime, Version], record: Any) -> Version:
    version = found[record.history_date]
    version.when, version.kind = record.history_date, version.kind or _("Changed")
    version.who = version.who or (str(record.history_user) if record.history_user_id else _("loaded from files"))
    version.reason = version.reason or record.history_change_reason or ""
    return version


def _steps(
    model: type[models.Model], condition: dict[str, Any], most: int, *, link: str = ""
) -> Iterable[tuple[Any, list[Change]]]:
    """Each version with what it changed, the oldest first."""
    records = list(reversed(records_of(model, **condition).select_related("history_user")[:most]))
    names = names_for(model, records, [getattr(record, "links", None) for record in records])
    earlier: dict[Any, Any] = {}
    for record in records:
        gone, before = record.history_type == "-", earlier.get(record.id)
        before, after = (before or record, None) if gone else (before, record)
        if link:
            told = part_difference(model, link, before, after, names)
            changes = [told] if told else []
        else:
            changes = differences(model, before, after, names)
            changes += link_differences(model, _links_kept(before), _links_kept(after), names)
        earlier[record.id] = record
        yield record, changes
