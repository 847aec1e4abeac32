"""Topics, rounds, questions, the process and the tips as content files. Drafts and private questions stay at home."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.db.models import Q

from careerguide.lib import dumping
from careerguide.lib.dumping import extras, known, text
from interviews.attention import without_key_points, without_skills
from interviews.content_process import ANYWHERE
from interviews.models import Question, Round, Stage, StageMove, Tip, Topic


def slug_of(record: dict[str, Any]) -> str:
    """What identifies a record."""
    return str(record["slug"])


def files(folder: Path) -> dict[Path, str]:
    """Every file with what it should hold."""
    inside = folder / "interviews"
    lists = {inside / "topics.yaml": _topics(), inside / "rounds.yaml": _rounds(), inside / "tips.yaml": _tips()}
    lists |= {inside / "questions" / f"{topic}.yaml": questions for topic, questions in _questions().items()}
    found = {path: dumping.records(dumping.read(path), rows, key=slug_of) for path, rows in lists.items()}
    path = inside / "process.yaml"
    return {**found, path: _process(dumping.read(path))}


def _known(model: type[Any]) -> Any:
    return known(model).order_by("order", "slug")


def _named(row: Any) -> dict[str, Any]:
    return {"slug": row.slug, "name": text(row, "name"), "description": text(row, "description")}


def _topics() -> list[dict[str, Any]]:
    return [{**_named(topic), **extras(topic)} for topic in _known(Topic)]


def _rounds() -> list[dict[str, Any]]:
    return [{**_named(round_), "composition": round_.composition, **extras(round_)} for round_ in _known(Round)]


def _tips() -> list[dict[str, Any]]:
    found = []
    for tip in _known(Tip).prefetch_related("topics"):
        record = {"slug": tip.slug, "kind": tip.kind, "topics": [topic.slug for topic in tip.topics.all()]}
        texts = {name: text(tip, name) for name in ("headline", "says", "how_to", "fair_note")}
        found.append({**record, **texts, **extras(tip)})
    return found


def _questions() -> dict[str, list[dict[str, Any]]]:
    """The bank by topic: every topic has its file, even an empty one."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list, {topic.slug: [] for topic in _known(Topic)})
    # Retired before it had a skill and key points, a question was never public, and no file may hold it.
    unfinished = Q(status=Question.Status.RETIRED) & (without_skills() | without_key_points())
    bank = (
        _known(Question)
        .filter(owner=None)
        .exclude(unfinished)
        .select_related("topic", "round")
        .prefetch_related("skills", "key_points")
    )
    for question in bank:
        record: dict[str, Any] = {"slug": question.slug, "round": question.round.slug, "difficulty": question.difficulty}
        record |= {"skills": [skill.slug for skill in question.skills.all()], "prompt": text(question, "prompt")}
        points = [text(point, "text") for point in question.key_points.all()]
        record["key_points"] = {language: [point[language] for point in points] for language in ("en", "zh")}
        found[question.topic.slug].append({**record, **extras(question)})
    return dict(found)


def _process(source: str) -> str:
    """The file with both lists: each keeps its own comments."""
    stages, mark, moves = source.partition("\nmoves:\n")
    first = dumping.records(f"{stages}\n" if mark else "stages:\n", _stages(), key=slug_of)
    second = dumping.records(f"moves:\n{moves}", _moves(), key=lambda move: f"{move['from']}--{move['to']}")
    return first + second


def _stages() -> list[dict[str, Any]]:
    found = []
    for stage in _known(Stage):
        record: dict[str, Any] = {"slug": stage.slug, "kind": stage.kind, "group": stage.group}
        record |= {key: getattr(stage, key) for key in ("company_outcome", "own_decision") if getattr(stage, key)}
        record |= {name: text(stage, name) for name in ("name", "short_name", "examines")}
        record |= {name: text(stage, name, as_list=True) for name in ("prepare", "log")}
        found.append({**record, **extras(stage)})
    return found


def _moves() -> list[dict[str, Any]]:
    found = []
    for move in _known(StageMove).select_related("from_stage", "to_stage"):
        start = move.from_stage.slug if move.from_stage else ANYWHERE
        record: dict[str, Any] = {"from": start, "to": move.to_stage.slug, "outcome": move.outcome}
        record |= {key: True for key, value in (("main", move.is_main), ("new_application", move.opens_new)) if value}
        found.append({**record, "label": text(move, "label"), "guard": text(move, "guard"), **extras(move)})
    return found
