"""Areas, skills, roles, moves, requirements, trends and resources as content files. Drafts stay at home."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from careerguide.lib import dumping
from careerguide.lib.dumping import extras, known, text
from roles.content import ROLE_TEXTS
from roles.models import Requirement, Resource, Role, Skill, SkillArea, Transition, Trend

LISTED = {"also_called", "responsibilities", "works_on", "interview_topics"}


def slug_of(record: dict[str, Any]) -> str:
    """What identifies a record."""
    return str(record["slug"])


def files(folder: Path) -> dict[Path, str]:
    """Every file with what it should hold."""
    return {**_skills(folder), **_roles(folder), **_moves(folder), **_reading(folder), **_matrix(folder)}


def _skills(folder: Path) -> dict[Path, str]:
    by_area: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for skill in known(Skill):
        record = {"slug": skill.slug, "name": text(skill, "name"), "description": text(skill, "description")}
        record["levels"] = {level: text(skill, f"level_{level}") for level in (1, 2, 3, 4)}
        record |= {"evidence": text(skill, "evidence"), "aliases": text(skill, "aliases", as_list=True)}
        by_area[skill.area_id].append({**record, **extras(skill)})
    found = {}
    for area in known(SkillArea):
        path = folder / "skills" / f"{area.slug}.yaml"
        head = {key: text(area, key) for key in ("name", "short_name", "description")}
        header = {"area": {"slug": area.slug, "order": area.order, **head, **extras(area)}}
        found[path] = dumping.records(dumping.read(path), by_area[area.pk], key=slug_of, header=header, name="skills")
    return found


def _roles(folder: Path) -> dict[Path, str]:
    found = {}
    for role in known(Role):
        path = folder / "roles" / f"{role.slug}.yaml"
        record: dict[str, Any] = {"slug": role.slug, "order": role.order}
        for name in ROLE_TEXTS:
            if getattr(role, f"{name}_en"):
                record[name] = text(role, name, as_list=name in LISTED)
        found[path] = dumping.document(dumping.read(path), {**record, **extras(role)})
    return found


def _moves(folder: Path) -> dict[Path, str]:
    by_goal: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for move in known(Transition).select_related("from_role", "to_role").order_by("order", "slug"):
        record = {"from": move.from_role.slug, "to": move.to_role.slug, "learn": text(move, "learn"), "why": text(move, "why")}
        by_goal[_file_of(folder, move)].append({**record, **extras(move)})
    found = {}
    for name, moves in by_goal.items():
        path = folder / "transitions" / f"{name}.yaml"
        found[path] = dumping.records(dumping.read(path), moves, key=lambda record: f"{record['from']}--{record['to']}")
    return found


def _file_of(folder: Path, move: Transition) -> str:
    """Where the move stands now, else the file of the role that it starts from."""
    slugs = (move.from_role.slug, move.to_role.slug)
    here = (slug for slug in slugs if f"from: {slugs[0]}\n  to: {slugs[1]}\n" in dumping.read(_move_path(folder, slug)))
    return next(here, slugs[0])


def _move_path(folder: Path, slug: str) -> Path:
    return folder / "transitions" / f"{slug}.yaml"


def _reading(folder: Path) -> dict[Path, str]:
    trends = []
    for trend in known(Trend).order_by("order", "slug").prefetch_related("roles", "skills"):
        record: dict[str, Any] = {"slug": trend.slug, "kind": trend.kind}
        if trend.published_on:
            record |= {"date": trend.published_on, "precision": trend.precision}
        record |= {name: text(trend, name) for name in ("title", "summary", "what_it_changes", "publisher")}
        record |= {"source": trend.source_url, "verification": trend.verification}
        record |= {name: [row.slug for row in getattr(trend, name).all()] for name in ("roles", "skills")}
        trends.append({**record, **({"checked": trend.checked_on} if trend.checked_on else {}), **extras(trend)})
    resources = []
    for resource in known(Resource).order_by("order", "slug").prefetch_related("skills"):
        record = {name: getattr(resource, name) for name in ("slug", "title", "url", "kind", "language", "level")}
        record |= {"hours": resource.hours} if resource.hours else {}
        record |= {"free": resource.free, "note": text(resource, "note")}
        record["skills"] = [skill.slug for skill in resource.skills.all()]
        resources.append({**record, **({"checked": resource.checked_on} if resource.checked_on else {}), **extras(resource)})
    paths = {folder / "trends.yaml": trends, folder / "resources.yaml": resources}
    return {path: dumping.records(dumping.read(path), rows, key=slug_of) for path, rows in paths.items()}


def _matrix(folder: Path) -> dict[Path, str]:
    path = folder / "requirements.csv"
    roles = {role.slug: role.pk for role in known(Role)}
    skills = {skill.slug: skill.pk for skill in known(Skill)}
    lines = [line.split(",") for line in dumping.read(path).splitlines()] or [["skill"]]
    columns = [slug for slug in lines[0][1:] if slug in roles]
    columns += [slug for slug in roles if slug not in columns]
    order = [line[0] for line in lines[1:] if line[0] in skills]
    order += [slug for slug in skills if slug not in order]
    levels = {(role, skill): level for role, skill, level in Requirement.objects.values_list("role_id", "skill_id", "level")}
    rows = [[slug, *(levels.get((roles[column], skills[slug]), 0) for column in columns)] for slug in order]
    return {path: dumping.table(["skill", *columns], rows)}
