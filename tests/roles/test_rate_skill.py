"""Rating a skill in place."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from roles.models import RatingChange, Skill, SkillRating

URL = "/skills/model-serving/rate/"
HTMX = {"hx-request": "true"}


def test_saves_the_level_and_its_history(signed_in: Client, learner: User, skill: Skill) -> None:
    for level in (2, 2, 3):
        assert signed_in.post(URL, {"level": level}).status_code == 302
    assert SkillRating.objects.get(owner=learner).level == 3
    steps = RatingChange.objects.filter(owner=learner).order_by("pk").values_list("previous_level", "level")
    assert list(steps) == [(None, 2), (2, 3)]


def test_htmx_gets_the_row_alone(signed_in: Client, learner: User) -> None:
    response = signed_in.post(URL, {"level": 3, "role": "machine-learning-engineer"}, headers=HTMX)
    text = response.content.decode()
    assert text.lstrip().startswith('<form class="skill" method="post" action="/skills/model-serving/rate/"')
    assert "<html" not in text
    assert "What shows it?" in text
    assert response.headers["HX-Trigger-After-Swap"] == "rated"
    assert 'name="next" value="/skills/model-serving/"' in text  # the row still knows the way back after the swap


def test_goes_back_to_the_page_it_came_from_but_never_off_site(signed_in: Client) -> None:
    assert signed_in.post(URL, {"level": 1, "next": "/skills/?role=cto"}).url == "/skills/?role=cto"
    for hostile in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"):
        assert signed_in.post(URL, {"level": 1, "next": hostile}).url == "/skills/model-serving/"


@pytest.mark.parametrize("level", ["5", "-1", "abc", "", "1e3", "\0", "9" * 10_000, "٣.٥"])
def test_a_level_that_is_none_is_refused(signed_in: Client, learner: User, level: str) -> None:
    response = signed_in.post(URL, {"level": level})
    assert response.status_code == 400
    assert "whole number from 0 to 4" in response.content.decode()
    assert not SkillRating.objects.filter(owner=learner).exists()


def test_an_unknown_or_retired_skill_is_not_found(signed_in: Client, skill: Skill) -> None:
    assert signed_in.post("/skills/no-such-skill/rate/", {"level": 1}).status_code == 404
    skill.status = "retired"
    skill.save()
    assert signed_in.post(URL, {"level": 1}).status_code == 404


def test_a_guest_signs_in_and_finds_the_rating(client: Client, learner: User) -> None:
    response = client.post(URL, {"level": 4, "next": "/skills/?role=cto"})
    assert response.url == "/accounts/login/?next=/skills/%3Frole%3Dcto"
    client.post(reverse("account_login"), {"login": learner.email, "password": "a-long-enough-passphrase"})
    assert SkillRating.objects.get(owner=learner).level == 4


def test_a_session_that_ended_sends_the_whole_page_to_sign_in(client: Client, db: None) -> None:
    response = client.post(URL, {"level": 4}, headers=HTMX)
    assert response.headers["HX-Redirect"].startswith("/accounts/login/?next=")
    assert b"<form" not in response.content


def test_one_persons_ratings_do_not_touch_anothers(signed_in: Client, stranger: User, skill: Skill) -> None:
    chosen = 'value="4" checked'
    signed_in.post(URL, {"level": 4})
    assert chosen in signed_in.get("/skills/model-serving/").content.decode()
    assert not SkillRating.objects.owned_by(stranger).exists()
    signed_in.force_login(stranger)
    assert chosen not in signed_in.get("/skills/model-serving/").content.decode()


def test_queries(signed_in: Client, django_assert_max_num_queries) -> None:
    signed_in.post(URL, {"level": 1})
    with django_assert_max_num_queries(10):  # session, user, version of the guidance; a transaction of two writes
        signed_in.post(URL, {"level": 2, "role": "machine-learning-engineer"}, headers=HTMX)


def test_two_tabs_the_later_click_counts_and_both_are_in_the_history(client: Client, learner: User) -> None:
    first, second = Client(), Client()
    for tab in (first, second):
        tab.force_login(learner)
        tab.get("/skills/")
    first.post(URL, {"level": 2}, headers=HTMX)
    second.post(URL, {"level": 4}, headers=HTMX)
    assert SkillRating.objects.get(owner=learner).level == 4
    assert list(RatingChange.objects.filter(owner=learner).order_by("pk").values_list("level", flat=True)) == [2, 4]
