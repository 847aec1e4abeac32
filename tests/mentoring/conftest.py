"""The cast of mentoring: a learner, their mentor, a mentor whose time is over, and somebody who looks in."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from mentoring.actions import invitations, reviews
from mentoring.models import Mentorship, ReviewRequest
from roles import actions as roles_actions
from roles.models import Role, Skill
from tests.conftest import make_user

CANARY = "CANARY-evidence"


@pytest.fixture
def mentor(db: None) -> User:
    return make_user("mentor@example.org", name="Mia Mentor")


def pair(learner: User, mentor: User, *, scopes: tuple[str, ...] = ("skills",)) -> Mentorship:
    row, _token = invitations.invite(learner=learner, scopes=scopes, until=None, email="", form_key=uuid.uuid4())
    assert invitations.accept(mentorship=row, person=mentor)
    return Mentorship.objects.select_related("learner", "mentor").get(pk=row.pk)


@pytest.fixture
def mentorship(learner: User, mentor: User, role: Role, skill: Skill) -> Mentorship:
    """A running mentorship; the learner aims at a role and has one skill with evidence."""
    row = pair(learner, mentor)
    roles_actions.set_targets(owner=learner, roles=[role])
    roles_actions.rate_skill(owner=learner, skill=skill, level=2)
    roles_actions.add_evidence(owner=learner, skill=skill, level=3, title=CANARY, link="", form_key=uuid.uuid4())
    return row


@pytest.fixture
def as_mentor(mentor: User) -> Client:
    client = Client()
    client.force_login(mentor)
    return client


Asking = Callable[..., ReviewRequest]


@pytest.fixture
def asked(mentorship: Mentorship) -> ReviewRequest:
    return put_question(mentorship)


def put_question(mentorship: Mentorship, **changes: object) -> ReviewRequest:
    given: dict[str, object] = {
        "kind": "skills", "item": "model-serving", "label": "Model serving", "text": "First line.\nSecond line, twice: twice.",
        "question": "Is this level 3?", "own_scores": {"correctness": 3}, "form_key": uuid.uuid4(),
    }  # fmt: skip
    return reviews.ask(mentorship=mentorship, **{**given, **changes})
