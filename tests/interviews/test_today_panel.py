"""What *today* shows of interviews."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from interviews import actions, today
from interviews.models import Question
from roles import guidance, queries
from tests.interviews.answers import card, question, submitted
from tests.interviews.mocks import start
from tests.interviews.test_review import arrange_interview

pytestmark = pytest.mark.django_db


def drawn(user: User) -> str:
    return render_to_string("interviews/_today.html", {"panel": today.panel(user, timezone.localdate())})


def test_a_newcomer_is_shown_where_to_begin(learner: User) -> None:
    text = drawn(learner)
    assert "Practise a new question" in text
    assert "Next interview" not in text


def test_what_waits_comes_first(learner: User) -> None:
    day = timezone.localdate()
    card(learner, question(0), due=day)
    card(learner, question(1), due=day + timedelta(days=1))
    actions.suspend(owner=learner, card=card(learner, question(2), due=day))
    arrange_interview(learner, 3)
    panel = today.panel(learner, day)
    assert panel is not None
    assert (panel.due, panel.days_left) == (1, 3)
    text = drawn(learner)
    assert "/interviews/review/next/" in text
    assert "in 3 days" in text


def test_a_round_under_way_is_a_click_away(learner: User, stranger: User) -> None:
    mock = start(learner)
    assert f'href="{mock.get_absolute_url()}"' in drawn(learner)
    assert "mock round" not in drawn(stranger)


def test_without_questions_there_is_no_panel(learner: User) -> None:
    for row in Question.objects.published():
        row.status = "retired"
        row.save()
    assert today.panel(learner, timezone.localdate()) is None


def test_queries(learner: User, django_assert_max_num_queries) -> None:
    for number in range(8):
        actions.grade_answer(owner=learner, answer=submitted(learner, question(number)), grade=3)
    known, targets = guidance.current(), queries.target_roles(learner)
    today.panel(learner, timezone.localdate())
    with django_assert_max_num_queries(4):
        today.panel(learner, timezone.localdate(), known=known, targets=targets)
