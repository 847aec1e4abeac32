"""Claimed, evidenced and confirmed levels: never mixed, measured by one formula."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from roles import actions, record
from roles.models import ConfirmedLevel, Role, Skill
from roles.readiness import measure

RING = 'class="on sure"'


@pytest.fixture
def confirmed(learner: User, role: Role, skill: Skill) -> None:
    actions.set_targets(owner=learner, roles=[role])
    actions.rate_skill(owner=learner, skill=skill, level=3)
    actions.confirm_level(owner=learner, skill=skill, level=2, by_name="Mia Mentor")


def test_each_value_is_read_for_itself(learner: User, stranger: User, role: Role, skill: Skill, confirmed: None) -> None:
    actions.add_evidence(owner=learner, skill=skill, level=1, title="A note", link="", form_key=uuid.uuid4())
    actions.rate_skill(owner=stranger, skill=skill, level=4)
    own = record.read(learner)
    assert (own.claimed, own.evidenced, own.confirmed) == ({skill.pk: 3}, {skill.pk: 1}, {skill.pk: 2})
    assert own.targets == [record.Target(role.pk, True)]


def test_the_primary_target_comes_first(learner: User, role: Role) -> None:
    other = Role.objects.get(slug="cto")
    actions.set_targets(owner=learner, roles=[other])
    actions.set_targets(owner=learner, roles=[role], primary=role)
    assert [target.role_id for target in record.read(learner).targets] == [role.pk, other.pk]


def test_a_rating_is_stale_after_a_year_to_the_day(learner: User, skill: Skill) -> None:
    for days, stale in ((364, False), (366, True)):
        actions.rate_skill(owner=learner, skill=skill, level=2, now=timezone.now() - datetime.timedelta(days=days))
        assert record.read(learner).ratings[skill.pk] == record.Claim(2, stale)


@pytest.mark.parametrize("path", ["/", "/roles/machine-learning-engineer/", "/skills/", "/skills/model-serving/"])
def test_what_a_mentor_confirmed_is_ringed_wherever_the_level_stands(
    signed_in: Client, learner: User, role: Role, confirmed: None, path: str
) -> None:
    if path == "/":  # today shows the three largest gaps: make this one of them
        for other in Skill.objects.exclude(slug="model-serving"):
            actions.rate_skill(owner=learner, skill=other, level=4)
        role.requirements.filter(skill__slug="model-serving").update(level=4)
        role.save()
    text = signed_in.get(path).content.decode()
    assert text.count(RING) == 2
    assert "level 2 confirmed by a mentor" in text


def test_the_row_that_a_rating_answers_with_keeps_the_ring(signed_in: Client, confirmed: None) -> None:
    text = signed_in.post("/skills/model-serving/rate/", {"level": 4}, headers={"hx-request": "true"}).content.decode()
    assert text.count(RING) == 2


def test_readiness_is_shown_by_all_three(signed_in: Client, learner: User, role: Role, skill: Skill, confirmed: None) -> None:
    actions.add_evidence(owner=learner, skill=skill, level=1, title="A note", link="", form_key=uuid.uuid4())
    required = {row.skill_id: row.level for row in role.requirements.all()}
    for path in ("/", "/roles/machine-learning-engineer/", "/skills/progress/?role=machine-learning-engineer"):
        context = signed_in.get(path).context
        assert context["fit"] == measure(required, {skill.pk: 3})
        assert context["evidenced_fit"] == measure(required, {skill.pk: 1})
        assert context["confirmed_fit"] == measure(required, {skill.pk: 2})


def test_without_a_mentor_nothing_is_said_about_confirming(signed_in: Client, learner: User, role: Role, skill: Skill) -> None:
    actions.set_targets(owner=learner, roles=[role])
    actions.rate_skill(owner=learner, skill=skill, level=3)
    text = signed_in.get("/").content.decode()
    assert "By your evidence" in text
    assert "onfirmed" not in text


def test_a_later_confirmation_replaces_the_former_and_can_be_withdrawn(learner: User, skill: Skill, confirmed: None) -> None:
    now = timezone.now()
    actions.confirm_level(owner=learner, skill=skill, level=4, by_name="Max Mentor", now=now)
    row = ConfirmedLevel.objects.get(owner=learner)
    assert (row.level, row.confirmed_by_name, row.confirmed_at) == (4, "Max Mentor", now)
    assert record.confirmed_level(learner, skill.pk) == 4
    actions.withdraw_confirmation(owner=learner, skill=skill)
    assert record.confirmed_level(learner, skill.pk) == 0


@pytest.mark.parametrize("level", [0, 5])
def test_the_database_itself_refuses_a_confirmed_level_that_is_none(learner: User, skill: Skill, level: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.confirm_level(owner=learner, skill=skill, level=level, by_name="Mia")
