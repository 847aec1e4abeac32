"""What a public page can show: sections, the things to choose from in each, and how the chosen ones are drawn.

A section fetches among the owner's own rows only, by the keys that were chosen. Another module adds a section with `register`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import User
from portfolio import charts, guidance, queries
from portfolio.models import Lesson, Metric, Project, ProjectImage, ProjectSection, ProjectSkill, PublicItem
from portfolio.stamps import Tables, stamp
from roles import guidance as roles_guidance
from roles.controls import meter
from roles.models import ConfirmedLevel, SkillRating

MOST_CHOICES = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be shown."""

    pk: int
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page. `template` draws `entries`; with `in_full`, a thing can be shown in short or in full.

    `offers` are the owner's rows that `choices` reads, `parts` what `entries` reads besides: what was made of them is kept in
    memory until one of them is written.
    """

    slug: str
    label: Promise
    template: str
    choices: Callable[[User], list[Choice]]
    entries: Callable[[User, Sequence[PublicItem]], list[Any]]
    offers: Tables
    parts: Tables = ()
    in_full: bool = False


SECTIONS: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section to what pages can show."""
    SECTIONS[section.slug] = section


def choices_of(owner: User) -> Mapping[str, list[Choice]]:
    """Everything that a person can choose from, by section, in the active language."""
    tables = tuple(dict.fromkeys(model for section in SECTIONS.values() for model in section.offers))
    state = (stamp(owner.pk, tables), roles_guidance.current().token)
    return _choices_of(owner.pk, get_language() or "en", state)


@lru_cache(maxsize=32)
def _choices_of(owner_id: int, _language: str, _state: tuple[object, ...]) -> Mapping[str, list[Choice]]:
    owner = User(pk=owner_id)  # by key alone: what is kept must not hold on to a person or a request
    return {slug: section.choices(owner) for slug, section in SECTIONS.items()}


# --- Projects --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownProject:
    """A project as strangers see it; what was not chosen is not in it."""

    row: Project
    kind: str
    period: str
    skills: list[str]
    in_full: bool
    texts: list[queries.Text]
    metrics: list[charts.Measured]
    lessons: list[str]
    pictures: list[ProjectImage]


def _project_choices(owner: User) -> list[Choice]:
    rows = Project.objects.owned_by(owner).only("title", "finished_at", "owner_id")[:MOST_CHOICES]
    return [Choice(row.pk, row.title, _("draft") if row.is_draft else "") for row in rows]


def _by_project(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.project_id].append(row)
    return found


def _projects(owner: User, items: Sequence[PublicItem]) -> list[ShownProject]:
    full = {item.item_id for item in items if item.in_full}
    rows = {row.pk: row for row in Project.objects.owned_by(owner).filter(pk__in=[item.item_id for item in items])}
    published = roles_guidance.current()
    kinds, known = guidance.kinds(published), published.skills

    def parts(model: Any) -> dict[int, list[Any]]:
        return _by_project(model.objects.owned_by(owner).filter(project__in=full)) if full else {}

    texts, metrics, lessons, pictures = (parts(model) for model in (ProjectSection, Metric, Lesson, ProjectImage))
    skills = _by_project(ProjectSkill.objects.owned_by(owner).filter(project__in=list(rows)).order_by("-level", "pk"))
    found = []
    for pk in (item.item_id for item in items if item.item_id in rows):
        row = rows[pk]
        kind = kinds.get(row.kind_id or 0)
        found.append(
            ShownProject(
                row=row,
                kind=kind.row.name if kind else "",
                period=queries.period(row.started, row.ended),
                skills=[known[shown.skill_id].name for shown in skills.get(pk, []) if shown.skill_id in known],
                in_full=pk in full,
                texts=[queries.as_text(text, kind) for text in texts.get(pk, []) if text.text.strip()],
                metrics=[charts.measured(metric) for metric in metrics.get(pk, [])],
                lessons=[lesson.text for lesson in lessons.get(pk, [])],
                pictures=pictures.get(pk, []),
            )
        )
    return found


# --- Skills ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownSkill:
    """A skill with the level that may be told, and who says so."""

    name: str
    level: int
    is_confirmed: bool

    @property
    def meter(self) -> SafeString:
        """The picture of the level, with a ring where it is confirmed."""
        return meter(self.level, 0, self.level if self.is_confirmed else 0)


def confirmed_levels(owner: User) -> dict[int, int]:
    """The levels that a mentor confirmed, by skill: only these may be called confirmed."""
    return dict(ConfirmedLevel.objects.owned_by(owner).values_list("skill_id", "level"))


def _skill_choices(owner: User) -> list[Choice]:
    known = roles_guidance.current().skills
    rated = SkillRating.objects.owned_by(owner).filter(level__gt=0).values_list("skill_id", "level")
    found = [(known[pk], level) for pk, level in rated if pk in known]
    found.sort(key=lambda pair: (-pair[1], pair[0].area.order, pair[0].order))
    return [Choice(skill.pk, skill.name, _("level %(level)s") % {"level": level}) for skill, level in found]


def _skills(owner: User, items: Sequence[PublicItem]) -> list[ShownSkill]:
    known, confirmed = roles_guidance.current().skills, confirmed_levels(owner)
    chosen = [item.item_id for item in items]
    claimed = dict(SkillRating.objects.owned_by(owner).filter(skill__in=chosen).values_list("skill_id", "level"))
    found = [
        ShownSkill(known[pk].name, confirmed.get(pk) or claimed[pk], pk in confirmed)
        for pk in chosen
        if pk in known and claimed.get(pk)
    ]
    return sorted(found, key=lambda skill: (not skill.is_confirmed, -skill.level))


register(
    Section(
        "projects",
        gettext_lazy("Projects"),
        "portfolio/public/_projects.html",
        _project_choices,
        _projects,
        (Project,),
        (ProjectSection, Metric, Lesson, ProjectImage, ProjectSkill),
        in_full=True,
    )
)
register(
    Section(
        "skills",
        gettext_lazy("Skills"),
        "portfolio/public/_skills.html",
        _skill_choices,
        _skills,
        (SkillRating,),
        (ConfirmedLevel,),
    )
)
