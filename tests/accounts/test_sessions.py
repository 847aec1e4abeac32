"""Sessions, read by our own query: as strict as Django's."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.sessions import SessionStore


def key_of(client: Client) -> str:
    return client.cookies["sessionid"].value


def test_a_session_is_what_was_stored(db: None) -> None:
    store = SessionStore()
    store["choice"] = {"level": 3}
    store.create()
    assert SessionStore(store.session_key).load() == {"choice": {"level": 3}}


def test_an_expired_session_signs_nobody_in(signed_in: Client, learner: User) -> None:
    assert signed_in.get("/profile/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    assert signed_in.get("/profile/").status_code == 302


def test_a_session_that_was_ended_signs_nobody_in(signed_in: Client, learner: User) -> None:
    Session.objects.all().delete()
    assert signed_in.get("/profile/").status_code == 302


@pytest.mark.parametrize("key", ["x" * 32, "", "a", "'; DROP TABLE accounts_user; --", "x" * 100_000, "\0" * 32, "\ud800" * 32])
def test_a_key_that_was_never_given_out_is_worthless(db: None, key: str) -> None:
    store = SessionStore(key)
    assert store.load() == {}
    assert store.session_key is None  # and is not taken over for the next session: that would be fixation


def test_another_persons_session_is_not_mine(signed_in: Client, stranger: User) -> None:
    other = Client()
    other.force_login(stranger)
    assert key_of(other) != key_of(signed_in)
    assert "Sam Stranger" in other.get("/roles/").content.decode()
    assert "Lea Learner" in signed_in.get("/roles/").content.decode()
