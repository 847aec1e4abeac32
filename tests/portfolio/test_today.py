"""What portfolio has for today."""

from django.template.loader import render_to_string

from accounts.models import User
from portfolio import actions, today
from tests.portfolio.conftest import start


def test_the_draft_that_was_touched_last(learner: User, stranger: User, django_assert_num_queries) -> None:
    assert today.unfinished(learner) is None
    first, second = start(learner, "First"), start(learner, "Second")
    start(stranger, "Theirs")
    actions.finish_project(project=second, levels={})
    with django_assert_num_queries(1):
        found = today.unfinished(learner)
    assert found == today.Unfinished("First", f"/portfolio/projects/{first.pk}/edit/")
    assert "First" in render_to_string("portfolio/_today.html", {"unfinished": found})
    assert render_to_string("portfolio/_today.html", {"unfinished": None}).strip() == ""
