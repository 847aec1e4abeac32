"""Curated content as files: reading YAML and CSV with line numbers, and writing rows without trampling curators' work."""

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from careerguide.lib.curated import Curated
from careerguide.lib.curation.history import sign

LANGUAGES = {"en": "en", "zh": "zh_hans"}
LISTS_OF_NAMES = {"also_called", "aliases"}
"""Lists whose items do not correspond one to one between the languages."""


class ContentError(Exception):
    """A content file is broken: says which file, which line, what is wrong."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")


class Located(dict[str, Any]):
    """A mapping that knows where it stands, so that whoever rejects it can point there."""

    path: Path
    line: int

    def error(self, problem: str) -> ContentError:
        """The exception to raise about this mapping."""
        return ContentError(self.path, self.line, problem)

    def take(self, key: str, kind: type) -> Any:
        """The value of `key`, which must be of this kind and not empty."""
        value = self.get(key)
        if not isinstance(value, kind) or value in ("", [], {}):
            raise self.error(f"“{key}” is missing, empty, or not a {kind.__name__}")
        return value

    def translated(self, key: str, field_name: str = "") -> dict[str, str]:
        """`{"name_en": …, "name_zh_hans": …}` of a text, or of a list of texts as one item a line, in both languages."""
        texts, values = self.take(key, dict), {}
        # An unquoted comma cuts a text in two without an error of YAML's: the rest becomes a key of its own.
        if stray := texts.keys() - LANGUAGES.keys():
            raise texts.error(f"“{key}” has “{min(stray)}” beside its languages: is a comma not quoted?")
        for short, suffix in LANGUAGES.items():
            text = texts.get(short)
            items = text if isinstance(text, list) else [text]
            if not items or not all(isinstance(item, str) and item.strip() for item in items):
                raise texts.error(f"“{key}” has no text in “{short}”")
            values[f"{field_name or key}_{suffix}"] = "\n".join(item.strip() for item in items)
        if len({value.count("\n") for value in values.values()}) > 1 and key not in LISTS_OF_NAMES:
            raise texts.error(f"“{key}” has lists of different length in the two languages")
        return values


class LocatingLoader(yaml.SafeLoader):
    """YAML's safe loader; its mappings are `Located` and may not name a key twice."""

    path: Path


def _construct_located(loader: LocatingLoader, node: yaml.MappingNode) -> Iterator[Located]:
    mapping = Located()
    mapping.path, mapping.line = loader.path, node.start_mark.line + 1
    yield mapping
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in mapping:
            raise ContentError(loader.path, key_node.start_mark.line + 1, f"“{key}” is there twice")
        mapping[key] = loader.construct_object(value_node, deep=True)


LocatingLoader.add_constructor("tag:yaml.org,2002:map", _construct_located)


def read_yaml(path: Path) -> Any:
    """The document in `path`, mappings as `Located`; raises ContentError for broken YAML or a missing file."""
    try:
        loader = LocatingLoader(path.read_text(encoding="utf-8"))
        loader.path = path
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError(path, line, error.problem or "not valid YAML") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContentError(path, 1, str(error)) from error


def read_records(path: Path) -> list[Located]:
    """A YAML list of mappings."""
    records = read_yaml(path)
    if not isinstance(records, list) or not all(isinstance(record, Located) for record in records):
        raise ContentError(path, 1, "a list of mappings is expected")
    return records


