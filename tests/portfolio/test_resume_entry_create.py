"""Writing a fact down."""

import uuid

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import ResumeEntry
from portfolio.resume.kinds import KINDS
from tests.portfolio import resumes

URL = "/portfolio/resume/entries/new/experience/"
JOB = {
    "title": "Engineer", "organisation": "Example", "start": "2022-03", "current": "on",
    "highlights": " Cut cost by 10% \r\n\r\nb", "url": "example.org", "language": "en", "version": 1,
}  # fmt: skip


def test_stores_it_tidily(signed_in: Client, learner: User) -> None:
    assert signed_in.post(URL, JOB).url == "/portfolio/resume/"
    entry = ResumeEntry.objects.get()
    assert (entry.owner, entry.kind, entry.start, entry.current) == (learner, "experience", "2022-03", True)
    assert entry.highlights == "Cut cost by 10% \n\nb"
    assert entry.url == "https://example.org"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_form_that_can_be_filled(signed_in: Client, kind: str) -> None:
    url = f"/portfolio/resume/entries/new/{kind}/"
    assert signed_in.get(url).status_code == 200
    texts = {name: "2024" if name in {"start", "end"} else "x" for name in KINDS[kind].fields if name != "url"}
    assert signed_in.post(url, {**texts, "language": "en", "version": 1}).status_code == 302
    assert ResumeEntry.objects.get().kind == kind


def test_the_same_form_sent_twice_makes_one(signed_in: Client) -> None:
    for _time in range(2):
        signed_in.post(URL, JOB | {"form_key": str(uuid.UUID(int=7))})
    assert ResumeEntry.objects.count() == 1


def test_from_a_resume_it_goes_into_that_resume(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner, {})
    page = signed_in.get(f"{URL}?version={version.pk}")
    assert f'name="version_id" value="{version.pk}"' in page.content.decode()
    assert signed_in.post(URL, JOB | {"version_id": version.pk}).url == f"/portfolio/resume/{version.pk}/"
    assert version.items.get().entry == ResumeEntry.objects.get()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "٣"])
def test_a_resume_that_is_not_there_is_ignored(signed_in: Client, number: str) -> None:
    assert signed_in.get(f"{URL}?version={number}").status_code == 200
    assert signed_in.post(URL, JOB | {"version_id": number}).url == "/portfolio/resume/"


def test_not_into_the_resume_of_a_stranger(signed_in: Client, stranger: User) -> None:
    theirs = resumes.imported(stranger, {})
    assert "Imported" not in signed_in.get(f"{URL}?version={theirs.pk}").content.decode()
    assert signed_in.post(URL, JOB | {"version_id": theirs.pk}).url == "/portfolio/resume/"
    assert not theirs.items.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""), ("title", "x" * 301), ("start", "spring"), ("start", "2024-13"), ("end", "2021"),
        ("url", "javascript:alert(1)"),
        ("highlights", "x" * 1_000_000), ("title", "a\0b"), ("language", "fr"), ("end", "2024"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(signed_in: Client, field: str, value: str) -> None:
    current = {"current": ""} if value == "2021" else {}
    response = signed_in.post(URL, JOB | {"summary": "kept as typed"} | current | {field: value})
    assert response.status_code == 422
    assert "kept as typed" in response.content.decode()
    assert response.context["form"].errors.keys() == {field}
    assert not ResumeEntry.objects.exists()


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("March 2022", "2023", {"start"}), ("2022", "now", {"end"}), ("2024-13", "2024", {"start"}),
        ("%s", "x", {"start", "end"}), ("0", "1", {"start", "end"}), ("2023-02-30", "2024", {"start"}),
        ("2024", "2023", {"end"}),
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_said_beside_one_that_is(signed_in: Client, start: str, end: str, wrong: set[str]) -> None:
    response = signed_in.post(URL, JOB | {"start": start, "end": end, "current": ""})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == wrong


def test_what_belongs_to_us_cannot_be_sent(signed_in: Client, learner: User, stranger: User) -> None:
    hostile = {
        "owner": stranger.pk,
        "owner_id": stranger.pk,
        "kind": "award",
        "family": str(uuid.UUID(int=1)),
        "extra": "{}",
        "id": 9,
    }
    signed_in.post(URL, JOB | hostile)
    entry = ResumeEntry.objects.get()
    assert (entry.owner, entry.kind) == (learner, "experience")
    assert entry.family != uuid.UUID(int=1)


def test_an_unknown_kind_is_not_there(signed_in: Client) -> None:
    assert signed_in.get("/portfolio/resume/entries/new/hobby/").status_code == 404
