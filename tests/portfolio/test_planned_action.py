"""Plan an action, and change it."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import BrandPillar, PlannedAction
from tests.portfolio.brand_cast import planned, template

NEW = "/portfolio/brand/planned/new/"


def fields(**values: object) -> dict[str, object]:
    return {
        "pillar": BrandPillar.objects.get(slug="influence").pk, "title": "Write", "channel": "Blog", "cadence": "quarterly",
        "hours": "12", "due": "2026-05-01", "measure": "Three readers", "version": "1", "form_key": str(uuid.uuid4()), **values,
    }  # fmt: skip


def test_the_template_fills_the_form(signed_in: Client) -> None:
    text = signed_in.get(f"{NEW}?action=deep-blog").content.decode()
    assert template().title_en in text
    assert template().first_step_en in text


def test_plans_and_a_form_sent_twice_makes_one(signed_in: Client, learner: User) -> None:
    data = fields()
    for _ in range(2):
        assert signed_in.post(f"{NEW}?action=deep-blog", data).status_code == 302
    own = PlannedAction.objects.get(owner=learner)
    assert (own.template, own.hours, own.due) == (template(), Decimal(12), date(2026, 5, 1))


@pytest.mark.parametrize(
    "bad",
    [
        {"title": ""}, {"title": "x" * 161}, {"title": "a\0b"}, {"hours": "0"}, {"hours": "1e30"}, {"hours": "NaN"},
        {"cadence": "hourly"}, {"due": "2026-02-30"}, {"due": ""}, {"pillar": "9" * 30}, {"pillar": "x"}, {"form_key": "x"},
    ],
)  # fmt: skip
def test_bad_input_comes_back_with_what_was_typed(signed_in: Client, bad: dict[str, object]) -> None:
    response = signed_in.post(NEW, fields(**{"channel": "kept words", **bad}))
    assert response.status_code == 422
    assert "kept words" in response.content.decode()
    assert not PlannedAction.objects.exists()


def test_changes_and_two_tabs(signed_in: Client, learner: User) -> None:
    own = planned(learner)
    assert signed_in.post(own.get_absolute_url(), fields(title="Changed")).status_code == 302
    own.refresh_from_db()
    assert (own.title, own.version) == ("Changed", 2)
    response = signed_in.post(own.get_absolute_url(), fields(title="Other tab"))
    assert response.status_code == 409
    assert "Other tab" in response.content.decode()
    own.refresh_from_db()
    assert own.title == "Changed"


def test_a_stranger_gets_404_as_for_what_is_not_there(signed_in: Client, stranger: User) -> None:
    foreign = planned(stranger).get_absolute_url()
    for path in (foreign, f"{foreign}done/", "/portfolio/brand/planned/999999/", f"/portfolio/brand/planned/{10**30}/"):
        assert signed_in.get(path).status_code == 404
    for verb in ("", "done/", "move/", "stop/"):
        assert signed_in.post(foreign + verb, fields()).status_code == 404
    assert PlannedAction.objects.get().title == "Secret canary action"


def test_queries(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    own = planned(learner)
    with django_assert_max_num_queries(8):
        signed_in.get(own.get_absolute_url())
