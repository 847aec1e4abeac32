"""Signing up and in, as allauth does it with our settings and our pages."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.conftest import PASSWORD


def code_in(message: mail.EmailMessage) -> str:
    return re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", message.body, re.M).group(1)


@pytest.mark.django_db
def test_sign_up_verify_and_arrive_at_the_welcome(client: Client) -> None:
    response = client.post(reverse("account_signup"), {"email": "New@Example.org", "password1": PASSWORD})
    assert response.url == reverse("account_email_verification_sent")
    assert len(mail.outbox) == 1
    assert "Hello," in mail.outbox[0].body
    response = client.post(response.url, {"code": code_in(mail.outbox[0])})
    assert response.status_code == 302
    assert response.url == "/welcome/"
    assert client.get(response.url).status_code == 200
    assert User.objects.get(email="new@example.org").language == "en"


@pytest.mark.django_db
def test_the_mail_speaks_the_language_of_the_page(client: Client) -> None:
    client.post(
        reverse("account_signup"), {"email": "a@example.org", "password1": PASSWORD}, headers={"accept-language": "zh-CN"}
    )
    assert "你好" in mail.outbox[0].body
    assert User.objects.get().language == "zh-hans"


def test_signing_up_a_known_address_looks_the_same(client: Client, learner: User) -> None:
    known = client.post(reverse("account_signup"), {"email": learner.email, "password1": PASSWORD})
    unknown = Client().post(reverse("account_signup"), {"email": "nobody@example.org", "password1": PASSWORD})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert User.objects.filter(email=learner.email).count() == 1


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, learner: User) -> None:
    texts = []
    for email in (learner.email, "nobody@example.org"):
        text = client.post(reverse("account_login"), {"login": email, "password": "wrong"}).content.decode()
        texts.append(re.sub(r"[A-Za-z0-9]{64}", "TOKEN", text).replace(email, "ADDRESS"))
    assert texts[0] == texts[1]


def test_tries_are_limited(client: Client, learner: User) -> None:
    for _attempt in range(6):
        response = client.post(reverse("account_login"), {"login": learner.email, "password": "wrong"})
    assert "Too many failed login attempts" in response.content.decode()


def test_password_reset_by_code(client: Client, learner: User) -> None:
    response = client.post(reverse("account_reset_password"), {"email": learner.email})
    client.post(response.url, {"code": code_in(mail.outbox[-1])})
    response = client.post(
        reverse("account_complete_password_reset"), {"password1": PASSWORD + "2", "password2": PASSWORD + "2"}
    )
    assert response.status_code == 302
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD + "2")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_next_never_leads_off_site(client: Client, learner: User, target: str) -> None:
    response = client.post(reverse("account_login"), {"login": learner.email, "password": PASSWORD, "next": target})
    assert response.status_code == 302
    assert response.url.startswith("/")
    assert not response.url.startswith(("//", "/\\"))
    for address in ("/language/", "/theme/"):
        url = client.post(address, {"next": target, "language": "en", "theme": "dark"}).url
        assert url.startswith("/")
        assert not url.startswith(("//", "/\\"))


def test_no_page_of_accounts_is_a_stock_page(signed_in: Client, client: Client) -> None:
    for name in ("account_email", "account_change_password", "account_reauthenticate", "mfa_index", "usersessions_list"):
        text = signed_in.get(reverse(name), follow=True).content.decode()
        assert 'class="bar"' in text, name
        assert "Menu:" not in text, name
    guest = Client()
    for name in ("account_login", "account_signup", "account_reset_password", "account_request_login_code"):
        text = guest.get(reverse(name)).content.decode()
        assert 'class="narrow card"' in text, name
        assert "<p><label" not in text, name


def test_the_qr_code_page_alone_allows_data_pictures(signed_in: Client, learner: User) -> None:
    signed_in.post(reverse("account_login"), {"login": learner.email, "password": PASSWORD})
    signed_in.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = signed_in.get(reverse("mfa_activate_totp"))
    assert response.status_code == 200
    assert "img-src 'self' data:" in response.headers["Content-Security-Policy"]
    assert "data:" not in signed_in.get("/profile/").headers["Content-Security-Policy"]
