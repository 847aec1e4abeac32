"""A second factor, with real codes."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.conftest import PASSWORD

PERIOD = 30  # seconds that a code is shown for


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


@pytest.fixture
def secret(client: Client, learner: User) -> str:
    """Sign in, confirm it is oneself, scan, type the code; then sign out."""
    client.post(reverse("account_login"), {"login": learner.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    text = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r"\b[A-Z2-7]{32}\b", text).group()
    response = client.post(reverse("mfa_activate_totp"), {"code": code(found)})
    assert response.status_code == 302
    client.post(reverse("account_logout"))
    return found


def sign_in(client: Client, learner: User) -> str:
    response = client.post(reverse("account_login"), {"login": learner.email, "password": PASSWORD})
    assert response.url == reverse("mfa_authenticate")
    return response.url


def test_a_password_alone_no_longer_signs_in_and_the_code_does(client: Client, learner: User, secret: str, monkeypatch) -> None:
    address = sign_in(client, learner)
    assert client.get("/profile/").status_code == 302
    wrong = client.post(address, {"code": "000000"})
    assert wrong.status_code == 200
    assert client.get("/profile/").status_code == 302
    later = time.time() + PERIOD  # a code is worth one use, and one was used to set the factor up
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(address, {"code": code(secret)}).status_code == 302
    assert client.get("/profile/").status_code == 200


def test_a_code_is_worth_one_use(client: Client, learner: User, secret: str) -> None:
    address = sign_in(client, learner)
    client.post(address, {"code": code(secret)})
    used_up = Client()
    client.post(reverse("account_logout"))
    again = sign_in(used_up, learner)
    used_up.post(again, {"code": code(secret)})
    assert used_up.get("/profile/").status_code == 302


def test_a_recovery_code_signs_in_once(client: Client, learner: User, secret: str) -> None:
    codes = RecoveryCodes(Authenticator.objects.get(user=learner, type=Authenticator.Type.RECOVERY_CODES)).get_unused_codes()
    assert len(codes) == 10
    for attempt, status in enumerate((200, 302)):
        browser = Client()
        browser.post(sign_in(browser, learner), {"code": codes[0]})
        assert browser.get("/profile/").status_code == status, attempt


def test_a_change_of_credentials_is_told_by_mail(
    learner: User, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    # The test's own transaction is never committed; the mail is sent once the request's is.
    monkeypatch.setattr(transaction, "on_commit", lambda send, **_options: send())
    request.getfixturevalue("secret")
    subjects = [message.subject for message in mail.outbox]
    assert [message.to for message in mail.outbox] == [[learner.email]] * len(mail.outbox)
    assert "Authenticator app activated" in subjects


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_an_old_sign_in_is_not_enough_to_change_credentials(signed_in: Client, name: str) -> None:
    assert signed_in.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))


def test_nor_to_change_the_address(signed_in: Client, learner: User) -> None:
    response = signed_in.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert [address.email for address in learner.emailaddress_set.all()] == [learner.email]
