"""Starter content of roles and skills: what the files in `content/` mean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simple_history.utils import bulk_create_with_history

from careerguide.lib.columns import column
from careerguide.lib.content import ContentError, Entry, Located, Outcome, apply_entries, read_csv, read_records, read_yaml
from careerguide.lib.curation.history import sign
from roles.models import GuidanceVersion, Requirement, Role, Skill, SkillArea, Transition
from roles.reading_content import resource_entries, trend_entries

ROLE_TEXTS = ("title", "also_called", "summary", "distinguishes", "responsibilities", "works_on", "interview_topics", "note")


def load(folder: Path, outcome: Outcome, *, overwrite: bool) -> None:
    """Write areas, skills, roles, moves and requirements; raises ContentError and expects the caller's transaction."""
    apply_entries([*skill_entries(folder), *role_entries(folder), *transition_entries(folder)], outcome, overwrite=overwrite)
    apply_entries([*trend_entries(folder), *resource_entries(folder)], outcome, overwrite=overwrite)
    load_requirements(folder / "requirements.csv", outcome, overwrite=overwrite)


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise ContentError(folder, 1, "there are no files here")
    return files


def _document(path: Path) -> Located:
    document = read_yaml(path)
    if not isinstance(document, Located):
        raise ContentError(path, 1, "a mapping is expected")
    return document


def skill_entries(folder: Path) -> Iterator[Entry]:
    """Every area, followed by its skills."""
    for path in _files(folder / "skills"):
        document = _document(path)
        area: Located = document.take("area", dict)
        area_slug = area.take("slug", str)
        texts = {**area.translated("name"), **area.translated("short_name"), **area.translated("description")}
        yield Entry(SkillArea, area_slug, {"order": area.take("order", int), **texts}, area)
        for order, skill in enumerate(document.take("skills", list), start=1):
            if not isinstance(skill, Located):
                raise document.error("every skill is a mapping")
            levels: Located = skill.take("levels", dict)
            values: dict[str, Any] = {"order": order}
            for key in ("name", "description", "evidence", "aliases"):
                values |= skill.translated(key)
            for level in "1234":
                values |= levels.translated(level, f"level_{level}")
            yield Entry(Skill, skill.take("slug", str), values, skill, {"area": (SkillArea, area_slug)})


def role_entries(folder: Path) -> Iterator[Entry]:
    """Every role."""
    for path in _files(folder / "roles"):
        role = _document(path)
        values: dict[str, Any] = {"order": role.take("order", int)}
        for key in ROLE_TEXTS:
            if key in role or not column(Role, key).blank:
                values |= role.translated(key)
        yield Entry(Role, role.take("slug", str), values, role)


def transition_entries(folder: Path) -> Iterator[Entry]:
    """Every move between two roles; its slug is made of both."""
    moves = (move for path in _files(folder / "transitions") for move in read_records(path))
    for order, move in enumerate(moves, start=1):
        start, goal = move.take("from", str), move.take("to", str)
        values = {"order": order, **move.translated("learn"), **move.translated("why")}
        yield Entry(Transition, f"{start}--{goal}", values, move, {"from_role": (Role, start), "to_role": (Role, goal)})


def load_requirements(path: Path, outcome: Outcome, *, overwrite: bool) -> None:
    """Write the matrix of required levels; a cell that a curator changed is kept unless `overwrite`."""
    roles = {role.slug: role for role in Role.objects.all()}
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    stored = {(row.role_id, row.skill_id): row for row in Requirement.objects.all()}
    new: list[Requirement] = []
    for line, cells in read_csv(path):
        slug = cells.pop("skill", "")
        if slug not in skills:
            raise ContentError(path, line, f"there is no skill “{slug}”")
        for role_slug, text in cells.items():
            if role_slug not in roles:
                raise ContentError(path, line, f"there is no role “{role_slug}”")
            if text not in {"0", "1", "2", "3", "4"}:
                raise ContentError(path, line, f"“{text}” for {role_slug} is not a level from 0 to 4")
            level, label = int(text), f"requirement {role_slug} {slug}"
            row = stored.get((roles[role_slug].pk, skills[slug].pk))
            if row is None and level:
                new.append(Requirement(role=roles[role_slug], skill=skills[slug], level=level, loaded_level=level))
                outcome.added.append(label)
            elif row is not None and row.level != level:
                if row.loaded_level != row.level and not overwrite:
                    outcome.kept.append(label)
                    continue
                outcome.changed.append(label)
                sign(row, by=None, at=outcome.moment)
                if level:
                    row.level = row.loaded_level = level
                    row.save(update_fields=["level", "loaded_level"])
                else:
                    row.delete()
            else:
                outcome.unchanged += 1
    bulk_create_with_history(new, Requirement, batch_size=500, default_date=outcome.moment)
    GuidanceVersion.renew()  # a bulk write sends no signal
