"""Note what came of an action."""

import uuid
from datetime import date

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from portfolio.models import ActionDone
from roles.models import Evidence, Skill
from tests.portfolio.brand_cast import planned, template

NOW = time_machine.travel("2026-03-12T09:00Z", tick=False)


def fields(**values: object) -> dict[str, object]:
    start = {"done_on": "2026-03-12", "outcome": "Two replies", "link": "example.org/post", "skill": "", "level": "2"}
    return start | {"form_key": str(uuid.uuid4())} | values


@NOW
def test_its_cadence_makes_the_next_day(signed_in: Client, learner: User) -> None:
    own = planned(learner)  # monthly, due two days ago
    response = signed_in.post(f"{own.get_absolute_url()}done/", fields(), follow=True)
    assert "It comes back on April 12, 2026" in response.content.decode()
    own.refresh_from_db()
    assert own.due == date(2026, 4, 12)
    done = ActionDone.objects.get(owner=learner)
    assert (done.was_due, done.outcome, done.link) == (date(2026, 3, 10), "Two replies", "https://example.org/post")


@NOW
def test_done_early_keeps_the_rhythm_and_done_once_is_over(signed_in: Client, learner: User) -> None:
    early, once = planned(learner, due=date(2026, 3, 31)), planned(learner, cadence="once")
    for action in (early, once):
        signed_in.post(f"{action.get_absolute_url()}done/", fields())
        action.refresh_from_db()
    assert early.due == date(2026, 4, 30)
    assert once.due is None


@NOW
def test_it_can_become_evidence(signed_in: Client, learner: User, skill: Skill) -> None:
    own = planned(learner, template=template())
    assert "This action often shows: Technical writing" in signed_in.get(f"{own.get_absolute_url()}done/").content.decode()
    signed_in.post(f"{own.get_absolute_url()}done/", fields(skill=skill.pk, level="3"))
    evidence = Evidence.objects.get(owner=learner)
    assert (evidence.skill, evidence.level, evidence.title, evidence.link) == (
        skill,
        3,
        "Two replies",
        "https://example.org/post",
    )


@NOW
def test_sent_twice_it_counts_once(signed_in: Client, learner: User, skill: Skill) -> None:
    own, data = planned(learner), fields(skill=skill.pk)
    for _ in range(2):
        signed_in.post(f"{own.get_absolute_url()}done/", data)
    own.refresh_from_db()
    assert ActionDone.objects.count() == Evidence.objects.count() == 1
    assert own.due == date(2026, 4, 12)


@NOW
@pytest.mark.parametrize(
    "bad",
    [
        {"done_on": "2026-03-13"},
        {"done_on": "x"},
        {"link": "javascript:alert(1)"},
        {"outcome": "x" * 1001},
        {"skill": "9" * 30},
        {"level": "7"},
    ],
)
def test_bad_input_comes_back_and_nothing_is_noted(signed_in: Client, learner: User, bad: dict[str, object]) -> None:
    own = planned(learner)
    response = signed_in.post(f"{own.get_absolute_url()}done/", fields(**bad))
    assert response.status_code == 422
    assert not ActionDone.objects.exists()
    own.refresh_from_db()
    assert own.due == date(2026, 3, 10)
