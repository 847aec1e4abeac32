"""The front page and today."""

import datetime

from django.test import Client
from django.utils import timezone

from accounts.models import User
from roles import actions
from roles.models import Role, Skill


def test_a_guest_sees_what_it_is(client: Client, db: None) -> None:
    text = client.get("/").content.decode()
    assert "13 roles" in text
    assert "81 skills" in text
    assert "194 questions" in text
    assert 'class="radar"' in text
    assert "/accounts/signup/" in text


def test_today_names_the_three_largest_gaps_and_the_next_step(signed_in: Client, learner: User, role: Role) -> None:
    actions.set_targets(owner=learner, roles=[role])
    for skill in Skill.objects.all():
        actions.rate_skill(owner=learner, skill=skill, level=1)
    response = signed_in.get("/")
    assert [row.required for row in response.context["gaps"]] == [4, 4, 3]
    assert "is the gap that costs most" in response.content.decode()


def test_progress_is_drawn_once_there_is_a_history(signed_in: Client, learner: User, role: Role, skill: Skill) -> None:
    actions.set_targets(owner=learner, roles=[role])
    actions.rate_skill(owner=learner, skill=skill, level=1, now=timezone.now() - datetime.timedelta(days=30))
    assert signed_in.get("/").context["progress"] is None
    actions.rate_skill(owner=learner, skill=skill, level=3)
    assert "Readiness over time" in signed_in.get("/").context["progress"]


def test_without_a_target_the_next_step_is_to_choose_one(signed_in: Client, learner: User, skill: Skill) -> None:
    actions.rate_skill(owner=learner, skill=skill, level=1)
    assert "Choose a role to aim at" in signed_in.get("/").content.decode()


def test_error_pages_wear_the_same_look(client: Client, db: None) -> None:
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert 'class="bar"' in response.content.decode()
    guarded = Client(enforce_csrf_checks=True)
    response = guarded.post("/language/", {"language": "en"})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()


def test_a_server_error_is_drawn_without_the_database() -> None:
    from django.test import RequestFactory

    from careerguide.views import server_error

    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()


def test_theme_is_kept_on_this_device(client: Client, db: None) -> None:
    client.post("/theme/", {"theme": "dark", "next": "/roles/"})
    assert 'data-theme="dark"' in client.get("/").content.decode()
    client.post("/theme/", {"theme": "hotdog", "next": "/roles/"})
    assert client.cookies["theme"].value == ""  # what is no theme is not even kept
    assert "data-theme" not in client.get("/").content.decode()
