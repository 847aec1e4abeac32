"""What people type and what opens doors never stands in a log, at any level of detail, and no failure is mailed."""

import io
import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from careerguide.logs import Formatter

CANARY = "ZQ7CANARY"
PASSWORD, ANSWER = f"{CANARY}-password-long", f"{CANARY} a private answer"
TOKEN, OTHER = f"{CANARY}-token-{'x' * 30}", f"{CANARY.lower()}@example.org"
WATCHED = (
    "django", "django.request", "django.security", "django.server", "allauth", "accounts", "careerguide", "curation",
    "interviews", "mentoring", "portfolio", "roles",
)  # fmt: skip


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the formatter of the site would write, at the most talkative level; SQL apart, which DEBUG alone shows."""
    made, written = settings.LOGGING["formatters"]["line"], io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Formatter(made["format"], style=made["style"]))
    handler.addFilter(lambda record: not record.name.startswith("django.db"))
    former = []
    for name in ("", *WATCHED):
        logger = logging.getLogger(name)
        former.append((logger, logger.level))
        logger.setLevel(logging.DEBUG)
    for name in ("", "django", "django.server"):  # where the site hangs its handlers
        logging.getLogger(name).addHandler(handler)
    yield written
    for name in ("", "django", "django.server"):
        logging.getLogger(name).removeHandler(handler)
    for logger, level in former:
        logger.setLevel(level)


def silent(log: io.StringIO) -> None:
    assert CANARY.lower() not in log.getvalue().lower(), log.getvalue()


def test_nothing_typed_at_the_doors_is_logged(client: Client, learner: User, log: io.StringIO) -> None:
    for _attempt in range(7):  # the last ones meet the limit
        client.post(reverse("account_login"), {"login": learner.email, "password": PASSWORD})
        client.post(reverse("account_login"), {"login": OTHER, "password": PASSWORD})
    client.post(reverse("account_signup"), {"email": OTHER, "password1": PASSWORD})
    client.post(reverse("account_signup"), {"email": OTHER, "password1": PASSWORD})
    client.post(reverse("account_reset_password"), {"email": OTHER})
    client.post(reverse("account_request_login_code"), {"email": OTHER})
    assert User.objects.filter(email=OTHER).exists()
    silent(log)


def test_nothing_typed_inside_is_logged(signed_in: Client, log: io.StringIO) -> None:
    sent = {"scopes": ["skills"], "until": "", "email": OTHER, "form_key": str(uuid.uuid4())}
    invited = signed_in.post("/mentoring/invite/", sent)
    assert invited.status_code == 200
    token = invited.context["link"].strip("/").rsplit("/", 1)[-1]
    signed_in.get(f"/mentoring/invitations/{token}/")
    practice = "/interviews/questions/algo-hash-table/practice/"
    for version in ("1", "x"):
        form = {"text": ANSWER, "version": version, "form_key": str(uuid.uuid4()), "stamp": "x"}
        signed_in.post(f"{practice}draft/", form)
        signed_in.post(practice, form)
    silent(log)
    assert token not in log.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/calendar/{}/", "/calendar/{}.ics", "/mentoring/invitations/{}/", "/notifications/off/{}/"])
def test_a_token_of_an_address_is_not_logged(client: Client, path: str, log: io.StringIO) -> None:
    for method in ("get", "post", "put"):
        getattr(client, method)(path.format(TOKEN) + "?next=/")
        getattr(client, method)(path.format(TOKEN) + "more/")
    assert log.getvalue()
    silent(log)


def test_a_failure_tells_nothing_typed_and_mails_nobody(
    learner: User, log: io.StringIO, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.ADMINS = [("Operator", "operator@example.org")]  # Django's own logging would mail them what was sent
    client = Client(raise_request_exception=False)
    for path, sent, broken in (
        ("/accounts/login/", {"login": OTHER, "password": PASSWORD}, "allauth.account.forms.LoginForm.is_valid"),
        ("/accounts/signup/", {"email": OTHER, "password1": PASSWORD}, "allauth.account.forms.SignupForm.is_valid"),
        ("/mentoring/invite/", {"email": OTHER}, "mentoring.forms.InviteForm.is_valid"),
        ("/interviews/questions/algo-hash-table/practice/", {"text": ANSWER}, "interviews.forms.practice.AnswerForm.is_valid"),
    ):
        if not path.startswith("/accounts/"):
            client.force_login(learner)
        with monkeypatch.context() as patch:
            patch.setattr(broken, fail)
            assert client.post(path, sent).status_code == 500, path
    for path in (f"/mentoring/invitations/{TOKEN}/", f"/notifications/off/{TOKEN}/"):
        with monkeypatch.context() as patch:
            patch.setattr("django.core.handlers.base.BaseHandler.resolve_request", fail)
            assert client.get(path).status_code == 500
    assert log.getvalue().count("RuntimeError: seeded") >= 6
    assert not mail.outbox
    silent(log)


def fail(*_args: object, **_rest: object) -> None:
    raise RuntimeError("seeded")
