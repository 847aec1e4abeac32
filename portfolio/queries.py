"""What the pages read: one query per kind of thing, plain values ready to be placed."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.lib.dates import day_text
from careerguide.lib.written import WrittenRows
from portfolio import charts, guidance, parts
from portfolio.models import Lesson, Metric, Project, ProjectImage, ProjectPrompt, ProjectSection, PublicItem
from portfolio.parts import Parts
from roles import guidance as roles_guidance
from roles.controls import meter
from roles.models import Skill

PAGE = 24
MOST_SUGGESTIONS = 8
_OWNER, _PROJECT = -1, -2
_sections = WrittenRows[ProjectSection](
    lambda owner, project: ProjectSection.objects.filter(owner=owner, project=project), _OWNER, _PROJECT
)
_filled_sections = WrittenRows[ProjectSection](
    lambda owner, project: ProjectSection.objects.filter(owner=owner, project=project).exclude(text=""), _OWNER, _PROJECT
)


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project on the list."""

    title: str
    href: str
    """Where one goes on: the write-up of a draft, else the project."""
    about: str
    """Its kind, and when it was."""
    summary: str
    is_draft: bool
    written: str
    """How much of a draft is."""
    changed: str


def period(started: date | None, ended: date | None) -> str:
    """From when to when, in months; an open end where there is none."""
    form = "YEAR_MONTH_FORMAT"
    if started is None:
        return date_format(ended, form) if ended else ""
    first, last = date_format(started, form), date_format(ended, form) if ended else _("now")
    return first if first == last else f"{first} – {last}"


def project_cards(owner: User, number: str, skill: Skill | None = None) -> tuple[list[ProjectCard], Page[Project]]:
    """One page of somebody's projects, the latest touched first; with a skill only those that show it."""
    projects = Project.objects.owned_by(owner).defer("own_part")
    if skill:
        projects = projects.filter(shown__skill=skill)
    page = Paginator(projects, PAGE).get_page(number)
    rows = list(page.object_list)
    counts = {
        project: (filled, total)
        for project, filled, total in ProjectSection.objects.filter(project__in=[row.pk for row in rows])
        .order_by()
        .values("project_id")
        .annotate(filled=Count("pk", filter=~Q(text="")), total=Count("pk"))
        .values_list("project_id", "filled", "total")
    }
    kinds = guidance.kinds()
    pattern = reverse("portfolio:project_detail", args=[0])
    return [_card(row, kinds, counts.get(row.pk, (0, 0)), pattern) for row in rows], page


def _card(row: Project, kinds: dict[int, guidance.Kind], counts: tuple[int, int], pattern: str) -> ProjectCard:
    kind = kinds.get(row.kind_id or 0)
    href = pattern.replace("/0/", f"/{row.pk}/")
    written = _("draft · %(filled)s of %(sections)s sections written") % {"filled": counts[0], "sections": counts[1]}
    return ProjectCard(
        title=row.title,
        href=f"{href}edit/" if row.is_draft else href,
        about=" · ".join(filter(None, (kind.row.name if kind else _("free form"), period(row.started, row.ended)))),
        summary=Truncator(row.summary).chars(180) if len(row.summary) > 180 else row.summary,
        is_draft=row.is_draft,
        written=written if row.is_draft else "",
        changed=_("changed %(date)s") % {"date": day_text(row.updated_at)},
    )


@dataclass(frozen=True, slots=True)
class Text:
    """A section with what its prompt asks."""

    row: ProjectSection
    title: str
    prompt: ProjectPrompt | None

    @property
    def html(self) -> SafeString:
        """The text as it was rendered when it was saved."""
        return mark_safe(self.row.html)  # noqa: S308  (written only by ProjectSection.save_edit, from the safe renderer)


@dataclass(frozen=True, slots=True)
class Shown:
    """A skill that a project shows."""

    name: str
    href: str
    level: int
    in_evidence: bool

    @property
    def meter(self) -> SafeString:
        """The picture of the level."""
        return meter(self.level, 0)


def texts(project: Project, kind: guidance.Kind | None, *, only_filled: bool = False) -> list[Text]:
    """The sections in their order, with the prompts of the project's kind."""
    asked = _filled_sections if only_filled else _sections
    return [as_text(row, kind) for row in asked.rows(project.owner_id, project.pk)]


def as_text(row: ProjectSection, kind: guidance.Kind | None) -> Text:
    """A section under its own title, else that of its prompt."""
    prompt = kind.prompts.get(row.section) if kind and row.section else None
    return Text(row, row.title or (prompt.title if prompt else row.section), prompt)


def metrics(found: Parts) -> list[charts.Measured]:
    """The numbers in their order."""
    return [charts.measured(row) for row in found.metrics]


