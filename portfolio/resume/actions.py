"""Writes of the résumé that touch more than one row."""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import Profile, User
from portfolio.models import Project, ResumeEntry, ResumeItem, ResumeVersion
from portfolio.resume.jsonresume import ReadEntry, ReadResume
from portfolio.resume.kinds import model_field
from roles.models import Role, SkillRating

FIRST_SKILLS = 12
"""How many skills a new résumé starts with: more is a list that nobody reads."""
COPIED = ("title", "organisation", "detail", "place", "url", "start", "end", "current", "summary", "highlights", "keywords")


def contact_of(owner: User) -> dict[str, Any]:
    """What a new résumé says about the person, from their account and profile."""
    profile = Profile.objects.filter(user=owner).first()
    found = {"full_name": owner.name, "email": owner.email}
    if profile:
        found |= {"headline": profile.headline, "website": profile.website or profile.code_link or profile.network_link}
    return found


@transaction.atomic
def create_version(
    *, owner: User, name: str, language: str, form_key: uuid.UUID, target_role: Role | None = None, required: dict[int, int]
) -> ResumeVersion:
    """Start a résumé with everything that fits: entries in its language, finished projects, the skills that the role asks."""
    version, created = ResumeVersion.objects.get_or_create(
        owner=owner,
        form_key=form_key,
        defaults={**contact_of(owner), "name": name, "language": language, "target_role": target_role},
    )
    if not created:
        return version
    entries = ResumeEntry.objects.owned_by(owner).filter(language=language).order_by("-current", "-end", "-start", "pk")
    projects = Project.objects.owned_by(owner).finished()
    skills = _first_skills(owner, required)
    items = [
        *(ResumeItem(owner=owner, version=version, entry=entry) for entry in entries),
        *(ResumeItem(owner=owner, version=version, project=project) for project in projects),
        *(ResumeItem(owner=owner, version=version, skill_id=skill) for skill in skills),
    ]
    _number(items)
    return version


def _first_skills(owner: User, required: dict[int, int]) -> list[int]:
    """Rated at 2 or more; what the role asks most comes first, and nothing that it does not ask when there is a role."""
    rated = dict(SkillRating.objects.owned_by(owner).filter(level__gte=2).values_list("skill_id", "level"))
    wanted = [skill for skill in rated if not required or skill in required]
    wanted.sort(key=lambda skill: (-required.get(skill, 0), -rated[skill], skill))
    return wanted[:FIRST_SKILLS]


