"""JSON Resume 1.0.0: reading a file from anywhere, wholly or not at all, and writing one that reads back to the same.

What the format has and we lack is kept beside the row and written again. Empty values are left out, text is trimmed, and line
breaks inside one-line values become spaces: that is all that a round trip changes.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext as _

from portfolio.models import SECTIONS, EntryKind, ResumeEntry, ResumeVersion
from portfolio.resume import dates, texts
from portfolio.resume.kinds import KINDS, Kind, is_date, model_field

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
FORMAT_VERSION = "v1.0.0"
MAX_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_ENTRIES = 600
MAX_EXTRA = 20_000
MOST_PROBLEMS = 30
OURS = "careerguide"
"""Where a version's own settings stand: `meta` may hold whatever a tool needs."""
BASICS = {"full_name": "name", "headline": "label", "email": "email", "phone": "phone", "website": "url", "summary": "summary"}
LOCATION = {"city": "city", "region": "region", "country_code": "countryCode"}
SETTINGS = ("skill_detail", "paper", "density")
_KIND_OF = {kind.json_section: kind for kind in KINDS.values() if kind.key != "link"}
_URL, _EMAIL = URLValidator(schemes=["http", "https"]), EmailValidator()


class ResumeFileError(Exception):
    """The file cannot be taken over: holds every problem with the path of the value."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path}: {problem}" for path, problem in problems))
        self.problems = problems


@dataclass
class ReadEntry:
    """One fact of a file."""

    kind: Kind
    values: dict[str, Any]
    extra: dict[str, Any]


@dataclass
class ReadResume:
    """A whole file, checked."""

    version: dict[str, Any] = field(default_factory=dict)
    entries: list[ReadEntry] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def parse(content: bytes | str) -> dict[str, Any]:
    """The JSON object in `content`, free of anything that a database or a page cannot hold; raises ResumeFileError."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > MAX_BYTES:
        raise ResumeFileError([("", _("The file is larger than 1 MB."))])
    try:
        document = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_unique_keys)
    except (ValueError, RecursionError) as error:
        where = f" ({error.lineno}:{error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise ResumeFileError([("", _("This is not a readable JSON file.") + where)]) from error
    if not isinstance(document, dict):
        raise ResumeFileError([("", _("A résumé is a JSON object: {…}."))])
    if problems := list(_impossible(document)):
        raise ResumeFileError(problems[:MOST_PROBLEMS])
    return document


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _impossible(document: Any) -> Iterator[tuple[str, str]]:
    """What no field could hold, anywhere in the file."""
    stack: list[tuple[str, Any, int]] = [("", document, 1)]
    while stack:
        path, value, depth = stack.pop()
        if depth > MAX_DEPTH:
            yield path, _("This is nested too deeply.")
        elif isinstance(value, dict):
            for key, inner in value.items():
                if _broken(key):
                    yield path, _("A name holds characters that cannot be stored.")
                stack.append((f"{path}.{key[:60]}".lstrip("."), inner, depth + 1))
        elif isinstance(value, list):
            stack.extend((f"{path}[{index}]", inner, depth + 1) for index, inner in enumerate(value))
        elif isinstance(value, str) and _broken(value):
            yield path, _("This text holds characters that cannot be stored.")
        elif isinstance(value, float) and not math.isfinite(value):
            yield path, _("This number is too large.")


def _broken(text: str) -> bool:
    return "\0" in text or any("\ud800" <= character <= "\udfff" for character in text)


