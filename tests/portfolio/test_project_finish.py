"""Finishing a project: what it shows becomes evidence."""

from django.test import Client

from accounts.models import User
from portfolio.models import Project, ProjectSkill
from roles import actions as roles_actions
from roles.models import Evidence, Skill


def url(project: Project) -> str:
    return f"/portfolio/projects/{project.pk}/finish/"


def test_each_confirmed_level_becomes_evidence_once(signed_in: Client, learner: User, project: Project, skill: Skill) -> None:
    other = Skill.objects.get(slug="error-analysis-ablation")
    for shown in (skill, other):
        ProjectSkill.objects.create(owner=learner, project=project, skill=shown, level=3)
    Project.objects.filter(pk=project.pk).update(code_link="https://example.org/code")
    text = signed_in.get(url(project)).content.decode()
    assert "this project shows level 3" in text
    for _click in range(2):
        assert signed_in.post(url(project), {f"skill-{skill.pk}": "on"}).status_code == 302
    evidence = Evidence.objects.get(owner=learner)
    assert (evidence.skill, evidence.level, evidence.title, evidence.link) == (
        skill, 3, "Night photos", "https://example.org/code"
    )  # fmt: skip
    project.refresh_from_db()
    assert not project.is_draft


def test_a_higher_level_later_adds_evidence(signed_in: Client, learner: User, project: Project, skill: Skill) -> None:
    ProjectSkill.objects.create(owner=learner, project=project, skill=skill, level=2)
    signed_in.post(url(project), {f"skill-{skill.pk}": "on"})
    ProjectSkill.objects.update(level=3)
    signed_in.post(url(project), {f"skill-{skill.pk}": "on"})
    assert list(Evidence.objects.order_by("pk").values_list("level", flat=True)) == [2, 3]


def test_evidence_that_was_taken_back_counts_again_once_confirmed_anew(
    signed_in: Client, learner: User, project: Project, skill: Skill
) -> None:
    ProjectSkill.objects.create(owner=learner, project=project, skill=skill, level=2)
    signed_in.post(url(project), {f"skill-{skill.pk}": "on"})
    roles_actions.withdraw_evidence(evidence=Evidence.objects.get())
    assert "in your evidence" not in signed_in.get(project.get_absolute_url()).content.decode()
    signed_in.post(url(project), {f"skill-{skill.pk}": "on"})
    assert Evidence.objects.get().withdrawn_at is None


def test_tells_what_a_reviewer_would_miss(signed_in: Client, project: Project) -> None:
    text = signed_in.get(url(project)).content.decode()
    assert "A reviewer would miss:" in text
    assert "a number before and after" in text


def test_it_can_be_made_a_draft_again_and_evidence_stays(
    signed_in: Client, learner: User, project: Project, skill: Skill
) -> None:
    ProjectSkill.objects.create(owner=learner, project=project, skill=skill, level=2)
    signed_in.post(url(project), {f"skill-{skill.pk}": "on"})
    signed_in.post(url(project), {"intent": "reopen"})
    project.refresh_from_db()
    assert project.is_draft
    assert Evidence.objects.count() == 1


def test_a_stranger_finds_nothing(client: Client, project: Project, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(url(project)).status_code == 404
    assert client.post(url(project)).status_code == 404
    project.refresh_from_db()
    assert project.is_draft