def read_csv(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            for row in reader:
                if None in row or None in row.values():
                    raise ContentError(path, reader.line_num, "the row does not have as many cells as the heading")
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ContentError(path, 1, str(error)) from error


@dataclass(frozen=True)
class Entry:
    """One curated row as the files want it.

    `links` are foreign keys by slug, `many` are many-to-many relations by slugs, `parts` are rows that belong to this one
    alone, in their order, by the name of the reverse relation; a part has an `order`.
    """

    model: type[Curated]
    slug: str
    values: dict[str, Any]
    source: Located
    links: dict[str, tuple[type[Curated], str]] = field(default_factory=dict)
    many: dict[str, tuple[type[Curated], list[str]]] = field(default_factory=dict)
    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def digest(self) -> str:
        """A fingerprint of what the files say."""
        links = {name: slug for name, (_model, slug) in self.links.items()}
        many = {name: sorted(slugs) for name, (_model, slugs) in self.many.items()}
        return _digest(self.values, links, many, self.parts)

    def digest_of(self, row: Curated, targets: dict[str, Curated]) -> str:
        """The fingerprint of the row as it is stored; `targets` are what its links should point at."""
        stored = {name: getattr(row, name) for name in self.values}
        # NULL where the files have a value is a field that the model gained since the row was loaded: it is no edit.
        values = {name: value for name, value in stored.items() if value is not None or self.values[name] is None}
        links = {name: target.slug if getattr(row, f"{name}_id") == target.pk else "" for name, target in targets.items()}
        many = {name: sorted(target.slug for target in getattr(row, name).all()) for name in self.many}
        parts = {
            name: [{key: getattr(part, key) for key in (wanted or [{}])[0]} for part in getattr(row, name).all()]
            for name, wanted in self.parts.items()
        }
        return _digest(values, links, many, parts)


@dataclass
class Outcome:
    """What loading did, by name of row."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """What was loaded from files once, stands in none of them any more, and is still public."""
    unchanged: int = 0
    moment: datetime = field(default_factory=timezone.now)
    """When it was loaded: in the history, one load is one version of each row with its parts."""


def _digest(values: dict[str, Any], links: dict[str, str], *related: dict[str, Any]) -> str:
    parts = [values, links, *(relation for relation in related if relation)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def save_checked(row: Model, source: Located, *, label: str, exclude: Collection[str] = ()) -> None:
    """Validate and save; a refused value becomes a ContentError that names the row and the field."""
    try:
        row.full_clean(exclude=set(exclude), validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        problems = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        raise source.error(f"{label}: {problems}") from error
    row.save()


class _Tables:
    """The rows that a list of entries names, by model and slug, each kind read once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.slugs: dict[type[Curated], set[str]] = defaultdict(set)
        self.related: dict[type[Curated], set[str]] = defaultdict(set)
        self.rows: dict[type[Curated], dict[str, Curated]] = {}
        for entry in entries:
            self.slugs[entry.model].add(entry.slug)
            self.related[entry.model] |= {*entry.many, *entry.parts}
            for model, slug in entry.links.values():
                self.slugs[model].add(slug)
            for model, slugs in entry.many.values():
                self.slugs[model] |= set(slugs)

    def of(self, model: type[Curated]) -> dict[str, Curated]:
        """The rows of one model; new ones are added to it."""
        if model not in self.rows:
            stored = model._default_manager.filter(slug__in=self.slugs[model]).prefetch_related(*self.related[model])
            self.rows[model] = {row.slug: row for row in stored}
        return self.rows[model]

    def target(self, entry: Entry, model: type[Curated], slug: str) -> Curated:
        """What an entry points at; raises ContentError when it is not there."""
        if slug not in self.of(model):
            raise entry.source.error(f"{_label(entry)}: there is no {model._meta.model_name} “{slug}”")
        return self.of(model)[slug]


def _label(entry: Entry) -> str:
    return f"{entry.model._meta.model_name} {entry.slug}"


def _with_extras(entry: Entry) -> Entry:
    """A file may retire a row or give credit for it; what it does not say, it does not touch."""
    extras = {key: entry.source[key] for key in ("status", "credit") if isinstance(entry.source.get(key), str)}
    return replace(entry, values={**entry.values, **extras}) if extras else entry


def apply_entries(entries: Iterable[Entry], outcome: Outcome, *, overwrite: bool) -> None:
    """Write the entries, in their order; a row that somebody edited since it was loaded is kept unless `overwrite`.

    The entries are all that the files hold of a model: what else was loaded before is named in the outcome, never retired, for
    a folder may be incomplete and learners may hold on to the row.
    """
    entries = [_with_extras(entry) for entry in entries]
    tables = _Tables(entries)
    for entry in entries:
        targets = {name: tables.target(entry, model, slug) for name, (model, slug) in entry.links.items()}
        row, wanted = tables.of(entry.model).get(entry.slug), entry.digest()
        if row is None:
            row = tables.of(entry.model)[entry.slug] = entry.model(slug=entry.slug)
            outcome.added.append(_label(entry))
        else:
            current = entry.digest_of(row, targets)
            if current == wanted and row.loaded_digest == wanted:
                outcome.unchanged += 1
                continue
            if current not in (row.loaded_digest, wanted) and not overwrite:
                outcome.kept.append(_label(entry))
                continue
            outcome.changed.append(_label(entry))
        for name, value in {**entry.values, **targets}.items():
            setattr(row, name, value)
        row.loaded_digest = wanted
        row.agree()  # files say both languages at once
        sign(row, by=None, at=outcome.moment)
        save_checked(row, entry.source, label=_label(entry), exclude=entry.links)
        _write_related(row, entry, tables, outcome.moment)
    outcome.gone += _gone(entries)


def _gone(entries: Sequence[Entry]) -> list[str]:
    slugs: dict[type[Curated], list[str]] = defaultdict(list)
    for entry in entries:
        slugs[entry.model].append(entry.slug)
    return [
        f"{model._meta.model_name} {slug}"
        for model, there in slugs.items()
        for slug in model._default_manager.filter(status=Curated.Status.PUBLISHED)
        .exclude(loaded_digest="")
        .exclude(slug__in=there)
        .values_list("slug", flat=True)
    ]


def _write_related(row: Curated, entry: Entry, tables: _Tables, moment: datetime) -> None:
    for name, (model, slugs) in entry.many.items():
        getattr(row, name).set([tables.target(entry, model, slug) for slug in slugs])
    for name, wanted in entry.parts.items():
        _write_parts(row, name, wanted, entry, moment)


def _write_parts(row: Curated, name: str, wanted: list[dict[str, Any]], entry: Entry, moment: datetime) -> None:
    """Rewrite the parts in place, so that what points at the first one still points at the first one."""
    manager = getattr(row, name)
    stored = list(manager.all())
    for index, values in enumerate(wanted):
        part = stored[index] if index < len(stored) else manager.model(**{manager.field.name: row})
        for key, value in {**values, "order": index + 1}.items():
            setattr(part, key, value)
        sign(part, by=None, at=moment)
        save_checked(part, entry.source, label=f"{_label(entry)}, {name} {index + 1}", exclude=[manager.field.name])
    for surplus in stored[len(wanted) :]:
        sign(surplus, by=None, at=moment)
        surplus.delete()
