"""The board of the brand plan."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from portfolio.brand.plan import load
from portfolio.models import BrandPlan, PlannedAction
from tests.portfolio.brand_cast import planned

URL = "/portfolio/brand/"


def test_an_empty_plan_names_the_next_step(signed_in: Client) -> None:
    text = signed_in.get(URL).content.decode()
    assert "Nothing is planned yet" in text
    assert "Draft it from my record" in text
    assert text.count(">Choose an action</a>") == 1  # one next step, not the same button twice


@time_machine.travel("2026-03-12T09:00Z", tick=False)
def test_what_waits_comes_first_and_can_be_moved(signed_in: Client, learner: User) -> None:
    planned(learner, title="Late one")
    planned(learner, title="Coming one", due=date(2026, 4, 1))
    planned(learner, title="Dropped one", stopped_at="2026-03-01T00:00Z")
    text = signed_in.get(URL).content.decode()
    assert text.index("Waiting") < text.index("Late one") < text.index("Coming one") < text.index("Dropped one")
    assert 'name="due" value="2026-03-13"' in text  # by Friday
    assert 'name="due" value="2026-03-16"' in text  # next week


@time_machine.travel("2026-03-12T23:30Z", tick=False)
def test_the_day_is_the_learners_own(signed_in: Client, learner: User) -> None:
    planned(learner, due=date(2026, 3, 12))
    assert "Waiting" not in signed_in.get(URL).content.decode()
    User.objects.filter(pk=learner.pk).update(time_zone="Asia/Shanghai")  # where it is the 13th already
    assert "Waiting" in signed_in.get(URL).content.decode()


@time_machine.travel("2026-03-12T09:00Z", tick=False)
def test_a_plan_that_asks_too_much_says_so(signed_in: Client, learner: User) -> None:
    planned(learner, cadence="weekly", hours=Decimal(3))
    assert "asks more hours than you have" in signed_in.get(URL).content.decode()
    BrandPlan.objects.filter(owner=learner).update(hours_a_week=4)
    assert "asks more hours than you have" not in signed_in.get(URL).content.decode()


@pytest.mark.django_db
def test_the_load_counts_each_occurrence_of_thirteen_weeks(learner: User) -> None:
    today = date(2026, 3, 12)
    actions = [
        planned(learner, cadence="weekly", hours=Decimal(1), due=today),
        planned(learner, cadence="once", hours=Decimal(13), due=today),
    ]
    assert load(actions, Decimal(2), today).asked == Decimal("2.0")


def test_a_stranger_sees_nothing_of_it(signed_in: Client, stranger: User) -> None:
    planned(stranger)
    BrandPlan.objects.create(owner=stranger, positioning="Canary positioning")
    text = signed_in.get(URL).content.decode()
    assert "anary" not in text


def test_the_number_of_queries_does_not_grow(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    for _ in range(30):
        planned(learner)
    signed_in.get(URL)
    with django_assert_max_num_queries(10):
        signed_in.get(URL)
    assert PlannedAction.objects.count() == 30
