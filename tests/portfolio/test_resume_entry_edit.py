"""Changing a fact, on its own page and in its row."""

from django.test import Client

from accounts.models import User
from portfolio.models import ResumeEntry
from tests.portfolio import resumes

DATA = {"title": "Lead engineer", "organisation": "Example", "language": "en", "version": 1}


def url(entry: ResumeEntry) -> str:
    return f"/portfolio/resume/entries/{entry.pk}/"


def in_place(entry: ResumeEntry) -> dict[str, str]:
    return {"hx-request": "true", "hx-target": f"entry-{entry.pk}"}


def test_saves_and_goes_back(signed_in: Client, learner: User) -> None:
    entry = resumes.entry(learner)
    assert signed_in.post(url(entry), DATA).url == "/portfolio/resume/"
    entry.refresh_from_db()
    assert (entry.title, entry.version) == ("Lead engineer", 2)


def test_in_its_row(signed_in: Client, learner: User) -> None:
    entry = resumes.entry(learner)
    form = signed_in.get(url(entry), headers=in_place(entry)).content.decode()
    assert form.startswith(f'<li class="material open" id="entry-{entry.pk}">')
    row = signed_in.post(url(entry), DATA, headers=in_place(entry)).content.decode()
    assert row.startswith(f'<li class="material" id="entry-{entry.pk}">')
    assert "Lead engineer" in row
    assert "<html" not in row
    back = signed_in.get(f"{url(entry)}?row", headers=in_place(entry)).content.decode()
    assert "<form" not in back


def test_bad_input_in_its_row(signed_in: Client, learner: User) -> None:
    entry = resumes.entry(learner)
    response = signed_in.post(url(entry), DATA | {"start": "soon"}, headers=in_place(entry))
    assert response.status_code == 422
    assert "soon" in response.content.decode()


def test_two_tabs_do_not_overwrite_each_other(signed_in: Client, learner: User) -> None:
    entry = resumes.entry(learner)
    signed_in.post(url(entry), DATA)
    response = signed_in.post(url(entry), DATA | {"title": "Typed in the other tab"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Lead engineer" in page
    assert "Typed in the other tab" in page
    entry.refresh_from_db()
    assert entry.title == "Lead engineer"
    assert signed_in.post(url(entry), DATA | {"title": "Typed in the other tab", "version": 2}).status_code == 302


def test_a_stranger_gets_404(client: Client, stranger: User, learner: User) -> None:
    entry = resumes.entry(learner)
    client.force_login(stranger)
    assert client.get(url(entry)).status_code == 404
    assert client.post(url(entry), DATA).status_code == 404
    assert client.get(url(entry), headers=in_place(entry)).status_code == 404
    assert client.get("/portfolio/resume/entries/" + "9" * 30 + "/").status_code == 404


def test_says_where_else_it_changes(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner)
    entry = version.items.exclude(entry=None).first().entry
    signed_in.post(f"/portfolio/resume/{version.pk}/copy/", {"name": "b", "language": "en", "form_key": resumes.KEY})
    assert "It stands in 2 résumés" in signed_in.get(url(entry)).content.decode()
