"""Starter content of portfolio: what the files in `content/portfolio/` mean."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from careerguide.lib.content import Entry, Located, Outcome, apply_entries, read_records
from portfolio.models import BrandAction, BrandPillar, ProjectKind
from roles.models import Skill

PILLAR_TEXTS = ("name", "summary", "principle")
ACTION_TEXTS = ("title", "channel", "first_step", "measure")
KIND_TEXTS = ("name", "summary", "reviewers_look_for", "red_flags", "artefacts")


def load(folder: Path, outcome: Outcome, *, overwrite: bool) -> None:
    """Write kinds of projects, pillars and actions; raises ContentError and expects the caller's transaction."""
    apply_entries(kind_entries(folder / "portfolio"), outcome, overwrite=overwrite)
    apply_entries(brand_entries(folder / "portfolio"), outcome, overwrite=overwrite)


def kind_entries(folder: Path) -> Iterator[Entry]:
    """Every kind of project with its prompts."""
    for order, kind in enumerate(read_records(folder / "projects.yaml"), start=1):
        values: dict[str, Any] = {"order": order}
        for key in KIND_TEXTS:
            values |= kind.translated(key)
        slugs = kind.take("skills", list)
        yield Entry(
            ProjectKind,
            kind.take("slug", str),
            values,
            kind,
            many={"skills": (Skill, [str(slug) for slug in slugs])},
            parts={"prompts": _prompts(kind)},
        )


def _prompts(kind: Located) -> list[dict[str, Any]]:
    prompts = []
    for prompt in kind.take("prompts", list):
        if not isinstance(prompt, Located):
            raise kind.error("every prompt is a mapping")
        texts = {**prompt.translated("title"), **prompt.translated("prompt"), **prompt.translated("hint")}
        prompts.append({"section": prompt.take("section", str), **texts})
    if len({prompt["section"] for prompt in prompts}) < len(prompts):
        raise kind.error("two prompts name the same section")
    return prompts


def brand_entries(folder: Path) -> Iterator[Entry]:
    """Every pillar, followed by its actions."""
    for order, pillar in enumerate(read_records(folder / "brand.yaml"), start=1):
        slug, values = pillar.take("slug", str), _texts(pillar, PILLAR_TEXTS)
        yield Entry(BrandPillar, slug, {"order": order, **values}, pillar)
        for place, action in enumerate(pillar.take("actions", list), start=1):
            if not isinstance(action, Located):
                raise pillar.error("every action is a mapping")
            yield _action_entry(action, slug, place)


def _action_entry(action: Located, pillar: str, order: int) -> Entry:
    hours = action.get("hours")
    if not isinstance(hours, int | float) or not 0 < hours <= 200:
        raise action.error("“hours” is not a number up to 200")
    values = {"order": order, "hours": Decimal(str(hours)).quantize(Decimal("0.1")), "cadence": action.take("cadence", str)}
    return Entry(
        BrandAction,
        action.take("slug", str),
        {**values, **_texts(action, ACTION_TEXTS)},
        action,
        {"pillar": (BrandPillar, pillar)},
        many={"skills": (Skill, [str(slug) for slug in action.take("skills", list)])},
    )


def _texts(record: Located, keys: tuple[str, ...]) -> dict[str, str]:
    return {name: text for key in keys for name, text in record.translated(key).items()}
