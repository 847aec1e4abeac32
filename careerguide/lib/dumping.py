"""Curated rows back into content files: what still says the same keeps its bytes, so that a diff shows a curator's work."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Q

from careerguide.lib.content import LANGUAGES
from careerguide.lib.curated import Curated
from careerguide.lib.curation import texts

Key = Callable[[dict[str, Any]], str]


class _Dumper(yaml.SafeDumper):
    """Block style, keys in the order given, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Files never refer to themselves."""
        return True


def canonical(document: Any) -> str:
    """The one way in which a document is written."""
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120, default_flow_style=False)


def known(model: type[Any]) -> Any:
    """What files hold: everything but drafts, and but what was retired before it was complete; loading would refuse that."""
    unfinished = Q(status=Curated.Status.RETIRED) & texts.incomplete(model)
    return model._default_manager.exclude(status=Curated.Status.DRAFT).exclude(unfinished)


def text(row: Any, name: str, *, as_list: bool = False) -> dict[str, Any]:
    """A text in both languages; as lists when the files write it as one item a line."""
    values = {short: getattr(row, f"{name}_{suffix}") or "" for short, suffix in LANGUAGES.items()}
    return {short: value.split("\n") for short, value in values.items()} if as_list else values


def extras(row: Curated) -> dict[str, Any]:
    """What is written only where it says something: a retired state, a credit."""
    found = {"status": str(row.status)} if row.status == Curated.Status.RETIRED else {}
    return {**found, "credit": row.credit} if row.credit else found


def same(existing: Any, wanted: Any) -> bool:
    """Whether two documents mean the same: a text and its lines as a list are one thing."""
    if isinstance(wanted, list) and isinstance(existing, str):
        return existing.strip() == "\n".join(wanted)
    if isinstance(wanted, str) and isinstance(existing, str):
        return existing.strip() == wanted
    if isinstance(wanted, dict) and isinstance(existing, dict):
        ours, theirs = ({str(key): value for key, value in part.items()} for part in (wanted, existing))
        return ours.keys() == theirs.keys() and all(same(theirs[key], value) for key, value in ours.items())
    if isinstance(wanted, list) and isinstance(existing, list):
        return len(wanted) == len(existing) and all(map(same, existing, wanted))
    return bool(existing == wanted)


UNORDERED = ("roles", "skills", "topics")
"""Relations: in which order a file names their slugs carries no meaning."""


OPTIONAL = {
    "status", "credit", "checked", "hours", "date", "precision",
    "main", "new_application", "company_outcome", "own_decision",
}  # fmt: skip
"""Keys that a record has only where they say something."""


def merged(existing: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """The wanted record with the keys that only the file knows, in the file's order."""
    if not isinstance(existing, dict):
        return wanted
    for name in UNORDERED:
        old, new = existing.get(name), wanted.get(name)
        if isinstance(old, list) and isinstance(new, list) and all(isinstance(slug, str) for slug in [*old, *new]):
            known = [slug for slug in old if slug in new]
            wanted = {**wanted, name: [*known, *(slug for slug in new if slug not in known)]}
    kept = {key: wanted.get(key, value) for key, value in existing.items() if key in wanted or key not in OPTIONAL}
    return {**kept, **{key: value for key, value in wanted.items() if key not in kept}}


def _head(source: str) -> str:
    """The comments that a file begins with."""
    found = re.match(r"(?:#[^\n]*\n|\n)*", source)
    return found.group(0) if found else ""


def document(source: str, wanted: dict[str, Any]) -> str:
    """A file that holds one mapping."""
    existing = yaml.safe_load(source) if source else None
    complete = merged(existing, wanted)
    return source if existing is not None and same(existing, complete) else _head(source) + canonical(complete)


def records(
    source: str, wanted: Sequence[dict[str, Any]], *, key: Key, header: dict[str, Any] | None = None, name: str = ""
) -> str:
    """A file that holds a list, alone or under `name` after a header; each record that is unchanged keeps its bytes."""
    pieces = re.split(r"^(?=- )", source, flags=re.M)
    start, chunks = pieces[0], pieces[1:]
    parsed = {key(record): (record, chunk) for chunk in chunks for record in yaml.safe_load(chunk)}
    existing = yaml.safe_load(start) or {}
    if header is not None:
        complete = {**merged({k: v for k, v in existing.items() if k != name}, header)}
        if not same({k: v for k, v in existing.items() if k != name}, complete) or not source:
            start = _head(start) + canonical(complete) + f"{name}:\n"
    written = []
    for record in wanted:
        stored, chunk = parsed.get(key(record), (None, ""))
        complete = merged(stored, record)
        written.append(chunk if stored is not None and same(stored, complete) else canonical([complete]))
    body = "".join(part if part.endswith("\n") else part + "\n" for part in written)
    return start + (body or "[]\n")


def table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue()


def read(path: Path) -> str:
    """What is there now; nothing when it is not."""
    return path.read_text(encoding="utf-8") if path.exists() else ""
