"""`manage.py erase_account`: the deletion page's own deletion, for operators; above all after a backup was restored."""

import logging
import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Profile, User
from roles import actions
from roles.models import Skill
from tests.conftest import make_staff, make_user


@pytest.fixture
def run(capsys, django_capture_on_commit_callbacks):
    """Runs the command to the end of its transactions, and returns what it said."""

    def erase_account(*names: str, **options: object) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            call_command("erase_account", *names, **{"interactive": False, **options})
        return capsys.readouterr().out

    return erase_account


def exists(email: str) -> bool:
    return User.objects.filter(email=email).exists()


def test_it_erases_as_the_page_does_without_a_second_farewell(learner: User, skill: Skill, run) -> None:
    actions.rate_skill(owner=learner, skill=skill, level=2, now=timezone.now())
    browser = Client()
    browser.force_login(learner)
    key = str(browser.session.session_key)
    UserSession.objects.create(user=learner, session_key=key, ip="127.0.0.1")  # as signing in by the form does
    own = Profile.objects.create(user=learner)
    own.avatar.save("x", ContentFile(b"picture"))
    said = run("LEARNER@example.org", no_mail=True)
    assert "Target roles, skill levels and evidence: 2" in said
    assert not exists("learner@example.org")
    assert not default_storage.exists(own.avatar.name)
    assert not Session.objects.filter(session_key=key).exists()
    assert mail.outbox == []


def test_whoever_asks_the_operator_gets_the_farewell(learner: User, run) -> None:
    run(learner.email)
    assert [each.to for each in mail.outbox] == [["learner@example.org"]]


def test_a_dry_run_erases_nothing(learner: User, run) -> None:
    said = run(learner.email, dry_run=True)
    assert f"learner@example.org (account {learner.lasting_number}" in said
    assert said.endswith("Nothing was erased.\n")
    assert exists(learner.email)


@pytest.mark.parametrize(("answer", "left"), [("yes", False), (" YES\n", False), ("", True), ("y", True), ("no", True)])
def test_it_asks_once(learner: User, run, monkeypatch, answer: str, left: bool) -> None:
    asked: list[str] = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or answer)
    if left:
        with pytest.raises(CommandError, match=r"Nothing was erased\."):
            run(learner.email, interactive=True)
    else:
        run(learner.email, interactive=True)
    assert len(asked) == 1
    assert exists(learner.email) == left


def test_without_anybody_to_ask_nothing_is_erased(learner: User, run, monkeypatch) -> None:
    def nobody(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(CommandError):
        run(learner.email, interactive=True)
    assert exists(learner.email)


def test_an_unknown_address_stops_before_anything_is_erased(learner: User, run) -> None:
    with pytest.raises(CommandError, match=r"no account nobody@example\.org"):
        run(learner.email, "nobody@example.org")
    assert exists(learner.email)


def test_the_last_superuser_stays(db: None, run) -> None:
    make_staff("boss@example.org", is_superuser=True)
    with pytest.raises(CommandError, match="last superuser"):
        run("boss@example.org")
    assert exists("boss@example.org")


# --- After a backup was restored --------------------------------------------------------------------------------------


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [number for line in caplog.messages for number in re.findall(r"Account (\S+) was erased\.", line)]


def test_the_log_has_what_it_takes_to_erase_them_again(
    learner, stranger, caplog, run, django_capture_on_commit_callbacks
) -> None:
    rows = list(User.objects.filter(pk__in=[learner.pk, stranger.pk]))
    with caplog.at_level(logging.INFO):
        run(learner.email)
        boss = Client()
        boss.force_login(make_staff("boss@example.org", is_superuser=True))
        with django_capture_on_commit_callbacks(execute=True):
            boss.post(reverse("admin:accounts_user_delete", args=[stranger.pk]), {"post": "yes"})
    numbers = logged(caplog)
    assert len(numbers) == 2
    assert "learner" not in caplog.text  # the log stays when the account goes: it must not name anybody
    User.objects.bulk_create(rows)  # the backup is back
    mail.outbox.clear()
    assert run(*numbers, no_mail=True).endswith("Erased: 2.\n")
    assert not exists("learner@example.org")
    assert not exists("stranger@example.org")
    assert mail.outbox == []
    assert "not here" in run(*numbers, no_mail=True)  # again, as after a second restore of a newer backup


def test_a_number_that_was_given_anew_after_a_restore_names_nobody_else(learner: User, run) -> None:
    former = learner.lasting_number
    User.objects.filter(pk=learner.pk).update(date_joined=timezone.now() + timedelta(days=1))
    assert "not here" in run(former)
    assert exists(learner.email)


def test_a_deletion_that_is_rolled_back_is_not_logged(learner: User, caplog, monkeypatch, run) -> None:
    def fails(*_args: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr("careerguide.personal_data.erasing.User.delete", fails)
    with caplog.at_level(logging.INFO), pytest.raises(OSError, match="power cut"):
        run(learner.email)
    assert logged(caplog) == []


def test_two_joined_at_different_times_have_different_numbers(learner: User) -> None:
    other = make_user("other@example.org")
    assert learner.lasting_number != other.lasting_number
    assert User.objects.get(pk=learner.pk).lasting_number == learner.lasting_number
