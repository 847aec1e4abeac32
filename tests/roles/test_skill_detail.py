"""One skill: levels, evidence, history."""

import uuid

import pytest
from django.test import Client

from accounts.models import User
from roles.models import Evidence, Skill

URL = "/skills/model-serving/"


def form(**changes: str) -> dict[str, str]:
    return {"level": "3", "title": "Served a ranking model", "link": "", "form_key": str(uuid.uuid4()), **changes}


def test_tells_what_each_level_looks_like(client: Client, skill: Skill) -> None:
    text = client.get(URL).content.decode()
    assert text.count("<li><b>") == 4
    assert "Machine-learning engineer" in text


def test_evidence_is_added_once_however_often_it_is_sent(signed_in: Client, learner: User) -> None:
    sent = form(link="example.org/report")
    for _attempt in range(3):
        assert signed_in.post(URL, sent).status_code == 302
    evidence = Evidence.objects.get(owner=learner)
    assert evidence.link == "https://example.org/report"
    assert "Served a ranking model" in signed_in.get(URL).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "x" * 1_000_000},
        {"title": "a\0b"},
        {"level": "0"},
        {"level": "5"},
        {"link": "javascript:alert(1)"},
        {"form_key": "x"},
    ],
)
def test_bad_input_is_explained_and_nothing_is_stored(signed_in: Client, learner: User, changes: dict[str, str]) -> None:
    response = signed_in.post(URL, form(**changes))
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not Evidence.objects.filter(owner=learner).exists()


def test_what_was_typed_is_still_there_after_an_error(signed_in: Client) -> None:
    text = signed_in.post(URL, form(link="javascript:alert(1)", title="My <b>proof</b>")).content.decode()
    assert "My &lt;b&gt;proof&lt;/b&gt;" in text


def test_others_do_not_see_it(signed_in: Client, stranger: User) -> None:
    signed_in.post(URL, form(title="CANARY"))
    signed_in.force_login(stranger)
    assert "CANARY" not in signed_in.get(URL).content.decode()
    signed_in.logout()
    assert "CANARY" not in signed_in.get(URL).content.decode()


def test_a_guest_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.post(URL, form()).url == "/accounts/login/?next=/skills/model-serving/"
    assert not Evidence.objects.exists()
