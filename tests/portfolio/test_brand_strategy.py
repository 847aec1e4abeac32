"""The strategy."""

import uuid
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import BrandPlan, Metric, Project
from roles import actions as roles_actions
from roles.models import Role, Skill

URL = "/portfolio/brand/strategy/"
FIELDS = {
    "positioning": "I make models serve people.",
    "audience": "Teams",
    "proof": "A\nB",
    "hours_a_week": "3.5",
    "version": "1",
}


def test_saves(signed_in: Client, learner: User) -> None:
    assert signed_in.post(URL, FIELDS).url == "/portfolio/brand/"
    plan = BrandPlan.objects.get(owner=learner)
    assert (plan.positioning, plan.hours_a_week, plan.version) == ("I make models serve people.", Decimal("3.5"), 2)
    assert "<li>A</li><li>B</li>" in signed_in.get("/portfolio/brand/").content.decode()


def test_two_tabs_lose_nothing(signed_in: Client, learner: User) -> None:
    signed_in.post(URL, FIELDS)
    response = signed_in.post(URL, {**FIELDS, "positioning": "The other tab."})
    assert response.status_code == 409
    text = response.content.decode()
    assert "I make models serve people." in text
    assert "The other tab." in text
    assert BrandPlan.objects.get(owner=learner).positioning == "I make models serve people."
    assert signed_in.post(URL, {**FIELDS, "positioning": "The other tab.", "version": "2"}).status_code == 302


@pytest.mark.parametrize(
    "bad",
    [
        {"hours_a_week": "-1"},
        {"hours_a_week": "NaN"},
        {"hours_a_week": "1e9"},
        {"positioning": "x" * 601},
        {"proof": "\0"},
        {"version": "9" * 30},
    ],
)
def test_bad_input_comes_back_with_what_was_typed(signed_in: Client, bad: dict[str, str]) -> None:
    response = signed_in.post(URL, {**FIELDS, "audience": "kept words", **bad})
    assert response.status_code == 422
    assert "kept words" in response.content.decode()


def test_the_record_makes_the_first_draft_but_never_replaces_a_word(
    signed_in: Client, learner: User, role: Role, skill: Skill
) -> None:
    roles_actions.set_targets(owner=learner, roles=[role])
    roles_actions.rate_skill(owner=learner, skill=skill, level=4)
    roles_actions.add_evidence(
        owner=learner, skill=skill, level=3, title="Ran the canary release", link="", form_key=uuid.uuid4()
    )
    project = Project.objects.create(owner=learner, title="Night photos", finished_at="2026-01-01T00:00Z")
    Metric.objects.create(owner=learner, project=project, name="recall", before=Decimal("0.61"), after=Decimal("0.8"))
    text = signed_in.get(f"{URL}?start=record").content.decode()
    assert "Machine-learning engineer whose strengths are Model serving &amp; release." in text
    assert "Night photos: recall 0.61 → 0.8" in text
    assert "Ran the canary release" in text
    signed_in.post(URL, FIELDS)
    assert "whose strengths are" not in signed_in.get(f"{URL}?start=record").content.decode()


def test_a_stranger_has_a_plan_of_their_own(signed_in: Client, stranger: User) -> None:
    BrandPlan.objects.create(owner=stranger, positioning="Canary")
    assert "Canary" not in signed_in.get(URL).content.decode()
