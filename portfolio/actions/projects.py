"""Starting, finishing and looking back at projects."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from portfolio import guidance
from portfolio.actions.order import next_place
from portfolio.models import RETROSPECTIVE, Lesson, Metric, Project, ProjectSection, ProjectSkill
from roles.actions import add_evidence, restore_evidence

MOST_SECTIONS = 20


@transaction.atomic
def start_project(
    *, owner: User, kind: guidance.Kind | None, title: str, form_key: uuid.UUID, source: Project | None = None
) -> Project:
    """Start a project with the sections of its kind; the same form sent twice makes one. `source` is what it looks back at."""
    project, created = Project.objects.get_or_create(
        owner=owner,
        form_key=form_key,
        defaults={"kind": kind.row if kind else None, "title": title, "retrospective_of": source},
    )
    if created:
        names = list(kind.prompts) if kind else [""] * 3
        titles = [""] * len(names) if kind else [_("The problem"), _("What I did"), _("What came out")]
        ProjectSection.objects.bulk_create(
            ProjectSection(owner=owner, project=project, section=name, title=heading, order=order)
            for order, (name, heading) in enumerate(zip(names, titles, strict=True), start=1)
        )
    return project


@transaction.atomic
def start_retrospective(*, source: Project) -> Project:
    """Look back at a project: a retrospective with its dates, place, part and numbers, or the one that was begun already."""
    kind = next((kind for kind in guidance.published_kinds() if kind.row.slug == RETROSPECTIVE), None)
    # Locks the project, so that a double click finds the first click's retrospective.
    source = Project.objects.select_for_update().get(pk=source.pk)
    begun = Project.objects.owned_by(source.owner).drafts().filter(retrospective_of=source).first()
    if begun:
        return begun
    title = (_("Looking back: %(project)s") % {"project": source.title})[:160]
    project = start_project(owner=source.owner, kind=kind, title=title, form_key=uuid.uuid4(), source=source)
    kept = ("organisation", "started", "ended", "own_part")
    Project.objects.filter(pk=project.pk).update(**{name: getattr(source, name) for name in kept})
    metrics = list(Metric.objects.owned_by(source.owner).filter(project=source))
    for metric in metrics:
        metric.pk, metric.project, metric._state.adding = None, project, True
    Metric.objects.bulk_create(metrics)
    return project


@transaction.atomic
def take_up_lesson(*, project: Project, lesson: Lesson) -> Lesson:
    """Note in a project that it applies what another one taught; the same click twice counts once."""
    place = next_place(Lesson, project)
    taken, _created = Lesson.objects.get_or_create(
        owner_id=project.owner_id, project=project, taken_from=lesson, defaults={"text": lesson.text, "order": place}
    )
    return taken


@transaction.atomic
def add_section(*, project: Project, title: str) -> ProjectSection | None:
    """A section of one's own at the end; None when there are too many."""
    own = ProjectSection.objects.filter(project=project)
    if own.count() >= MOST_SECTIONS:
        return None
    return ProjectSection.objects.create(
        owner_id=project.owner_id, project=project, title=title, order=next_place(ProjectSection, project)
    )


@transaction.atomic
def finish_project(*, project: Project, levels: dict[int, int]) -> int:
    """Call a project finished; every confirmed level (by skill) becomes evidence, once. Tells how many were added."""
    owner = User.objects.select_for_update().get(pk=project.owner_id)
    Project.objects.filter(pk=project.pk).update(
        finished_at=timezone.now(), updated_at=timezone.now(), version=F("version") + 1
    )
    link = next((address for _label, address in project.links), "")
    added = 0
    for shown in ProjectSkill.objects.filter(project=project).select_related("skill", "evidence"):
        level = levels.get(shown.skill_id, 0)
        shown.level = level or shown.level
        if not level or shown.is_in_evidence:
            continue
        key = uuid.uuid5(project.form_key, f"evidence {shown.skill_id} {level}")
        shown.evidence = add_evidence(owner=owner, skill=shown.skill, level=level, title=project.title, link=link, form_key=key)
        if shown.evidence.withdrawn_at:
            restore_evidence(evidence=shown.evidence)
        shown.save(update_fields=["evidence", "level", "updated_at"])
        added += 1
    return added


def reopen_project(*, project: Project) -> None:
    """Go on writing; evidence that was made stays."""
    Project.objects.filter(pk=project.pk).update(finished_at=None, updated_at=timezone.now(), version=F("version") + 1)
