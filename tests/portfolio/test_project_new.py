"""Starting a project."""

import uuid

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Project

URL = "/portfolio/projects/new/"


def form(**changes: str) -> dict[str, str]:
    return {"title": "Night photos", "form_key": str(uuid.uuid4()), **changes}


def test_asks_for_the_kind_first(signed_in: Client) -> None:
    text = signed_in.get(URL).content.decode()
    assert "What kind of work was it?" in text
    assert "You will be asked about" in signed_in.get(f"{URL}?kind=model-tuning").content.decode()


@pytest.mark.parametrize(
    ("kind", "sections"),
    [("model-tuning", 7), ("feature-engineering", 7), ("model-deployment", 7), ("project-retrospective", 7), ("free", 3)],
)
def test_starts_with_the_sections_of_the_kind(signed_in: Client, learner: User, kind: str, sections: int) -> None:
    response = signed_in.post(f"{URL}?kind={kind}", form())
    project = Project.objects.get(owner=learner)
    assert response.url == f"/portfolio/projects/{project.pk}/edit/"
    assert project.sections.count() == sections
    assert (project.kind.slug if project.kind else "free") == kind


def test_the_same_form_sent_twice_makes_one(signed_in: Client, learner: User) -> None:
    sent = form()
    assert signed_in.post(f"{URL}?kind=free", sent).url == signed_in.post(f"{URL}?kind=free", sent).url
    assert Project.objects.filter(owner=learner).count() == 1


@pytest.mark.parametrize("changes", [{"title": ""}, {"title": "x" * 1_000_000}, {"title": "a\0b"}, {"form_key": "x"}])
def test_bad_input_is_explained(signed_in: Client, learner: User, changes: dict[str, str]) -> None:
    response = signed_in.post(f"{URL}?kind=model-tuning", form(**changes))
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert "Model tuning" in response.content.decode()
    assert not Project.objects.filter(owner=learner).exists()


def test_a_kind_that_is_none_is_free_in_form(signed_in: Client) -> None:
    for kind in ("nothing", "../x", "9" * 3000):
        assert "What kind of work was it?" in signed_in.get(f"{URL}?kind={kind}").content.decode()
