"""What is kept of a person's material: never older than what was written, never another person's."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Metric, Project, ProjectSkill, ResumeEntry, ResumeVersion
from portfolio.resume.actions import add_item
from roles import actions as roles_actions
from roles.models import Evidence, Skill, SkillRating
from tests.portfolio import resumes


@pytest.fixture
def version(learner: User, skill: Skill) -> ResumeVersion:
    """A résumé that shows something of each kind."""
    version = resumes.imported(learner, {"work": [{"name": "Firm", "position": "Old job"}]})
    project = Project.objects.create(owner=learner, title="Old project", own_part="All of it")
    Metric.objects.create(owner=learner, project=project, name="Old number", before=1, after=2)
    ProjectSkill.objects.create(owner=learner, project=project, skill=Skill.objects.get(slug="monitoring-drift"), level=2)
    roles_actions.rate_skill(owner=learner, skill=skill, level=2)
    Evidence.objects.create(owner=learner, skill=skill, level=2, title="Old evidence", form_key=uuid.uuid4())
    for key in (f"project-{project.pk}", f"skill-{skill.pk}"):
        add_item(version=version, key=key)
    ResumeVersion.objects.filter(pk=version.pk).update(skill_detail="shown")
    return version


def seen(client: Client, version: ResumeVersion) -> str:
    return client.get(f"/portfolio/resume/{version.pk}/").content.decode()


@pytest.mark.parametrize(
    ("write", "shown"),
    [
        (lambda: ResumeEntry.objects.update(title="New job"), "New job"),
        (lambda: Project.objects.update(title="New project"), "New project"),
        (lambda: Metric.objects.update(name="New number"), "New number"),
        (lambda: ProjectSkill.objects.update(skill=Skill.objects.get(slug="model-serving")), "Model serving &amp; release</p>"),
        (lambda: Evidence.objects.update(title="New evidence"), "New evidence"),
        (lambda: SkillRating.objects.update(level=4), "leads or teaches"),
    ],
)
def test_what_is_written_is_seen_with_the_next_request(
    signed_in: Client, version: ResumeVersion, write: Callable[[], None], shown: str
) -> None:
    assert shown not in seen(signed_in, version)
    write()
    assert shown in seen(signed_in, version)


def test_what_is_deleted_is_gone_with_the_next_request(signed_in: Client, version: ResumeVersion) -> None:
    assert "Old project" in seen(signed_in, version)
    Project.objects.all().delete()
    assert "Old project" not in seen(signed_in, version)


def test_each_language_has_its_own(signed_in: Client, version: ResumeVersion) -> None:
    assert "Model serving" in seen(signed_in, version)
    ResumeVersion.objects.filter(pk=version.pk).update(language="zh-hans")
    assert "模型" in seen(signed_in, version)


def test_nobody_is_shown_anothers(signed_in: Client, version: ResumeVersion, stranger: User) -> None:
    assert "Old job" in seen(signed_in, version)
    theirs = resumes.imported(stranger, {"work": [{"name": "Elsewhere", "position": "Their job"}]})
    signed_in.force_login(stranger)
    page = seen(signed_in, theirs)
    assert "Their job" in page
    assert "Old" not in page


def test_unchanged_it_costs_six_queries(signed_in: Client, version: ResumeVersion, django_assert_num_queries) -> None:
    seen(signed_in, version)
    with django_assert_num_queries(6):
        assert "Old job" in seen(signed_in, version)


def test_a_rating_does_not_gather_the_work_again(
    signed_in: Client, learner: User, version: ResumeVersion, skill: Skill, django_assert_num_queries
) -> None:
    seen(signed_in, version)
    roles_actions.rate_skill(owner=learner, skill=skill, level=4)
    with django_assert_num_queries(9):  # guidance, evidence and ratings, beside what an unchanged page costs
        assert "Old job" in seen(signed_in, version)
