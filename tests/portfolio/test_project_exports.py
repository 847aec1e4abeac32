"""A project as text."""

from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from portfolio import exports, queries
from portfolio.models import Lesson, Metric, Project, ProjectSection, ProjectSkill
from roles.models import Skill
from tests.portfolio.conftest import section_of, start


@pytest.fixture
def full(project: Project, skill: Skill) -> Project:
    Project.objects.filter(pk=project.pk).update(
        summary="Made robust", own_part="Error analysis", code_link="https://example.org/c"
    )
    for name, text in (("problem", "Failed by **night**"), ("method", "Augmented"), ("result", "It holds")):
        ProjectSection.objects.filter(pk=section_of(project, name).pk).update(text=text)
    Metric.objects.create(
        owner=project.owner, project=project, name="Recall | night", before=Decimal("0.61"), after=Decimal("0.79"),
        low=Decimal("0.77"), high=Decimal("0.81"), interval_note="95%",
    )  # fmt: skip
    Metric.objects.create(owner=project.owner, project=project, name="Cost", after=Decimal("3"))
    Lesson.objects.create(owner=project.owner, project=project, text="Look first")
    ProjectSkill.objects.create(owner=project.owner, project=project, skill=skill, level=3)
    project.refresh_from_db()
    return project


def test_markdown_holds_all_of_it(signed_in: Client, full: Project) -> None:
    response = signed_in.get(f"/portfolio/projects/{full.pk}/exports/project.md")
    assert response.headers["Content-Disposition"] == 'attachment; filename="night-photos.md"'
    text = response.content.decode()
    for words in ("# Night photos", "Made robust", "## Problem", "Failed by **night**", "| Recall \\| night | 0.61 | 0.79 |",
                  "- Look first", "- Code: <https://example.org/c>"):  # fmt: skip
        assert words in text
    assert "## Ablation" not in text


def test_lines_for_the_resume_say_only_what_the_project_says(full: Project) -> None:
    assert queries.resume_bullets(full) == [
        "Made robust", "Error analysis", "Recall | night: from 0.61 to 0.79 (0.77–0.81, 95%)"
    ]  # fmt: skip


def test_the_story_has_four_parts_and_tells_what_is_missing(signed_in: Client, full: Project, learner: User) -> None:
    parts = {part.letter: part.text for part in exports.star(full)}
    assert parts == {
        "S": "Failed by night",
        "T": "Error analysis",
        "A": "Augmented",
        "R": "Recall | night: 0.61 → 0.79\nIt holds",
    }
    empty = start(learner)
    assert "What was yours to do." in signed_in.get(f"/portfolio/projects/{empty.pk}/exports/").content.decode()
    assert "What was yours to do." in signed_in.get(f"/portfolio/projects/{empty.pk}/exports/project.star.txt").content.decode()


def test_a_free_form_is_told_from_first_to_last(learner: User) -> None:
    project = start(learner, kind="free")
    for section, text in zip(ProjectSection.objects.filter(project=project), "abc", strict=True):
        ProjectSection.objects.filter(pk=section.pk).update(text=text)
    assert [part.text for part in exports.star(project)] == ["a", "", "b", "c"]


def test_a_stranger_finds_nothing(client: Client, full: Project, stranger: User) -> None:
    client.force_login(stranger)
    for name in ("", "project.md", "project.star.txt", "project.bullets.txt"):
        assert client.get(f"/portfolio/projects/{full.pk}/exports/{name}").status_code == 404
