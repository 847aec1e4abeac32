"""The page of the write-up."""

import pytest
from django.test import Client

from accounts.models import User
from portfolio import actions
from portfolio.models import Lesson, Project, ProjectSection
from tests.portfolio.conftest import section_of, start


def url(project: Project) -> str:
    return f"/portfolio/projects/{project.pk}/edit/"


def test_shows_each_prompt_with_an_example_and_what_reviewers_look_for(signed_in: Client, project: Project) -> None:
    text = signed_in.get(url(project)).content.decode()
    assert text.count("data-autosave-url") == 7
    for words in (
        "Which data or slice fails",
        "Night photos were 11%",
        "What reviewers look for",
        "Only the best seed is reported",
    ):
        assert words in text


def test_a_prompt_that_a_curator_took_out_keeps_what_was_written(signed_in: Client, project: Project) -> None:
    ProjectSection.objects.filter(pk=section_of(project, "ablation").pk).update(text="Kept")
    project.kind.prompts.filter(section="ablation").delete()
    text = signed_in.get(url(project)).content.decode()
    assert "Kept" in text
    assert "What does each change do on its own" not in text


def test_own_sections_are_added_moved_and_deleted(signed_in: Client, project: Project) -> None:
    response = signed_in.post(url(project), {"title": "Costs"})
    own = ProjectSection.objects.get(project=project, title="Costs")
    assert response.url.endswith(f"#section-{own.pk}")
    base = f"/portfolio/projects/{project.pk}/sections/{own.pk}/"
    signed_in.post(f"{base}move/", {"direction": "up"})
    signed_in.post(f"{base}move/", {"direction": "up"})
    order = list(ProjectSection.objects.filter(project=project).values_list("pk", flat=True))
    assert order.index(own.pk) == 5
    signed_in.post(f"{base}move/", {"direction": "down"})
    assert list(ProjectSection.objects.filter(project=project).values_list("pk", flat=True)).index(own.pk) == 6
    assert "all its former versions go" in signed_in.get(f"{base}delete/").content.decode()
    assert ProjectSection.objects.filter(pk=own.pk).exists()
    signed_in.post(f"{base}delete/")
    assert not ProjectSection.objects.filter(pk=own.pk).exists()


def test_a_prompt_of_the_kind_is_not_deleted(signed_in: Client, project: Project) -> None:
    section = section_of(project)
    signed_in.post(f"/portfolio/projects/{project.pk}/sections/{section.pk}/delete/")
    assert ProjectSection.objects.filter(pk=section.pk).exists()


def test_moving_beyond_an_end_changes_nothing(signed_in: Client, project: Project) -> None:
    before = list(ProjectSection.objects.filter(project=project).values_list("section", flat=True))
    signed_in.post(f"/portfolio/projects/{project.pk}/sections/{section_of(project).pk}/move/", {"direction": "up"})
    assert list(ProjectSection.objects.filter(project=project).values_list("section", flat=True)) == before


@pytest.mark.parametrize("title", ["", "x" * 100_000, "a\0b"])
def test_a_title_that_is_none_is_explained(signed_in: Client, project: Project, title: str) -> None:
    response = signed_in.post(url(project), {"title": title})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()


def test_there_is_an_end_to_sections(signed_in: Client, project: Project) -> None:
    for number in range(20):
        signed_in.post(url(project), {"title": f"Own {number}"})
    assert ProjectSection.objects.filter(project=project).count() == actions.MOST_SECTIONS


def test_lessons_to_repeat_come_back_and_are_taken_up_once(signed_in: Client, learner: User, project: Project) -> None:
    earlier = start(learner, "Earlier work")
    lesson = Lesson.objects.create(owner=learner, project=earlier, text="Look at 100 errors first", repeat_next_time=True)
    Lesson.objects.create(owner=learner, project=earlier, text="Only this once")
    text = signed_in.get(url(project)).content.decode()
    assert "Look at 100 errors first" in text
    assert "Only this once" not in text
    for _click in range(2):
        signed_in.post(f"/portfolio/projects/{project.pk}/lessons/{lesson.pk}/")
    taken = Lesson.objects.get(project=project)
    assert (taken.text, taken.taken_from) == (lesson.text, lesson)
    assert "To repeat from earlier projects" not in signed_in.get(url(project)).content.decode()
    assert "taken from" in signed_in.get(project.get_absolute_url()).content.decode()


def test_nobody_is_shown_or_takes_up_anothers_lessons(signed_in: Client, project: Project, stranger: User) -> None:
    theirs = Lesson.objects.create(owner=stranger, project=start(stranger), text="CANARY", repeat_next_time=True)
    assert "CANARY" not in signed_in.get(url(project)).content.decode()
    assert signed_in.post(f"/portfolio/projects/{project.pk}/lessons/{theirs.pk}/").status_code == 404


def test_queries(signed_in: Client, learner: User, project: Project, django_assert_max_num_queries) -> None:
    for number in range(5):
        Lesson.objects.create(owner=learner, project=start(learner), text=f"Lesson {number}", repeat_next_time=True)
    signed_in.get(url(project))
    with django_assert_max_num_queries(8):
        signed_in.get(url(project))
