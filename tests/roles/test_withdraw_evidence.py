"""Taking evidence back, and back again."""

import uuid

import pytest
from django.test import Client

from accounts.models import User
from roles import actions, queries, record
from roles.models import Evidence, Skill


@pytest.fixture
def evidence(learner: User, skill: Skill) -> Evidence:
    return actions.add_evidence(
        owner=learner, skill=skill, level=3, title="Served a model", link="https://example.org/", form_key=uuid.uuid4()
    )


def address(evidence: Evidence) -> str:
    return f"/skills/evidence/{evidence.pk}/withdraw/"


def test_what_is_taken_back_stays_on_the_page_and_shows_nothing(
    signed_in: Client, learner: User, skill: Skill, evidence: Evidence
) -> None:
    assert record.read(learner).evidenced == queries.evidenced(learner) == {skill.pk: 3}
    response = signed_in.post(address(evidence), follow=True)
    text = response.content.decode()
    assert response.redirect_chain == [("/skills/model-serving/#evidence", 302)]
    assert "no longer counts" in text
    assert "Served a model" in text
    assert 'value="restore"' in text
    assert record.read(learner).evidenced == queries.evidenced(learner) == {}
    assert Evidence.objects.get().withdrawn_at is not None


def test_it_can_be_undone(signed_in: Client, learner: User, skill: Skill, evidence: Evidence) -> None:
    signed_in.post(address(evidence), {"intent": "withdraw"})
    text = signed_in.post(address(evidence), {"intent": "restore"}, follow=True).content.decode()
    assert "counts again" in text
    assert 'value="withdraw"' in text
    assert record.read(learner).evidenced == {skill.pk: 3}


def test_the_next_highest_shows_the_level_then(learner: User, skill: Skill, evidence: Evidence) -> None:
    actions.add_evidence(owner=learner, skill=skill, level=1, title="Read about it", link="", form_key=uuid.uuid4())
    actions.withdraw_evidence(evidence=evidence)
    assert record.read(learner).evidenced == {skill.pk: 1}


def test_a_stranger_finds_nothing_and_changes_nothing(signed_in: Client, stranger: User, evidence: Evidence) -> None:
    signed_in.force_login(stranger)
    assert signed_in.post(address(evidence)).status_code == 404
    evidence.refresh_from_db()
    assert evidence.withdrawn_at is None


@pytest.mark.parametrize("key", ["0", "9" * 30, "9" * 5000])
def test_evidence_that_does_not_exist_is_not_found(signed_in: Client, key: str) -> None:
    assert signed_in.post(f"/skills/evidence/{key}/withdraw/").status_code == 404
