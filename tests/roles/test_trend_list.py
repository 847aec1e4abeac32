"""Trends and standards: sourced, filtered, followed."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from roles.models import Trend
from tests.conftest import CONTENT

ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_entry_shows_its_source_and_how_well_it_was_checked(client: Client, db: None) -> None:
    response = client.get("/trends/")
    text = response.content.decode()
    shown = response.context["entries"]
    assert len(shown) == Trend.objects.published().count() >= 30
    for entry in shown:
        assert entry["trend"].source_url.replace("&", "&amp;") in text
        assert entry["trend"].verification in {"primary", "cited", "secondary"}
    assert text.count(">Source</a>") == len(shown)
    unknown = [entry for entry in shown if entry["trend"].checked_on is None]
    assert 0 < len(unknown) < len(shown) / 2
    assert text.count("no date of checking") == len(unknown)
    assert text.count("last checked Nov. 28, 2026") == len(shown) - len(unknown)
    assert text.count("confirmed through others who cite it") == sum(e["trend"].verification == "cited" for e in shown) > 10
    assert "recalled" not in (CONTENT / "trends.yaml").read_text(encoding="utf-8")


def test_it_is_filtered_by_role_skill_and_kind(client: Client, db: None) -> None:
    for query in ("role=test-engineer", "skill=ml-testing", "kind=law"):
        part = client.get(f"/trends/?{query}").context["entries"]
        assert 0 < len(part) < 30
    assert all(entry["trend"].kind == "law" for entry in client.get("/trends/?kind=law").context["entries"])
    assert len(client.get("/trends/?kind=nonsense&role=x&skill=x").context["entries"]) >= 30


def test_the_newest_stand_open_and_older_years_are_folded(client: Client, db: None) -> None:
    response = client.get("/trends/")
    text = response.content.decode()
    by_year = response.context["by_year"]
    years = [year for year, _entries in by_year]
    assert years == sorted(years, reverse=True)
    assert sum(len(entries) for _year, entries in by_year) == len(response.context["entries"])
    opened = response.context["open_years"]
    assert opened == set(years[: len(opened)])
    assert 8 <= sum(len(entries) for year, entries in by_year if year in opened) < 20
    assert text.count('<details class="fold" open>') == len(opened)
    assert text.count('<details class="fold">') == len(years) - len(opened) > 3
    few = client.get("/trends/?kind=law").content.decode()
    assert '<details class="fold" open>' in few


def test_it_is_on_the_pages_of_the_roles_and_skills_that_it_changes(client: Client, db: None) -> None:
    assert 'href="/trends/#cn-genai-tester-2025"' in client.get("/roles/test-engineer/").content.decode()
    assert 'href="/trends/#cn-genai-tester-2025"' in client.get("/skills/ml-testing/").content.decode()
    Trend.objects.get(slug="cn-genai-tester-2025").delete()
    assert 'href="/trends/#cn-genai-tester-2025"' not in client.get("/skills/ml-testing/").content.decode()


@pytest.mark.parametrize(("language", "word"), [("en", "What"), ("zh", "的")])
def test_the_feed_is_atom_in_its_own_language(client: Client, db: None, language: str, word: str) -> None:
    response = client.get(f"/trends/feed/{language}/", headers={"accept-language": "en" if language == "zh" else "zh-CN"})
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(response.content)  # noqa: S314
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) >= 30
    dates = [entry.find(f"{ATOM}published").text for entry in entries]
    assert dates == sorted(dates, reverse=True)
    assert word in response.content.decode()
    told = "".join(entry.find(f"{ATOM}title").text for entry in entries)
    assert (language == "zh") == ("新职业" in told)


def test_it_costs_no_query_beyond_the_guidance(client: Client, db: None, django_assert_max_num_queries) -> None:
    client.get("/trends/")
    with django_assert_max_num_queries(2):
        client.get("/trends/")


def test_a_guest_who_has_the_page_is_not_sent_it_again(client: Client, db: None) -> None:
    client.get("/trends/")
    etag = client.get("/trends/").headers["ETag"]
    assert client.get("/trends/", headers={"if-none-match": etag}).status_code == 304
