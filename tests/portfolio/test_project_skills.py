"""Which skills a project shows."""

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from portfolio.models import Project, ProjectSkill
from roles.models import Skill


def url(project: Project) -> str:
    return f"/portfolio/projects/{project.pk}/skills/"


def test_the_kinds_skills_are_offered_and_others_can_be_added(signed_in: Client, project: Project, skill: Skill) -> None:
    suggested = project.kind.skills.get(slug="error-analysis-ablation")
    assert escape(suggested.name) in signed_in.get(url(project)).content.decode()
    sent = {f"skill-{suggested.pk}": "3", "another": str(skill.pk), "another_level": "2", "version": "1"}
    assert signed_in.post(url(project), sent).status_code == 302
    assert set(ProjectSkill.objects.values_list("skill", "level")) == {(suggested.pk, 3), (skill.pk, 2)}
    signed_in.post(url(project), {f"skill-{suggested.pk}": "0", f"skill-{skill.pk}": "4", "version": "2"})
    assert set(ProjectSkill.objects.values_list("skill", "level")) == {(skill.pk, 4)}


@pytest.mark.parametrize("value", ["5", "-1", "abc", "9" * 4000, "\0"])
def test_a_level_that_is_none_is_refused(signed_in: Client, project: Project, value: str) -> None:
    suggested = project.kind.skills.first()
    assert signed_in.post(url(project), {f"skill-{suggested.pk}": value, "version": "1"}).status_code == 422
    assert signed_in.post(url(project), {"another": value + "0" * 20, "version": "1"}).status_code == 422
    assert not ProjectSkill.objects.exists()


def test_two_tabs(signed_in: Client, project: Project) -> None:
    suggested = project.kind.skills.first()
    signed_in.post(url(project), {f"skill-{suggested.pk}": "3", "version": "1"})
    response = signed_in.post(url(project), {f"skill-{suggested.pk}": "1", "version": "1"})
    assert response.status_code == 409
    assert "level 3" in response.content.decode()
    assert ProjectSkill.objects.get().level == 3


def test_a_stranger_finds_nothing(client: Client, project: Project, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(url(project)).status_code == 404
    assert client.post(url(project), {"version": "1"}).status_code == 404


def test_in_chinese(signed_in: Client, learner: User, project: Project) -> None:
    User.objects.filter(pk=learner.pk).update(language="zh-hans")
    text = signed_in.get(url(project)).content.decode()
    assert "独立" in text
    assert "· independent" not in text
