"""The workbench."""

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Project, ResumeVersion
from tests.portfolio import resumes

DATA = {
    "name": "For Example", "full_name": "Lea", "headline": "Engineer", "skill_detail": "names", "paper": "a4",
    "density": "compact", "version": 1,
}  # fmt: skip


@pytest.fixture
def version(learner: User) -> ResumeVersion:
    return resumes.imported(learner)


def test_shows_what_it_picks_and_how_it_reads(signed_in: Client, version: ResumeVersion) -> None:
    page = signed_in.get(f"/portfolio/resume/{version.pk}/").content.decode()
    assert 'value="up:entry-' in page
    assert '<article class="paper calm"' in page
    assert "Improved the team spirit." in page  # the claim without a number
    assert '<span class="weak">Improved the team spirit.</span>' in page
    assert page.count("<h1") == 1


def test_saves(signed_in: Client, version: ResumeVersion) -> None:
    assert signed_in.post(f"/portfolio/resume/{version.pk}/", DATA).status_code == 302
    version.refresh_from_db()
    assert (version.full_name, version.headline, version.density, version.version) == ("Lea", "Engineer", "compact", 2)
    assert version.email == ""


def test_two_tabs(signed_in: Client, version: ResumeVersion) -> None:
    signed_in.post(f"/portfolio/resume/{version.pk}/", DATA)
    response = signed_in.post(f"/portfolio/resume/{version.pk}/", DATA | {"headline": "Other tab"})
    assert response.status_code == 409
    assert "Other tab" in response.content.decode()
    version.refresh_from_db()
    assert version.headline == "Engineer"


@pytest.mark.parametrize(
    ("field", "value"), [("website", "javascript:alert(1)"), ("email", "x"), ("name", ""), ("summary", "x" * 3001)]
)
def test_bad_input_is_kept(signed_in: Client, version: ResumeVersion, field: str, value: str) -> None:
    response = signed_in.post(f"/portfolio/resume/{version.pk}/", DATA | {"phone": "kept as typed"} | {field: value})
    assert response.status_code == 422
    assert "kept as typed" in response.content.decode()
    assert response.context["form"].errors.keys() == {field}


def test_a_stranger_gets_404(client: Client, stranger: User, version: ResumeVersion) -> None:
    client.force_login(stranger)
    for path in ("", "preview/", "job/", "copy/", "delete/"):
        assert client.get(f"/portfolio/resume/{version.pk}/{path}").status_code == 404
        assert client.post(f"/portfolio/resume/{version.pk}/{path}", DATA).status_code == 404
    for form in ("pdf", "md", "txt", "json", "html"):
        assert client.get(f"/portfolio/resume/{version.pk}.{form}").status_code == 404
    assert client.get("/portfolio/resume/" + "9" * 30 + "/").status_code == 404


def test_hostile_names_stay_text(signed_in: Client, learner: User) -> None:
    name = "\u202eevil\u202c <script>alert(1)</script> 👩🏽‍💻"
    version = resumes.imported(
        learner, {"basics": {"name": name}, "work": [{"name": name, "highlights": ["<img src=x onerror=alert(1)>"]}]}
    )
    page = signed_in.get(f"/portfolio/resume/{version.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<bdi>\u202eevil" in page


@pytest.mark.parametrize("count", [1, 200])
def test_two_hundred_projects_cost_no_more_queries(
    signed_in: Client, learner: User, count: int, django_assert_max_num_queries
) -> None:
    version = resumes.imported(learner, {})
    projects = Project.objects.bulk_create([Project(owner=learner, title=f"Project {n}") for n in range(count)])
    version.items.bulk_create([version.items.model(owner=learner, version=version, project=p, position=p.pk) for p in projects])
    signed_in.get("/skills/")  # the guidance is in memory from here on, whichever test came first
    with django_assert_max_num_queries(14):
        response = signed_in.get(f"/portfolio/resume/{version.pk}/")
    assert f"Project {count - 1}" in response.content.decode()
