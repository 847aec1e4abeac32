"""The funnel: counts, and no percentage under five cases."""

import re

import pytest
from django.test import Client

from accounts.models import User
from interviews.queries.funnel import rate
from tests.interviews.search import apply

URL = "/interviews/applications/funnel/"


@pytest.mark.parametrize(("part", "whole", "percent"), [(2, 4, None), (0, 0, None), (3, 5, 60), (1, 6, 17), (5, 5, 100)])
def test_rate(part: int, whole: int, percent: int | None) -> None:
    assert rate(part, whole) == percent


def test_counts_what_was_reached_and_where_it_ended(signed_in: Client, learner: User, stranger: User) -> None:
    apply(learner, "preparing")
    apply(learner, "preparing", "withdrawn")
    apply(learner, "applied", "rejected", source="job board")
    apply(learner, "applied", "no-response", source="job board")
    apply(learner, "rejected")  # imported without its history: it was sent, at least
    apply(learner, "applied", "screening", "technical-1", "rejected", source="referral")
    apply(learner, "applied", "screening", "technical-1", "hr", "decision", "offer", "accepted", source="referral")
    apply(learner, "technical-1")  # the record starts in the middle: the steps before were passed
    apply(stranger, "applied", "screening")
    found = signed_in.get(URL).context["funnel"]
    assert [step.count for step in found.steps] == [6, 3, 3, 1, 1, 1]
    assert [step.rate for step in found.steps] == [None, 50, None, None, None, None]
    assert ("Applied", "Not selected", 1) in found.ends
    assert {source.name: (source.applied, source.answered, source.offers) for source in found.sources} == {
        "job board": (2, 0, 0), "referral": (2, 2, 1), "not noted": (2, 1, 0),
    }  # fmt: skip


def test_a_few_cases_show_no_percentage_and_an_empty_funnel_the_next_step(signed_in: Client, learner: User) -> None:
    assert "No numbers yet" in signed_in.get(URL).content.decode()
    for _number in range(4):
        apply(learner, "applied", "screening", source="fair")
    text = signed_in.get(URL).content.decode()
    assert not re.search(r"\d %", text)
    assert 'aria-label="Applied: 4; Screening: 4' in text
    apply(learner, "applied", source="fair")
    assert re.search(r"4 / 5 · 80%", signed_in.get(URL).content.decode())


def test_a_way_back_does_not_count_twice(signed_in: Client, learner: User) -> None:
    apply(learner, "applied", "screening", "technical-1", "technical-2", "technical-1", "technical-2", "hr", "technical-1")
    assert [step.count for step in signed_in.get(URL).context["funnel"].steps] == [1, 1, 1, 1, 0, 0]
