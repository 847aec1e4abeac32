"""The table of all applications."""

import pytest
from django.test import Client

from accounts.models import User
from interviews.queries.applications import PAGE
from tests.interviews.search import apply

URL = "/interviews/applications/all/"


def companies(response) -> list[str]:
    return [row.company for row in response.context["rows"]]


def test_search_stage_and_order(signed_in: Client, learner: User, stranger: User) -> None:
    apply(learner, "applied", company="Beta", source="referral")
    apply(learner, "applied", "rejected", company="alpha 公司", notes="pays well")
    apply(learner, "applied", "screening", company="Gamma")
    apply(stranger, "applied", company="Beta secret")
    assert sorted(companies(signed_in.get(URL))) == ["Beta", "Gamma", "alpha 公司"]
    assert companies(signed_in.get(URL, {"q": "BETA"})) == ["Beta"]
    assert companies(signed_in.get(URL, {"q": "pays"})) == ["alpha 公司"]
    assert companies(signed_in.get(URL, {"q": "公司"})) == ["alpha 公司"]
    assert companies(signed_in.get(URL, {"stage": "ended"})) == ["alpha 公司"]
    assert sorted(companies(signed_in.get(URL, {"stage": "active"}))) == ["Beta", "Gamma"]
    assert companies(signed_in.get(URL, {"sort": "stage"})) == ["Beta", "Gamma", "alpha 公司"]
    assert companies(signed_in.get(URL, {"sort": "-stage"})) == ["alpha 公司", "Gamma", "Beta"]


def test_the_heading_turns_the_order_round_and_says_it(signed_in: Client, learner: User) -> None:
    apply(learner)
    text = signed_in.get(URL, {"sort": "company", "q": "a"}).content.decode()
    assert 'aria-sort="ascending"' in text
    assert "sort=-company" in text
    assert "q=a" in text


def test_pages(signed_in: Client, learner: User) -> None:
    for number in range(PAGE + 3):
        apply(learner, company=f"C{number:03}")
    first = signed_in.get(URL, {"sort": "company", "q": "C"})
    assert companies(first)[0] == "C000"
    assert len(companies(first)) == PAGE
    assert 'rel="next"' in first.content.decode()
    second = signed_in.get(URL, {"sort": "company", "q": "C", "page": 2})
    assert len(companies(second)) == 3
    assert 'rel="next"' not in second.content.decode()
    assert "q=C" in second.content.decode()


def test_nothing_fits_and_nothing_there(signed_in: Client, learner: User) -> None:
    text = signed_in.get(URL).content.decode()
    assert "No applications yet" in text
    assert "Import a spreadsheet" in text
    assert 'type="search"' not in text  # there is nothing to search, or to take away
    assert "CSV for spreadsheets" not in text
    apply(learner)
    assert "CSV for spreadsheets" in signed_in.get(URL, {"q": "zzz"}).content.decode()
    assert "Nothing fits" in signed_in.get(URL, {"q": "zzz"}).content.decode()


def test_htmx_gets_the_table_alone(signed_in: Client, learner: User) -> None:
    apply(learner)
    text = signed_in.get(URL, headers={"hx-request": "true", "hx-target": "applications"}).content.decode()
    assert text.lstrip().startswith('<div id="applications"')


@pytest.mark.parametrize("text", ["%", "_", "'", "a" * 100_000, "9" * 5000, "-1", "١", "\u202e"])
def test_odd_queries_are_harmless(signed_in: Client, learner: User, text: str) -> None:
    apply(learner)
    for name in ("q", "stage", "sort", "page"):
        assert signed_in.get(URL, {name: text}).status_code == 200
