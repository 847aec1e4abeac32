"""Starter content of the process and the tips: what `process.yaml` and `tips.yaml` mean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from careerguide.lib.content import ContentError, Entry, Located, read_records, read_yaml
from careerguide.lib.curated import Curated
from interviews.models import Stage, StageMove, Tip, Topic

ANYWHERE = "any-active"
STAGE_TEXTS = ("name", "short_name", "examines", "prepare", "log")


def process_entries(folder: Path) -> Iterator[Entry]:
    """Every stage, followed by the moves between them."""
    path = folder / "process.yaml"
    document = read_yaml(path)
    if not isinstance(document, Located):
        raise ContentError(path, 1, "a mapping with “stages” and “moves” is expected")
    for order, stage in enumerate(_mappings(document, "stages"), start=1):
        values: dict[str, Any] = {"order": order, "kind": stage.take("kind", str), "group": stage.take("group", str)}
        values |= {key: stage.get(key, "") for key in ("company_outcome", "own_decision")}
        for key in STAGE_TEXTS:
            values |= stage.translated(key)
        yield Entry(Stage, stage.take("slug", str), values, stage)
    for order, move in enumerate(_mappings(document, "moves"), start=1):
        start, goal, outcome = (move.take(key, str) for key in ("from", "to", "outcome"))
        values = {"order": order, "outcome": outcome, **move.translated("label"), **move.translated("guard")}
        values |= {"is_main": bool(move.get("main", False)), "opens_new": bool(move.get("new_application", False))}
        links: dict[str, tuple[type[Curated], str]] = {"to_stage": (Stage, goal)}
        if start != ANYWHERE:
            links["from_stage"] = (Stage, start)
        yield Entry(StageMove, f"{start}--{goal}", values, move, links)


def tip_entries(folder: Path) -> Iterator[Entry]:
    """Every tip with the topics beside which it is shown."""
    for order, tip in enumerate(read_records(folder / "tips.yaml"), start=1):
        values: dict[str, Any] = {"order": order, "kind": tip.take("kind", str)}
        for key in ("headline", "says", "how_to", "fair_note"):
            values |= tip.translated(key)
        topics = tip.take("topics", list)
        yield Entry(Tip, tip.take("slug", str), values, tip, many={"topics": (Topic, topics)})


def _mappings(document: Located, key: str) -> list[Located]:
    records = document.take(key, list)
    if not all(isinstance(record, Located) for record in records):
        raise document.error(f"“{key}” is a list of mappings")
    return list(records)
