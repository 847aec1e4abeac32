"""A quarter and what it taught."""

import uuid
from datetime import date

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from portfolio.models import ActionDone, QuarterReview
from tests.portfolio.brand_cast import planned

URL = "/portfolio/brand/quarters/2026-1/"


@time_machine.travel("2026-03-12T09:00Z", tick=False)
def test_shows_what_was_done_and_what_is_planned(signed_in: Client, learner: User) -> None:
    action = planned(learner, title="Write", due=date(2026, 3, 20))
    ActionDone.objects.create(
        owner=learner, planned=action, done_on=date(2026, 1, 5), outcome="Two replies", form_key=uuid.uuid4()
    )
    text = signed_in.get(URL).content.decode()
    assert "Two replies" in text
    assert 'aria-label="2026, quarter 1; Be findable: 0 done, 0 planned; Grow: 0 done, 0 planned; ' in text
    assert 'Be useful to others: 1 done, 1 planned"' in text
    assert "Two replies" not in signed_in.get("/portfolio/brand/quarters/2025-4/").content.decode()


def test_the_review_is_kept_and_two_tabs_lose_nothing(signed_in: Client, learner: User) -> None:
    assert signed_in.post(URL, {"worked": "Talks", "keep": "", "drop": "", "version": "1"}).status_code == 302
    assert QuarterReview.objects.get(owner=learner).quarter == date(2026, 1, 1)
    assert signed_in.post(URL, {"worked": "Other", "keep": "", "drop": "", "version": "1"}).status_code == 409
    assert QuarterReview.objects.get(owner=learner).worked == "Talks"


@pytest.mark.parametrize("slug", ["2026-5", "abc", "2026", "99999999999-1", "1-1", "٢٠٢٦-1", "2026-1-1"])
def test_no_quarter_leads_to_the_present_one(signed_in: Client, slug: str) -> None:
    with time_machine.travel("2026-03-12T09:00Z", tick=False):
        response = signed_in.get(f"/portfolio/brand/quarters/{slug}/")
    assert response.status_code == 404 or response.url == URL


def test_a_stranger_sees_only_their_own(signed_in: Client, stranger: User) -> None:
    action = planned(stranger)
    ActionDone.objects.create(owner=stranger, planned=action, done_on=date(2026, 1, 5), outcome="Canary", form_key=uuid.uuid4())
    QuarterReview.objects.create(owner=stranger, quarter=date(2026, 1, 1), worked="Canary")
    text = signed_in.get(URL).content.decode()
    assert "anary" not in text


def test_too_long_comes_back(signed_in: Client) -> None:
    response = signed_in.post(URL, {"worked": "y" * 3001, "keep": "kept words", "drop": "", "version": "1"})
    assert response.status_code == 422
    assert "kept words" in response.content.decode()