def _number(items: Sequence[ResumeItem]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position
    ResumeItem.objects.bulk_create(items)


def _row_of(owner: User, key: str) -> dict[str, Any] | None:
    """The foreign key that a fact's key names, when it is the owner's (or a skill of the catalogue that they rated)."""
    kind, _separator, number = key.partition("-")
    if not number.isdecimal() or not number.isascii() or len(number) > 18:
        return None
    pk = int(number)
    if kind == "entry" and ResumeEntry.objects.owned_by(owner).filter(pk=pk).exists():
        return {"entry_id": pk}
    if kind == "project" and Project.objects.owned_by(owner).filter(pk=pk).exists():
        return {"project_id": pk}
    if kind == "skill" and SkillRating.objects.owned_by(owner).filter(skill_id=pk, level__gt=0).exists():
        return {"skill_id": pk}
    return None


@transaction.atomic
def add_item(*, version: ResumeVersion, key: str) -> bool:
    """Put a fact at the end of the résumé; False when it is not the owner's."""
    row = _row_of(version.owner, key)
    if row is None:
        return False
    last = version.items.aggregate(last=Max("position"))["last"] or 0
    version.items.get_or_create(**row, defaults={"owner": version.owner, "position": last + 1})
    return True


@transaction.atomic
def drop_item(*, version: ResumeVersion, key: str) -> bool:
    """Take a fact out; it stays among the person's materials."""
    item = next((item for item in version.items.all() if item.key == key), None)
    if item is None:
        return False
    item.delete()
    return True


@transaction.atomic
def move_item(*, version: ResumeVersion, key: str, among: Sequence[str], step: int) -> bool:
    """Swap a fact with its neighbour `step` places on; `among` are the keys of its section in their order."""
    if key not in among or not 0 <= (goal := among.index(key) + step) < len(among):
        return False
    items = {item.key: item for item in version.items.select_for_update()}
    ordered = list(items)
    first, second = ordered.index(key), ordered.index(among[goal])
    ordered[first], ordered[second] = ordered[second], ordered[first]
    for position, name in enumerate(ordered, start=1):
        items[name].position = position
    ResumeItem.objects.bulk_update(items.values(), ["position"])
    return True


@transaction.atomic
def copy_version(*, version: ResumeVersion, name: str, language: str, form_key: uuid.UUID) -> ResumeVersion:
    """The same résumé again; into the other language, with a copy of each text to be rewritten there.

    A text that has its counterpart in that language already is not copied: the counterpart is used.
    """
    owner = version.owner
    values = {field: getattr(version, field) for field in _version_fields()}
    copy, created = ResumeVersion.objects.get_or_create(
        owner=owner, form_key=form_key, defaults={**values, "name": name, "language": language}
    )
    if not created:
        return copy
    items = list(version.items.select_related("entry"))
    counterparts = _counterparts([item.entry for item in items if item.entry], owner, language)
    copies = [
        ResumeItem(
            owner=owner,
            version=copy,
            entry=counterparts[item.entry.family] if item.entry else None,
            project_id=item.project_id,
            skill_id=item.skill_id,
        )
        for item in items
    ]
    _number(copies)
    return copy


def _version_fields() -> list[str]:
    left_out = {"id", "owner", "created_at", "updated_at", "version", "form_key", "name", "language"}
    return [field.name for field in ResumeVersion._meta.concrete_fields if field.name not in left_out]


def _counterparts(entries: Sequence[ResumeEntry], owner: User, language: str) -> dict[uuid.UUID, ResumeEntry]:
    """For each entry the same fact in `language`, by family; made where there is none."""
    families = {entry.family: entry for entry in entries}
    stored = ResumeEntry.objects.owned_by(owner).filter(language=language, family__in=families)
    found = {entry.family: entry for entry in stored}
    missing = [entry for family, entry in families.items() if family not in found]
    new = [
        ResumeEntry(
            owner=owner, kind=entry.kind, language=language, family=entry.family, extra=entry.extra,
            **{name: getattr(entry, name) for name in COPIED},
        )
        for entry in reversed(missing)  # the newest is listed first: made last
    ]  # fmt: skip
    found |= {entry.family: entry for entry in ResumeEntry.objects.bulk_create(new)}
    return found


def values_of(entry: ReadEntry) -> dict[str, Any]:
    """Every field of a row that an imported entry would become."""
    blank = {name: model_field(name).get_default() for name in COPIED}
    return {**blank, **entry.values, "extra": entry.extra}


def already_there(owner: User, read: ReadResume, language: str) -> list[ResumeEntry | None]:
    """For each entry of a file the row that says the same, if there is one; a row stands for one entry only."""
    stored: dict[str, list[ResumeEntry]] = {}
    for row in ResumeEntry.objects.owned_by(owner).filter(language=language).order_by("pk"):
        stored.setdefault(_said(row.kind, {name: getattr(row, name) for name in (*COPIED, "extra")}), []).append(row)
    found: list[ResumeEntry | None] = []
    for entry in read.entries:
        same = stored.get(_said(entry.kind.key.value, values_of(entry)))
        found.append(same.pop(0) if same else None)
    return found


def _said(kind: str, values: dict[str, Any]) -> str:
    return json.dumps([kind, values], sort_keys=True)


@transaction.atomic
def import_resume(*, owner: User, read: ReadResume, name: str, language: str, form_key: uuid.UUID) -> ResumeVersion:
    """Take a whole file over: what is new becomes an entry, and a version holds all of it in the file's order."""
    values = {key: value for key, value in read.version.items() if key not in {"name", "language"}}
    version, created = ResumeVersion.objects.get_or_create(
        owner=owner, form_key=form_key, defaults={**values, "name": name, "language": language}
    )
    if not created:
        return version
    rows = already_there(owner, read, language)
    new = [
        (index, ResumeEntry(owner=owner, kind=entry.kind.key, language=language, **values_of(entry)))
        for index, entry in enumerate(read.entries)
        if rows[index] is None
    ]
    # The newest is listed first, so the first of the file is made last.
    ResumeEntry.objects.bulk_create([row for _index, row in reversed(new)])
    for index, row in new:
        rows[index] = row
    _number([ResumeItem(owner=owner, version=version, entry=row) for row in rows])
    return version