class _Reader:
    """Takes values out of the file and collects what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []

    def wrong(self, path: str, problem: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append((path, problem))

    def take(self, source: dict[str, Any], key: str, kind: type, path: str) -> Any:
        """The value of this type, else an empty one; null counts as missing."""
        value = source.get(key)
        if value is None:
            return kind()
        if not isinstance(value, kind):
            names: dict[type, str] = {str: _("a text"), list: _("a list"), dict: _("an object")}
            self.wrong(f"{path}.{key}".lstrip("."), _("This must be %(kind)s.") % {"kind": names[kind]})
            return kind()
        return value

    def text(self, source: dict[str, Any], key: str, path: str, *, limit: int, long: bool = False) -> str:
        clean = texts.many_lines if long else texts.one_line
        value = clean(self.take(source, key, str, path))
        if len(value) > limit:
            self.wrong(f"{path}.{key}", _("This is longer than %(limit)s characters.") % {"limit": limit})
        return value

    def lines(self, source: dict[str, Any], key: str, path: str, *, limit: int) -> str:
        found = []
        for index, item in enumerate(self.take(source, key, list, path)):
            if isinstance(item, str):
                found.append(texts.one_line(item))
            elif item is not None:
                self.wrong(f"{path}.{key}[{index}]", _("This must be %(kind)s.") % {"kind": _("a text")})
        value = "\n".join(filter(None, found))
        if len(value) > limit:
            self.wrong(f"{path}.{key}", _("This is longer than %(limit)s characters.") % {"limit": limit})
        return value

    def checked(self, value: str, path: str, validate: Any, problem: str) -> str:
        try:
            if value:
                validate(value)
        except ValidationError:
            self.wrong(path, problem)
        return value

    def rest(self, source: dict[str, Any], known: set[str], path: str) -> dict[str, Any]:
        """What is not ours, kept as it is."""
        kept = {key: value for key, value in source.items() if key not in known and not _is_empty(value)}
        if len(json.dumps(kept)) > MAX_EXTRA:
            self.wrong(path, _("There is too much here besides what JSON Resume knows."))
        return kept


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def read(document: dict[str, Any]) -> ReadResume:
    """A parsed file as rows to be; raises ResumeFileError with every problem (the first thirty) and its path."""
    reader, found = _Reader(), ReadResume()
    basics = reader.take(document, "basics", dict, "")
    found.version = _read_basics(reader, basics)
    _read_meta(reader, reader.take(document, "meta", dict, ""), found.version)
    found.entries += _read_section(reader, KINDS["link"], reader.take(basics, "profiles", list, "basics"), "basics.profiles")
    for section, kind in _KIND_OF.items():
        found.entries += _read_section(reader, kind, reader.take(document, section, list, ""), section)
    if len(found.entries) > MAX_ENTRIES:
        reader.wrong("", _("There are more than %(limit)s entries.") % {"limit": MAX_ENTRIES})
    if reader.problems:
        raise ResumeFileError(reader.problems)
    known = {"$schema", "basics", "meta", *_KIND_OF}
    found.left_out = sorted(key for key, value in document.items() if key not in known and not _is_empty(value))
    return found


def _read_basics(reader: _Reader, basics: dict[str, Any]) -> dict[str, Any]:
    location = reader.take(basics, "location", dict, "basics")
    values: dict[str, Any] = {}
    for mapping, source, path in ((BASICS, basics, "basics"), (LOCATION, location, "basics.location")):
        for name, key in mapping.items():
            limit = _column(name).max_length or 0
            values[name] = reader.text(source, key, path, limit=limit, long=name == "summary")
    reader.checked(values["email"], "basics.email", _EMAIL, _("This is not an e-mail address."))
    reader.checked(values["website"], "basics.url", _URL, _("Only links with http:// or https:// are taken over."))
    known = {*BASICS.values(), "location", "profiles"}
    values["extra"] = {
        "basics": reader.rest(basics, known, "basics"),
        "location": reader.rest(location, set(LOCATION.values()), "basics.location"),
    }
    return values


def _column(name: str) -> Any:
    return ResumeVersion._meta.get_field(name)


def _read_meta(reader: _Reader, meta: dict[str, Any], values: dict[str, Any]) -> None:
    """Settings that we wrote ourselves; anything unknown in them falls back to the default."""
    stored = meta.get(OURS)
    ours: dict[str, Any] = stored if isinstance(stored, dict) else {}
    values["extra"]["meta"] = reader.rest(meta, {OURS, "version", "lastModified"}, "meta")
    name, language, sections = ours.get("name"), ours.get("language"), ours.get("sections")
    if isinstance(name, str) and name.strip():
        values["name"] = name.strip()[:80]
    if language in ("en", "zh-hans"):
        values["language"] = language
    if isinstance(sections, list):
        values["sections"] = [key for key in SECTIONS if key in sections]
        values["sections"].sort(key=sections.index)
    for setting in SETTINGS:
        choices = {value for value, _label in _column(setting).choices or ()}
        if isinstance(ours.get(setting), str) and ours[setting] in choices:
            values[setting] = ours[setting]


def _read_section(reader: _Reader, kind: Kind, items: list[Any], path: str) -> Iterator[ReadEntry]:
    for index, item in enumerate(items):
        here = f"{path}[{index}]"
        if not isinstance(item, dict):
            if item is not None:
                reader.wrong(here, _("This must be %(kind)s.") % {"kind": _("an object")})
            continue
        entry = _read_entry(reader, kind, item, here)
        if any(value for name, value in entry.values.items() if name != "current") or entry.extra:
            yield entry


def _read_entry(reader: _Reader, kind: Kind, item: dict[str, Any], path: str) -> ReadEntry:
    values: dict[str, Any] = {}
    for name, meaning in kind.fields.items():
        key, column = meaning.json, model_field(name)
        limit = column.max_length or 0
        if meaning.many:
            values[name] = reader.lines(item, key, path, limit=limit)
            continue
        values[name] = reader.text(item, key, path, limit=limit, long=column.get_internal_type() == "TextField")
        if is_date(name):
            problem = _("This is not a date like 2024, 2024-03 or 2024-03-15.")
            reader.checked(values[name], f"{path}.{key}", dates.validate_partial_date, problem)
        elif name == "url":
            problem = _("Only links with http:// or https:// are taken over.")
            reader.checked(values[name], f"{path}.{key}", _URL, problem)
    if kind.open_ended:
        values["current"] = bool(values["start"] and not values["end"])
    extra = reader.rest(item, {meaning.json for meaning in kind.fields.values()}, path)
    if kind.key == EntryKind.CERTIFICATE and extra.get(PRECISION) in ("year", "month"):
        values["start"] = values["start"][: 4 if extra.pop(PRECISION) == "year" else 7]
    return ReadEntry(kind, values, extra)


PRECISION = "datePrecision"
"""The schema asks for a whole day of a certificate; this says how much of it is meant."""


def entry_properties(kind: Kind, entry: ResumeEntry) -> dict[str, Any]:
    """One row as the format has it."""
    found: dict[str, Any] = {}
    for name, meaning in kind.fields.items():
        value = getattr(entry, name)
        value = texts.items(value) if meaning.many else value
        if not _is_empty(value):
            found[meaning.json] = value
    if kind.key == EntryKind.CERTIFICATE and 0 < len(entry.start) < 10:
        found |= {"date": dates.first_day(entry.start).isoformat(), PRECISION: "year" if len(entry.start) == 4 else "month"}
    return {**found, **entry.extra}


def write(version: ResumeVersion, sections: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """A version as a JSON Resume document; `sections` holds what it shows by the format's own section names."""
    extra = version.extra if isinstance(version.extra, dict) else {}
    basics = {key: value for name, key in BASICS.items() if (value := getattr(version, name))} | extra.get("basics", {})
    location = {key: value for name, key in LOCATION.items() if (value := getattr(version, name))} | extra.get("location", {})
    if location:
        basics["location"] = location
    if profiles := sections.get("profiles"):
        basics["profiles"] = profiles
    ours = {"name": version.name, "language": version.language, "sections": version.shown_sections()}
    ours |= {setting: getattr(version, setting) for setting in SETTINGS}
    document: dict[str, Any] = {"$schema": SCHEMA}
    if basics:
        document["basics"] = basics
    document |= {name: sections[name] for name in _KIND_OF if sections.get(name)}
    document["meta"] = {**extra.get("meta", {}), "version": FORMAT_VERSION, OURS: ours}
    return document
