"""A page never tells a guest whether an address has an account here."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.conftest import PASSWORD

UNKNOWN = "nobody1@example.org"  # as long as the known one


def told(door: str, sent: dict[str, str], email: str) -> list[object]:
    """Status, headers, cookies and text of what a guest sees after sending the form, up to the page it leads to."""
    cache.clear()
    client, found = Client(), []
    response = client.post(reverse(door), {key: email if value == "EMAIL" else value for key, value in sent.items()})
    for _step in range(3):
        text = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", response.content.decode()).replace(email, "EMAIL")
        cookies = {name: (morsel["max-age"], morsel["path"]) for name, morsel in response.cookies.items()}
        found.append((response.status_code, response.headers.get("Location"), sorted(response.headers), cookies, text))
        if response.status_code != 302:
            break
        response = client.get(response.headers["Location"])
    return found


@pytest.mark.parametrize(
    ("door", "sent"),
    [
        ("account_signup", {"email": "EMAIL", "password1": PASSWORD}),
        ("account_signup", {"email": "EMAIL", "password1": "short"}),
        ("account_login", {"login": "EMAIL", "password": "wrong"}),
        ("account_reset_password", {"email": "EMAIL"}),
        ("account_request_login_code", {"email": "EMAIL"}),
    ],
)
def test_a_known_and_an_unknown_address_are_answered_alike(learner: User, door: str, sent: dict[str, str]) -> None:
    known = told(door, sent, learner.email)
    assert known == told(door, sent, UNKNOWN)
    assert known[-1][0] == 200


def test_wrong_codes_are_answered_alike(learner: User) -> None:
    for door, then in (
        ("account_reset_password", "account_confirm_password_reset_code"),
        ("account_request_login_code", "account_confirm_login_code"),
    ):
        texts = []
        for email in (learner.email, UNKNOWN):
            cache.clear()
            client = Client()
            client.post(reverse(door), {"email": email})
            response = client.post(reverse(then), {"code": "WRONG1"})
            texts.append((response.status_code, re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode()).replace(email, "")))
        assert texts[0] == texts[1]
