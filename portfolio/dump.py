"""Kinds of projects with their prompts, pillars and actions of the brand as content files. Drafts stay at home."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from careerguide.lib import dumping
from careerguide.lib.dumping import extras, known, text
from portfolio.content import ACTION_TEXTS, PILLAR_TEXTS
from portfolio.models import BrandAction, BrandPillar, ProjectKind

INDENT = "  "


def slug_of(record: dict[str, Any]) -> str:
    """What identifies a record."""
    return str(record["slug"])


def files(folder: Path) -> dict[Path, str]:
    """Every file with what it should hold."""
    projects, brand = folder / "portfolio" / "projects.yaml", folder / "portfolio" / "brand.yaml"
    return {
        projects: dumping.records(dumping.read(projects), _kinds(), key=slug_of),
        brand: _brand(dumping.read(brand)),
    }


def _known(model: type[Any]) -> Any:
    return known(model).order_by("order", "slug")


def _kinds() -> list[dict[str, Any]]:
    found = []
    for kind in _known(ProjectKind).prefetch_related("skills", "prompts"):
        record: dict[str, Any] = {"slug": kind.slug, "name": text(kind, "name"), "summary": text(kind, "summary")}
        record["prompts"] = [
            {"section": prompt.section, **{name: text(prompt, name) for name in ("title", "prompt", "hint")}}
            for prompt in kind.prompts.all()
        ]
        lists = {name: text(kind, name, as_list=True) for name in ("reviewers_look_for", "red_flags", "artefacts")}
        found.append({**record, **lists, "skills": [skill.slug for skill in kind.skills.all()], **extras(kind)})
    return found


def _actions() -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for action in _known(BrandAction).prefetch_related("skills"):
        record = {"slug": action.slug, **{name: text(action, name) for name in ACTION_TEXTS}, "cadence": action.cadence}
        record["hours"] = int(action.hours) if action.hours == int(action.hours) else float(action.hours)
        skills = [skill.slug for skill in action.skills.all()]
        found[action.pillar_id].append({**record, "skills": skills, **extras(action)})
    return found


def _brand(source: str) -> str:
    """Pillars with their actions below them; an action that is unchanged keeps its bytes even when its neighbour changes."""
    start, *chunks = re.split(r"^(?=- )", source, flags=re.M)
    stored = {slug_of(yaml.safe_load(chunk)[0]): chunk for chunk in chunks}
    actions = _actions()
    return start + "".join(_pillar(stored.get(pillar.slug, ""), pillar, actions[pillar.pk]) for pillar in _known(BrandPillar))


def _pillar(chunk: str, pillar: BrandPillar, actions: list[dict[str, Any]]) -> str:
    head, *below = re.split(rf"^(?={INDENT}- )", chunk, flags=re.M)
    existing = {key: value for key, value in (yaml.safe_load(head) or [{}])[0].items() if key != "actions"}
    wanted = dumping.merged(
        existing, {"slug": pillar.slug, **{key: text(pillar, key) for key in PILLAR_TEXTS}, **extras(pillar)}
    )
    if not dumping.same(existing, wanted):
        head = f"{dumping.canonical([wanted])}{INDENT}actions:\n"
    flat = re.sub(rf"^{INDENT}", "", "".join(below), flags=re.M)
    lines = dumping.records(flat, actions, key=slug_of)
    return head + re.sub(r"^(?=.)", INDENT, lines, flags=re.M)
