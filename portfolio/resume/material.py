"""Everything that a person can put into a résumé, read with one query per kind of thing, in the active language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from accounts.models import User
from portfolio import charts
from portfolio.models import Metric, Project, ProjectSkill, ResumeEntry, ResumeItem, ResumeVersion, item_key
from portfolio.queries import resume_bullets
from portfolio.resume import dates, jsonresume, texts
from portfolio.resume.document import Document, Entry, compose, set_entry
from portfolio.resume.kinds import KINDS
from portfolio.stamps import stamps
from roles import guidance
from roles.models import Evidence, Level, Skill, SkillRating


@dataclass(slots=True)
class Fact:
    """Something that can stand in a résumé; `entry` is the row when it is one of the person's own entries."""

    key: str
    section: str
    set: Entry
    edit_href: str = ""
    entry: ResumeEntry | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    level: int = 0


Material = dict[str, Fact]
"""Facts by key, the newest first within each kind."""
_WORK_MADE_OF = (ResumeEntry, Project, Metric, ProjectSkill)
_SKILLS_MADE_OF = (Evidence, SkillRating)
MOST_KEPT = 32


def gather(owner: User, detail: str = ResumeVersion.SkillDetail.SHOWN, known: guidance.Guidance | None = None) -> Material:
    """All facts of a person in the active language; `detail` decides what is said about skills.

    `known` is the guidance where the caller has asked for it already.

    Kept in the memory of the process while none of it was written, since the workbench asks with every step and every pause
    in typing. So facts are shared between requests: read them, never change them.
    """
    language = get_language() or settings.LANGUAGE_CODE
    known = known or guidance.current()
    work, skills = stamps(owner.pk, _WORK_MADE_OF, _SKILLS_MADE_OF)
    facts = _work_facts(owner.pk, language, (work, known.token))
    return facts | _rated_facts(owner.pk, detail, language, (skills, known.token))


# Work and skills apart, since a rating changes nothing of the work, which takes longer to gather.
# The state was read before the rows: a change in between is seen at once, and read again by the next request.


@lru_cache(maxsize=MOST_KEPT)
def _work_facts(owner_id: int, _language: str, _state: tuple[object, ...]) -> Material:
    return {fact.key: fact for fact in (*entries(owner_id), *_projects(owner_id, guidance.current()))}


@lru_cache(maxsize=MOST_KEPT)
def _rated_facts(owner_id: int, detail: str, _language: str, _state: tuple[object, ...]) -> Material:
    return {fact.key: fact for fact in _skills(owner_id, detail, guidance.current())}


def entries(owner_id: int) -> Iterator[Fact]:
    """The person's own entries, the newest first."""
    # One address with a mark in place of the key: `reverse` per row would cost more than the query.
    pattern = reverse("portfolio:resume_entry_edit", args=[0])
    for entry in ResumeEntry.objects.filter(owner_id=owner_id):
        kind = KINDS.get(entry.kind)
        if kind is None:
            continue
        yield Fact(
            f"entry-{entry.pk}",
            kind.section,
            set_entry(entry),
            pattern.replace("/0/", f"/{entry.pk}/"),
            entry,
            jsonresume.entry_properties(kind, entry),
        )


def _projects(owner_id: int, known: guidance.Guidance) -> Iterator[Fact]:
    rows = Project.objects.filter(owner_id=owner_id).prefetch_related("metrics", "shown")
    pattern = reverse("portfolio:project_detail", args=[0])
    for project in rows:
        started, ended = (day.isoformat()[:7] if day else "" for day in (project.started, project.ended))
        numbers = [charts.measured(metric) for metric in project.metrics.all()]
        # The first of the lines is the summary, which has its own place here.
        bullets = [line for line in resume_bullets(project, numbers) if line != " ".join(project.summary.split())]
        tags = [known.skills[shown.skill_id].name for shown in project.shown.all() if shown.skill_id in known.skills]
        link = next((address for _label, address in project.links), "")
        entry = Entry(
            title=project.title,
            detail=project.organisation,
            href=link,
            period=dates.period(started, ended),
            summary=project.summary,
            bullets=bullets,
            tags=tags,
            key=f"project-{project.pk}",
        )
        properties = {
            "name": project.title, "entity": project.organisation, "description": texts.many_lines(project.summary),
            "highlights": bullets, "keywords": tags, "startDate": started, "endDate": ended, "url": link,
        }  # fmt: skip
        kept = {key: value for key, value in properties.items() if value}
        yield Fact(entry.key, "projects", entry, pattern.replace("/0/", f"/{project.pk}/"), properties=kept)


