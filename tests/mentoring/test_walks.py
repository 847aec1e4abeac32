"""Random walks through a mentorship against a small model of what the mentor may see.

A few walks by default; `WALKS=1000` runs as many as the quality figures ask for.
"""

import os
import uuid

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from accounts.models import User
from mentoring.actions import invitations, sharing
from mentoring.models import Feedback, Mentorship, Scope
from roles import actions as roles_actions
from roles.models import Skill
from tests.conftest import make_user
from tests.mentoring.conftest import CANARY, put_question

WALKS = int(os.environ.get("WALKS", "15"))
SKILL = "model-serving"
SCOPES = st.lists(st.sampled_from(Scope.values), min_size=1, unique=True)


class Walk(RuleBasedStateMachine):
    """The model: none → invited → active ⇄ paused → ended, with scopes and hidden items."""

    def __init__(self) -> None:
        super().__init__()
        tag = uuid.uuid4().hex[:10]
        self.learner, self.mentor = make_user(f"l{tag}@example.org"), make_user(f"m{tag}@example.org")
        skill = Skill.objects.get(slug=SKILL)
        roles_actions.rate_skill(owner=self.learner, skill=skill, level=2)
        roles_actions.add_evidence(owner=self.learner, skill=skill, level=3, title=CANARY, link="", form_key=uuid.uuid4())
        self.client = Client()
        self.client.force_login(self.mentor)
        self.state, self.scopes, self.hidden = "none", set(), False
        self.row: Mentorship | None = None
        self.sent = 0

    def teardown(self) -> None:
        User.objects.filter(pk__in=[self.learner.pk, self.mentor.pk]).delete()

    def fresh(self) -> Mentorship:
        assert self.row is not None
        return Mentorship.objects.select_related("learner", "mentor").get(pk=self.row.pk)

    @property
    def sees(self) -> bool:
        return self.state == "active" and "skills" in self.scopes

    @precondition(lambda self: self.state in {"none", "ended", "declined"})
    @rule(scopes=SCOPES)
    def invite(self, scopes: list[str]) -> None:
        key = uuid.uuid4()
        self.row, _token = invitations.invite(learner=self.learner, scopes=scopes, until=None, email="", form_key=key)
        self.state, self.scopes, self.hidden = "invited", set(scopes), False

    @precondition(lambda self: self.row)
    @rule()
    def accept(self) -> None:
        assert invitations.accept(mentorship=self.fresh(), person=self.mentor) == (self.state == "invited")
        self.state = "active" if self.state == "invited" else self.state

    @precondition(lambda self: self.row)
    @rule()
    def revoke_or_decline(self) -> None:
        assert invitations.decline(mentorship=self.fresh(), reason="") == (self.state == "invited")
        self.state = "declined" if self.state == "invited" else self.state

    @precondition(lambda self: self.row)
    @rule(paused=st.booleans())
    def pause(self, paused: bool) -> None:
        former, then = ("active", "paused") if paused else ("paused", "active")
        assert sharing.pause(mentorship=self.fresh(), paused=paused) == (self.state == former)
        self.state = then if self.state == former else self.state

    @precondition(lambda self: self.state in {"active", "paused"})
    @rule(scopes=SCOPES)
    def share(self, scopes: list[str]) -> None:
        sharing.share(mentorship=self.fresh(), scopes=scopes, until=None)
        self.scopes = set(scopes)

    @precondition(lambda self: self.state in {"active", "paused"})
    @rule(hide=st.booleans())
    def hide(self, hide: bool) -> None:
        if hide:
            sharing.hide(mentorship=self.fresh(), kind="skills", item=SKILL, label="x")
        else:
            sharing.unhide(mentorship=self.fresh(), kind="skills", item=SKILL)
        self.hidden = hide

    @precondition(lambda self: self.row)
    @rule(by_learner=st.booleans())
    def end(self, by_learner: bool) -> None:
        by = self.learner if by_learner else self.mentor
        assert sharing.end(mentorship=self.fresh(), by=by) == (self.state in {"active", "paused"})
        self.state = "ended" if self.state in {"active", "paused"} else self.state

    @precondition(lambda self: self.sees and not self.hidden)
    @rule()
    def ask_then_write(self) -> None:
        request = put_question(self.fresh(), label="q")
        address = f"/mentoring/reviews/{request.pk}/draft/"
        assert self.client.post(address, {"text": "Words", "version": "1", "intent": "send"}).status_code == 302
        self.sent += 1

    @invariant()
    def pages_agree_with_the_model(self) -> None:
        pk = self.row.pk if self.row else uuid.uuid4()
        base = f"/mentoring/mentees/{pk}/"
        expected = {
            base: self.state == "active",
            f"{base}skills/": self.sees,
            f"{base}skills/{SKILL}/": self.sees and not self.hidden,
        }
        for path, seen in expected.items():
            response = self.client.get(path)
            assert response.status_code == (200 if seen else 404), (path, self.state, self.scopes, self.hidden)
            if not (self.sees and not self.hidden):
                assert CANARY not in response.content.decode()
        assert Feedback.objects.filter(request__mentorship__learner=self.learner, sent_at__isnull=False).count() == self.sent


@pytest.mark.django_db
def test_walks_agree_with_the_model() -> None:
    settings_ = settings(
        max_examples=WALKS, stateful_step_count=15 if WALKS < 100 else 50, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Walk, settings=settings_)
