"""The portfolio, for a learner with thirty projects, a full résumé, a public page and a plan of twenty actions."""

import datetime
from typing import TYPE_CHECKING

from bench.pages import Page

if TYPE_CHECKING:
    from accounts.models import User
    from portfolio.models import Project

TEXT = "We asked whether **quantisation** costs accuracy: $\\Delta < 0.1$ points.\n\n- INT8\n- BF16\n\n" * 4
PAGES = {
    "portfolio": Page("/portfolio/"),
    "projects": Page("/portfolio/projects/"),
    "project": Page("/portfolio/projects/1/"),
    "write-up": Page("/portfolio/projects/1/edit/"),
    "résumés": Page("/portfolio/resume/"),
    "résumé workbench": Page("/portfolio/resume/1/"),
    "public page, its choices": Page("/portfolio/public/"),
    "brand plan": Page("/portfolio/brand/"),
    "brand actions": Page("/portfolio/brand/actions/"),
    "guest: portfolio": Page("/portfolio/", 0.5, guest=True),
    "guest: brand actions": Page("/portfolio/brand/actions/", 0.5, guest=True),
    "guest: public page": Page("/p/bench/", 0.5, guest=True),
    "guest: public page, 304": Page("/p/bench/", 0.5, guest=True, unchanged=True),
    "guest: portfolio, 304": Page("/portfolio/", 0.2, guest=True, unchanged=True),
    "guest: brand actions, 304": Page("/portfolio/brand/actions/", 0.2, guest=True, unchanged=True),
}


def prepare(user: "User") -> None:
    """Write thirty projects up, list what a résumé says, publish a page, plan twenty actions."""
    import uuid

    from portfolio.models import ResumeEntry
    from portfolio.resume.actions import create_version

    projects = [_project(user, number) for number in range(30)]
    for number in range(24):
        kind = ("experience", "education", "publication", "certificate", "language", "volunteering")[number % 6]
        ResumeEntry.objects.create(
            owner=user,
            kind=kind,
            language="en",
            title=f"Engineer {number}",
            organisation="Example",
            start=f"{2000 + number}-03",
            highlights="Cut p99 latency from 120 ms to 38 ms.\nMoved the ranking to INT8.",
        )
    for number in range(3):
        create_version(owner=user, name=f"Résumé {number}", language="en", form_key=uuid.uuid4(), required={})
    _publish(user, projects)
    _plan(user)


def _project(user: "User", number: int) -> "Project":
    import uuid

    from django.utils import timezone

    from careerguide.lib.markdown import render
    from portfolio import actions, guidance
    from portfolio.models import Lesson, Metric, Project, ProjectSection, ProjectSkill
    from roles.models import Skill

    kinds = guidance.published_kinds()
    kind = kinds[number % len(kinds)]
    project = actions.start_project(owner=user, kind=kind, title=f"Project {number}", form_key=uuid.uuid4())
    ProjectSection.objects.filter(project=project).update(text=TEXT, html=render(TEXT))
    finished = timezone.now() if number % 3 else None
    Project.objects.filter(pk=project.pk).update(
        summary="Half the cost at the same quality.", own_part="All of it.", finished_at=finished
    )
    for order in range(4):
        Metric.objects.create(
            owner=user, project=project, name=f"Metric {order}", before=10, after=12, low=11, high=13, unit="%"
        )
        Lesson.objects.create(owner=user, project=project, text=f"Lesson {number}.{order}", repeat_next_time=order == 0)
    for skill in Skill.objects.all()[number : number + 5]:
        ProjectSkill.objects.create(owner=user, project=project, skill=skill, level=2)
    return project


def _publish(user: "User", projects: "list[Project]") -> None:
    from portfolio import actions
    from portfolio.models import PublicItem, PublicPage

    page = PublicPage.objects.create(
        owner=user,
        slug="bench",
        slug_key="bench",
        display_name="Bench",
        intro=TEXT,
        sections=["projects"],
    )
    PublicItem.objects.bulk_create(
        PublicItem(owner=user, page=page, section="projects", item_id=project.pk, in_full=number < 3, order=number)
        for number, project in enumerate(projects[:10])
    )
    actions.publish(page=page)


def _plan(user: "User") -> None:
    import uuid

    from django.utils import timezone

    from portfolio import actions
    from portfolio.models import BrandAction

    today = timezone.localdate()
    for number, template in enumerate(BrandAction.objects.all()[:20]):
        values = {
            "title": template.title,
            "channel": template.channel,
            "measure": template.measure,
            "pillar": template.pillar,
            "cadence": template.cadence,
            "hours": template.hours,
            "due": today + datetime.timedelta(days=number * 5 - 20),
        }
        planned = actions.plan_action(owner=user, template=template, form_key=uuid.uuid4(), values=values)
        if number % 2:
            actions.finish_action(
                planned=planned, done_on=today, outcome="Twelve readers wrote.", link="", form_key=uuid.uuid4(),
                skill=None, level=0,
            )  # fmt: skip
