"""Starter content to read: trends and standards, and resources."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from careerguide.lib.content import Entry, Located, read_records
from roles.models import Resource, Role, Skill, Trend


def _slugs(record: Located, key: str, *, needed: bool) -> list[str]:
    slugs = record.get(key)
    if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs) or len(set(slugs)) < len(slugs):
        raise record.error(f"“{key}” is a list of different slugs")
    if needed and not slugs:
        raise record.error(f"“{key}” is empty")
    return list(slugs)


def _date(record: Located, key: str) -> datetime.date | None:
    value = record.get(key)
    if value is not None and type(value) is not datetime.date:
        raise record.error(f"“{key}” is not a date such as 2025-10-28")
    return value


def trend_entries(folder: Path) -> Iterator[Entry]:
    """Every dated entry; what a file does not date stays undated, and an unchecked source stays unchecked."""
    for order, record in enumerate(read_records(folder / "trends.yaml"), start=1):
        values: dict[str, Any] = {"order": order, "kind": record.take("kind", str), "published_on": _date(record, "date")}
        values["precision"] = record.take("precision", str) if values["published_on"] else Trend.Precision.YEAR
        values |= {"source_url": record.take("source", str), "verification": record.take("verification", str)}
        values["checked_on"] = _date(record, "checked")
        for key in ("title", "summary", "what_it_changes", "publisher"):
            values |= record.translated(key)
        many = {
            "roles": (Role, _slugs(record, "roles", needed=False)),
            "skills": (Skill, _slugs(record, "skills", needed=False)),
        }
        yield Entry(Trend, record.take("slug", str), values, record, many=many)


def resource_entries(folder: Path) -> Iterator[Entry]:
    """Every resource with the skills that it serves."""
    for order, record in enumerate(read_records(folder / "resources.yaml"), start=1):
        values: dict[str, Any] = {"order": order, "hours": record.get("hours"), "checked_on": _date(record, "checked")}
        for key in ("title", "url", "kind", "language"):
            values[key] = record.take(key, str)
        values |= {"level": record.take("level", int), "free": record.take("free", bool), **record.translated("note")}
        many: Any = {"skills": (Skill, _slugs(record, "skills", needed=True))}
        yield Entry(Resource, record.take("slug", str), values, record, many=many)
