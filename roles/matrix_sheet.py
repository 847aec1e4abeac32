"""The matrix of requirements as a spreadsheet: a row a skill, a column a role, what is read back shown before it is staged."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import tablib
from django.core import signing
from django.utils.translation import gettext as _

from roles import releases
from roles.models import Role, Skill

SKILL = "skill"
FOR_READERS = ("area", "name_en", "name_zh_hans")
"""Columns that say which skill a row is about; reading leaves them alone."""
LEVELS = {"0", "1", "2", "3", "4"}
SALT = "roles.matrix_sheet"
A_DAY = 24 * 60 * 60

Levels = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that the sheet says otherwise; `before` is what the matrix shows, which may be staged already."""

    role: Role
    skill: Skill
    published: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that cannot be read, by the row's number in the spreadsheet."""

    row: int
    text: str


@dataclass(slots=True)
class Reading:
    """What a sheet says: its changes, or everything that is wrong with it."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class MovedOnError(Exception):
    """A cell that was to change is no longer what the curator has read; `reading` says what the matrix shows now."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading


def _roles() -> dict[str, Role]:
    return {role.slug: role for role in Role.objects.published()}


def _skills() -> dict[str, Skill]:
    return {skill.slug: skill for skill in Skill.objects.published().select_related("area")}


def write() -> Any:
    """Every published role and skill with the levels that the matrix shows."""
    roles, shown = _roles(), releases.shown_levels()
    dataset = tablib.Dataset(headers=[SKILL, *FOR_READERS, *roles])
    for skill in _skills().values():
        texts: list[Any] = [skill.slug, skill.area.slug, skill.name_en, skill.name_zh_hans]
        dataset.append([*texts, *(shown.get((role.pk, skill.pk), 0) for role in roles.values())])
    return dataset


def read(dataset: Any) -> Reading:
    """What the sheet would change; nothing when anything in it is wrong."""
    roles, skills, reading = _roles(), _skills(), Reading()
    reading.problems = [Problem(1, text) for text in _wrong_heading(dataset.headers, roles)]
    if reading.problems:
        return reading
    found: dict[tuple[Role, Skill], int] = {}
    counted = Counter(_slug(cells[SKILL]) for cells in dataset.dict)
    for number, cells in zip(dataset.sheet_rows, dataset.dict, strict=True):
        slug = _slug(cells[SKILL])
        skill = skills.get(slug)
        if skill is None or counted[slug] > 1:
            text = _("“%(slug)s” is there twice.") if skill else _("There is no published skill “%(slug)s”.")
            reading.problems.append(Problem(number, text % {"slug": slug[:80]}))
            continue
        for heading in dataset.headers:
            if heading not in roles:
                continue
            level = _level(cells[heading])
            if level is None:
                reading.problems.append(Problem(number, _no_level(heading, cells[heading])))
            else:
                found[roles[heading], skill] = level
    if not reading.problems:
        reading.changes = _changes(found)
    return reading


def _slug(value: Any) -> str:
    return str(value or "").strip()


def _level(value: Any) -> int | None:
    """The level of a cell; spreadsheets may hand a whole number over as 3.0. Empty is no level: 0 says “not asked for”."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return int(text) if text in LEVELS else None


def _no_level(heading: str, value: Any) -> str:
    told = "" if value is None else str(value).strip()[:40]
    if not told:
        return _("%(role)s: the cell is empty; write 0 for “not asked for”.") % {"role": heading}
    return _("%(role)s: “%(value)s” is not a whole number from 0 to 4.") % {"role": heading, "value": told}


def _wrong_heading(headers: Iterable[str], roles: Mapping[str, Role]) -> list[str]:
    names = list(headers)
    problems = []
    if SKILL not in names:
        problems.append(_("The heading lacks: %(names)s") % {"names": SKILL})
    if twice := sorted(name for name, count in Counter(names).items() if name and count > 1):
        problems.append(_("There twice: %(names)s") % {"names": ", ".join(twice)})
    if unknown := [name for name in dict.fromkeys(names) if name not in {SKILL, *FOR_READERS, *roles}]:
        told = ", ".join(name[:80] or _("(empty)") for name in unknown)
        problems.append(_("These columns are no published role: %(names)s") % {"names": told})
    if not problems and not set(names) & set(roles):
        problems.append(_("No column is a role."))
    return problems


def _changes(wanted: Mapping[tuple[Role, Skill], int]) -> list[Change]:
    shown, published = releases.shown_levels(), releases.published_levels()
    found = []
    for (role, skill), level in wanted.items():
        cell = (role.pk, skill.pk)
        if shown.get(cell, 0) != level:
            found.append(Change(role, skill, published.get(cell, 0), shown.get(cell, 0), level))
    return found


def sealed(changes: Iterable[Change]) -> str:
    """The changes as a text that the page carries to the confirmation, and that nobody can alter on the way."""
    told = [(change.skill.slug, change.role.slug, change.before, change.after) for change in changes]
    return signing.dumps(told, salt=SALT, compress=True)


def opened(seal: str) -> list[Change]:
    """The changes of a seal; raises signing.BadSignature, and MovedOnError when the matrix shows something else by now."""
    told = signing.loads(seal, salt=SALT, max_age=A_DAY)
    roles, skills = _roles(), _skills()
    known = [
        (roles[role], skills[skill], before, after) for skill, role, before, after in told if role in roles and skill in skills
    ]
    changes = _changes({(role, skill): after for role, skill, _before, after in known})
    as_read = {(role.pk, skill.pk): before for role, skill, before, _after in known}
    same = all(as_read[change.role.pk, change.skill.pk] == change.before for change in changes)
    if len(known) < len(told) or len(changes) < len(known) or not same:
        raise MovedOnError(Reading(changes))
    return changes
