"""The frame of a project."""

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Project

FORM = {"title": "Night photos", "summary": "Made robust", "own_part": "All of it", "started": "2026-01-05", "version": "1"}


def url(project: Project) -> str:
    return f"/portfolio/projects/{project.pk}/details/"


def test_saves(signed_in: Client, project: Project) -> None:
    assert signed_in.post(url(project), {**FORM, "code_link": "example.org/code"}).status_code == 302
    project.refresh_from_db()
    assert (project.summary, project.code_link, str(project.started)) == (
        "Made robust",
        "https://example.org/code",
        "2026-01-05",
    )
    text = signed_in.get(project.get_absolute_url()).content.decode()
    assert "January 2026 – now" in text
    assert 'href="https://example.org/code"' in text


@pytest.mark.parametrize(
    "changes",
    [{"title": ""}, {"title": "x" * 1_000_000}, {"summary": "x" * 1001}, {"own_part": "a\0b"}, {"ended": "2025-01-01"},
     {"started": "yesterday"}, {"started": "99999-01-01"}, {"demo_link": "javascript:alert(1)"}, {"version": "x"}],
)  # fmt: skip
def test_bad_input_is_explained_and_the_rest_is_kept(signed_in: Client, project: Project, changes: dict[str, str]) -> None:
    response = signed_in.post(url(project), {**FORM, "organisation": "Night lab", **changes})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert 'value="Night lab"' in response.content.decode()
    project.refresh_from_db()
    assert project.summary == ""


def test_two_tabs(signed_in: Client, project: Project) -> None:
    signed_in.post(url(project), {**FORM, "summary": "first tab"})
    response = signed_in.post(url(project), {**FORM, "summary": "second tab"})
    assert response.status_code == 409
    assert "first tab" in response.content.decode()
    assert "second tab" in response.content.decode()
    again = signed_in.post(url(project), {**FORM, "summary": "second tab", "version": "2"})
    assert again.status_code == 302
    assert signed_in.post(url(project), {**FORM, "summary": "second tab", "version": "2"}).status_code == 302  # sent twice


def test_hostile_extra_fields_are_ignored(signed_in: Client, project: Project, stranger: User) -> None:
    signed_in.post(url(project), {**FORM, "owner": stranger.pk, "id": "99", "finished_at": "2026-01-01", "kind": ""})
    project.refresh_from_db()
    assert project.owner != stranger
    assert project.is_draft
    assert project.kind


def test_a_stranger_finds_nothing(client: Client, project: Project, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(url(project)).status_code == 404
    assert client.post(url(project), FORM).status_code == 404
