"""Picking and ordering by buttons."""

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Project, ResumeEntry, ResumeItem, ResumeVersion
from roles import actions as roles_actions
from roles.models import Skill
from tests.portfolio import resumes


@pytest.fixture
def version(learner: User) -> ResumeVersion:
    return resumes.imported(learner, {"work": [{"name": name, "position": name} for name in "ABC"], "awards": [{"title": "X"}]})


def do(client: Client, version: ResumeVersion, step: str, **headers: str):
    return client.post(f"/portfolio/resume/{version.pk}/arrange/", {"do": step}, headers=headers)


def order(version: ResumeVersion) -> str:
    rows = ResumeItem.objects.filter(version=version, entry__kind="experience").select_related("entry")
    return "".join(item.entry.title for item in rows)


def key(title: str) -> str:
    return f"entry-{ResumeEntry.objects.get(title=title).pk}"


def test_up_and_down(signed_in: Client, version: ResumeVersion) -> None:
    assert order(version) == "ABC"
    do(signed_in, version, f"up:{key('C')}")
    assert order(version) == "ACB"
    do(signed_in, version, f"down:{key('A')}")
    assert order(version) == "CAB"
    do(signed_in, version, f"up:{key('C')}")  # it is the first already
    assert order(version) == "CAB"


def test_leave_out_and_add_again(signed_in: Client, version: ResumeVersion) -> None:
    do(signed_in, version, f"drop:{key('A')}")
    assert order(version) == "BC"
    assert ResumeEntry.objects.filter(title="A").exists()
    for _time in range(2):
        do(signed_in, version, f"add:{key('A')}")
    assert order(version) == "BCA"


def test_sections(signed_in: Client, version: ResumeVersion) -> None:
    do(signed_in, version, "hide:projects")
    do(signed_in, version, "later:experience")
    version.refresh_from_db()
    assert version.shown_sections()[:3] == ["education", "experience", "skills"]
    do(signed_in, version, "show:projects")
    do(signed_in, version, "earlier:projects")
    version.refresh_from_db()
    assert version.shown_sections()[-2:] == ["projects", "references"]


def test_asked_by_a_script_it_answers_with_the_list_alone(signed_in: Client, version: ResumeVersion) -> None:
    response = do(signed_in, version, f"up:{key('B')}", **{"hx-request": "true", "hx-target": "resume_arrange"})
    assert response.content.decode().startswith('<form id="resume_arrange"')
    assert response.headers["HX-Trigger-After-Swap"] == "arranged"
    assert do(signed_in, version, f"up:{key('B')}").url.startswith(f"/portfolio/resume/{version.pk}/#")


def test_skills_and_projects(signed_in: Client, version: ResumeVersion, learner: User, skill: Skill) -> None:
    project = Project.objects.create(owner=learner, title="Mine")
    do(signed_in, version, f"add:skill-{skill.pk}")
    assert not version.items.filter(skill=skill).exists()  # not rated
    roles_actions.rate_skill(owner=learner, skill=skill, level=2)
    do(signed_in, version, f"add:skill-{skill.pk}")
    do(signed_in, version, f"add:project-{project.pk}")
    assert version.items.filter(skill=skill).exists()
    assert version.items.filter(project=project).exists()


def test_what_is_not_ones_own_cannot_be_added(signed_in: Client, version: ResumeVersion, stranger: User) -> None:
    entry, project = resumes.entry(stranger), Project.objects.create(owner=stranger, title="Theirs")
    before = version.items.count()
    for name in (f"entry-{entry.pk}", f"project-{project.pk}", "entry-" + "9" * 30, "entry-", "entry--1", "x-1", "", "entry-٣"):
        assert do(signed_in, version, f"add:{name}").status_code == 302
        assert version.items.count() == before, name
        assert do(signed_in, version, f"drop:{name}").status_code == 302
        assert do(signed_in, version, f"up:{name}").status_code == 302
    assert version.items.count() == before


@pytest.mark.parametrize("step", ["", "x", "destroy:entry-1", "hide:everything", "a" * 100_000])
def test_an_unknown_step_is_refused(signed_in: Client, version: ResumeVersion, step: str) -> None:
    assert do(signed_in, version, step).status_code == 400


def test_a_stranger_gets_404(client: Client, stranger: User, version: ResumeVersion) -> None:
    client.force_login(stranger)
    assert do(client, version, "hide:projects").status_code == 404
    version.refresh_from_db()
    assert "projects" in version.shown_sections()