def _skills(owner_id: int, detail: str, known: guidance.Guidance) -> Iterator[Fact]:
    shown: dict[int, tuple[str, str]] = {}
    for skill_id, title, link in (
        Evidence.objects.filter(owner_id=owner_id).standing().order_by("-level", "-pk").values_list("skill_id", "title", "link")
    ):
        shown.setdefault(skill_id, (title, link))
    ratings = SkillRating.objects.filter(owner_id=owner_id, level__gt=0).values_list("skill_id", "level")
    for skill_id, level in sorted(ratings, key=lambda row: (-row[1], row[0])):
        if skill_id in known.skills:
            yield _skill_fact(known.skills[skill_id], level, shown.get(skill_id, ("", "")), detail)


def _skill_fact(skill: Skill, level: int, shown: tuple[str, str], detail: str) -> Fact:
    entry, key = Entry(skill.name), f"skill-{skill.pk}"
    if detail != ResumeVersion.SkillDetail.NAMES:
        entry.detail = str(Level(level).label)
    if detail == ResumeVersion.SkillDetail.SHOWN:
        entry.summary, entry.href = shown
    entry.key = key
    said = {"name": skill.name, "level": entry.detail, "evidence": entry.summary, "url": entry.href}
    properties = {name: value for name, value in said.items() if value}
    return Fact(key, "skills", entry, skill.get_absolute_url(), properties=properties, level=level)


def chosen_keys(version: ResumeVersion) -> list[str]:
    """What the version picks, in its order."""
    rows = ResumeItem.objects.filter(version=version).values_list("entry_id", "project_id", "skill_id")
    return [item_key(*row) for row in rows]


@dataclass(slots=True)
class Assembled:
    """A version with what it picks, by section, in its order."""

    version: ResumeVersion
    material: Material
    chosen: dict[str, list[Fact]]

    @property
    def facts(self) -> list[Fact]:
        """What stands on the page: the chosen facts of the shown sections."""
        return [fact for section in (*self.version.shown_sections(), "links") for fact in self.chosen.get(section, [])]

    def document(self) -> Document:
        """Ready to be set."""
        with translation.override(self.version.language):
            placed = {section: [fact.set for fact in facts] for section, facts in self.chosen.items()}
            links = [fact.entry for fact in self.chosen.get("links", []) if fact.entry]
            return compose(self.version, placed, links)

    def json_resume(self) -> dict[str, Any]:
        """As a JSON Resume document."""
        sections: dict[str, list[dict[str, Any]]] = {}
        for fact in self.facts:
            sections.setdefault(_JSON_SECTION[fact.section], []).append(dict(fact.properties))
        return jsonresume.write(self.version, sections)


_JSON_SECTION = {kind.section: kind.json_section for kind in KINDS.values()}


def assemble(
    owner: User,
    version: ResumeVersion,
    keys: Sequence[str] | None = None,
    known: guidance.Guidance | None = None,
) -> Assembled:
    """The version with all its owner's material; `keys` instead of the stored choice when it was read already."""
    with translation.override(version.language):
        material = gather(owner, version.skill_detail, known)
    chosen: dict[str, list[Fact]] = {}
    for key in chosen_keys(version) if keys is None else keys:
        if key in material:
            chosen.setdefault(material[key].section, []).append(material[key])
    return Assembled(version, material, chosen)
