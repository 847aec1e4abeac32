"""Starter content of portfolio: what the files in `content/portfolio/` mean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from careerguide.lib.content import Entry, Located, Outcome, apply_entries, read_records
from portfolio.models import ProjectKind
from roles.models import Skill

KIND_TEXTS = ("name", "summary", "reviewers_look_for", "red_flags", "artefacts")


def load(folder: Path, outcome: Outcome, *, overwrite: bool) -> None:
    """Write kinds of projects; raises ContentError and expects the caller's transaction."""
    apply_entries(kind_entries(folder / "portfolio"), outcome, overwrite=overwrite)


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
