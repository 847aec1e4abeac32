"""What waits, from every part of the product."""

import uuid
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from accounts.models import User
from roles import actions
from roles.models import Role, Skill
from tests.portfolio.brand_cast import planned
from tests.portfolio.conftest import start

HTMX = {"HX-Request": "true", "HX-Target": "agenda"}


def fill(owner: User, role: Role) -> None:
    from interviews.models import Task

    actions.set_targets(owner=owner, roles=[role])
    actions.rate_skill(owner=owner, skill=Skill.objects.get(slug="model-serving"), level=2)
    planned(owner, title="Publish the finding", due=timezone.localdate())
    start(owner, "Night photos")
    Task.objects.create(owner=owner, title="Send the portfolio", due_on=timezone.localdate(), form_key=uuid.uuid4())


def test_shows_what_is_due_and_nothing_of_a_stranger(signed_in: Client, learner: User, stranger: User, role: Role) -> None:
    fill(learner, role)
    planned(stranger, title="Canary", due=timezone.localdate())
    text = signed_in.get("/today/").content.decode()
    for words in ("Publish the finding", "Night photos", "Send the portfolio", "Practise a new question"):
        assert words in text
    assert "Canary" not in text


def test_today_fetches_it_after_it_is_drawn_and_links_to_it_without_scripts(
    signed_in: Client, learner: User, role: Role
) -> None:
    fill(learner, role)
    text = signed_in.get("/").content.decode()
    assert 'hx-get="/today/"' in text
    assert '<a href="/today/">' in text
    fragment = signed_in.get("/today/", headers=HTMX).content.decode()
    assert fragment.strip().startswith('<div id="agenda"')
    assert "<html" not in fragment


def test_the_number_of_queries_does_not_grow(
    signed_in: Client, learner: User, role: Role, django_assert_max_num_queries
) -> None:
    fill(learner, role)
    for days in range(20):
        planned(learner, due=timezone.localdate() - timedelta(days=days))
    signed_in.get("/today/", headers=HTMX)
    with django_assert_max_num_queries(20):
        signed_in.get("/today/", headers=HTMX)
