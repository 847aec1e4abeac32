"""One's projects."""

import uuid

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Project, ProjectSection, ProjectSkill
from roles.models import Skill
from tests.portfolio.conftest import section_of, start

URL = "/portfolio/projects/"


def test_an_empty_list_offers_the_four_kinds_and_free_form(signed_in: Client) -> None:
    text = signed_in.get(URL).content.decode()
    assert text.count("?kind=") == 5
    assert "/portfolio/projects/new/?kind=model-tuning" in text


def test_shows_kind_state_and_how_far_it_is(signed_in: Client, project: Project) -> None:
    ProjectSection.objects.filter(pk=section_of(project).pk).update(text="Half of it")
    text = signed_in.get(URL).content.decode()
    assert "Night photos" in text
    assert "Model tuning" in text
    assert "draft · 1 of 7 sections written" in text


def test_others_are_not_in_it(signed_in: Client, stranger: User) -> None:
    start(stranger, "CANARY")
    assert "CANARY" not in signed_in.get(URL).content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "abc", "9" * 400, "1e3"])
def test_a_page_that_is_none_shows_one_that_is(signed_in: Client, project: Project, page: str) -> None:
    assert "Night photos" in signed_in.get(f"{URL}?page={page}").content.decode()


def test_200_projects_come_in_pages_with_the_same_few_queries(
    signed_in: Client, learner: User, project: Project, django_assert_num_queries
) -> None:
    signed_in.get(URL)
    with django_assert_num_queries(6):  # session, user, count, projects, their sections, version of the guidance
        signed_in.get(URL)
    Project.objects.bulk_create(Project(owner=learner, title=f"P{index}", form_key=uuid.uuid4()) for index in range(200))
    with django_assert_num_queries(6):
        response = signed_in.get(URL)
    text = response.content.decode()
    assert text.count('class="card link"') == 24
    assert "Page 1 of 9" in text
    assert "Night photos" in signed_in.get(f"{URL}?page=9").content.decode()


def test_only_those_that_show_a_skill(signed_in: Client, learner: User, project: Project, skill: Skill) -> None:
    other = start(learner, "Rain radar")
    ProjectSkill.objects.create(owner=learner, project=other, skill=skill, level=3)
    text = signed_in.get(f"{URL}?skill={skill.slug}").content.decode()
    assert "Rain radar" in text
    assert "Night photos" not in text
    assert f"{URL}?skill={skill.slug}" in signed_in.get(skill.get_absolute_url()).content.decode()
    assert signed_in.get(f"{URL}?skill=nothing").status_code == 404
    assert "None of your projects shows this skill yet." in signed_in.get(f"{URL}?skill=sql-querying").content.decode()