def shown_skills(found: Parts, known: roles_guidance.Guidance | None = None) -> list[Shown]:
    """The skills that a project shows and that are still part of the guidance; `known` where it was asked for already."""
    skills = (known or roles_guidance.current()).texts.skills
    place = {pk: number for number, pk in enumerate(skills)}
    rows = sorted((row for row in found.skills if row.skill in skills), key=lambda row: (-row.level, place[row.skill]))
    return [Shown(skill.name, skill.href, row.level, row.in_evidence) for row in rows for skill in (skills[row.skill],)]


def pictures_kept(project: Project) -> tuple[int, str]:
    """How many pictures the owner keeps in all projects, and their size."""
    kept = ProjectImage.objects.filter(owner_id=project.owner_id).aggregate(files=Count("pk"), size=Sum("size"))
    return kept["files"], filesizeformat(kept["size"] or 0)


def missing_parts(project: Project) -> list[tuple[str, str]]:
    """What a reviewer would miss, each with where to write it."""
    href = project.get_absolute_url()
    found = texts(project, guidance.kinds().get(project.kind_id or 0))
    gaps = [(text.title, f"{href}edit/#section-{text.row.pk}") for text in found if not text.row.text.strip()]
    if not project.summary:
        gaps.append((_("the summary"), f"{href}details/"))
    if not project.own_part:
        gaps.append((_("your own part"), f"{href}details/"))
    if not Metric.objects.filter(project=project, before__isnull=False, after__isnull=False).exists():
        gaps.append((_("a number before and after"), f"{href}metrics/"))
    return gaps


class Suggestion(NamedTuple):
    """A lesson of another project."""

    pk: int
    text: str
    project: int
    title: str


def lesson_suggestions(project: Project) -> list[Suggestion]:
    """What other projects say to repeat next time and this one has not taken up yet, the latest first."""
    taken = Lesson.objects.filter(project=project, taken_from__isnull=False).values("taken_from")
    rows = repeatable_lessons(project).exclude(pk__in=taken).order_by("-pk")
    return [Suggestion(*row) for row in rows.values_list("pk", "text", "project_id", "project__title")[:MOST_SUGGESTIONS]]


def repeatable_lessons(project: Project) -> QuerySet[Lesson]:
    """What the owner's other projects say to repeat next time."""
    return Lesson.objects.filter(owner_id=project.owner_id, repeat_next_time=True).exclude(project=project)


def source_texts(project: Project) -> list[Text]:
    """What the project that this one looks back at says, to have it beside the writing."""
    if project.retrospective_of_id is None:
        return []
    source = Project.objects.filter(owner_id=project.owner_id, pk=project.retrospective_of_id).first()
    return texts(source, guidance.kinds().get(source.kind_id or 0), only_filled=True) if source else []


def related(found: Parts) -> list[tuple[str, str, str]]:
    """Label, title and address of the project that this one looks back at, and of those that look back at it."""
    label = {True: _("Retrospective"), False: _("Looks back at")}
    return [(label[row.looks_back], row.title, reverse("portfolio:project_detail", args=[row.pk])) for row in found.related]


def what_goes(project: Project) -> list[tuple[str, int]]:
    """Label and number of what is deleted with a project; what there is none of is left out."""
    own = {"project": project}
    shown = PublicItem.objects.owned_by(project.owner).filter(section="projects", item_id=project.pk)
    counts = [
        (_("written sections"), ProjectSection.objects.filter(**own).exclude(text="").count()),
        (_("numbers"), Metric.objects.filter(**own).count()),
        (_("lessons"), Lesson.objects.filter(**own).count()),
        (_("pictures"), ProjectImage.objects.filter(**own).count()),
        (
            _("places on your public page"),
            shown.count(),
        ),
    ]
    return [(label, count) for label, count in counts if count]


def resume_bullets(project: Project, numbers: list[charts.Measured] | None = None) -> list[str]:
    """Lines for a résumé, made only of what the project says: its numbers first, each with what was measured.

    `numbers` when they were read already, so that many projects cost one query.
    """
    lines = []
    for row in metrics(parts.of(project)) if numbers is None else numbers:
        if row.verdict in {"better", "worse"}:
            span = f" ({row.interval}{f', {row.interval_note}' if row.interval_note else ''})" if row.interval else ""
            lines.append(
                _("%(metric)s: from %(before)s to %(after)s%(interval)s")
                % {"metric": row.name, "before": row.before, "after": row.after, "interval": span}
            )
    part = " ".join(project.own_part.split())
    summary = " ".join(project.summary.split())
    return [line for line in (summary, part, *lines) if line]
