"""What portfolio has for today."""

from datetime import date

from django.template.loader import render_to_string

from accounts.models import User
from portfolio import actions, today
from tests.portfolio.brand_cast import planned
from tests.portfolio.conftest import start

DAY = date(2026, 3, 12)


def test_the_draft_that_was_touched_last(learner: User, stranger: User, django_assert_num_queries) -> None:
    assert today.panel(learner, DAY).unfinished is None
    first, second = start(learner, "First"), start(learner, "Second")
    start(stranger, "Theirs")
    actions.finish_project(project=second, levels={})
    with django_assert_num_queries(2):
        found = today.panel(learner, DAY)
    assert found.unfinished == today.Unfinished("First", f"/portfolio/projects/{first.pk}/edit/")
    assert "First" in render_to_string("portfolio/_today.html", {"portfolio": found})


def test_brand_actions_of_this_week(learner: User, stranger: User) -> None:
    planned(stranger)
    assert today.panel(learner, DAY).due == []
    assert render_to_string("portfolio/_today.html", {"portfolio": today.panel(learner, DAY)}).strip() == ""
    late = planned(learner, title="Late")
    planned(learner, title="Far", due=date(2026, 4, 1))
    found = today.panel(learner, DAY)
    assert [(item.title, item.late, item.done_href) for item in found.due] == [
        ("Late", True, f"{late.get_absolute_url()}done/")
    ]
    assert "waiting since March 10, 2026" in render_to_string("portfolio/_today.html", {"portfolio": found})
