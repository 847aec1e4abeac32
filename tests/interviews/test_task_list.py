"""Tasks."""

import datetime
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.models import Task
from interviews.queries.upcoming import upcoming
from tests.interviews.search import apply, interview

URL = "/interviews/applications/tasks/"
TODAY = datetime.date.today()


def task(owner: User, title: str = "Call Anna", **values: object) -> Task:
    return Task.objects.create(owner=owner, title=title, form_key=uuid.uuid4(), **values)


def test_add_tick_untick_edit_delete(signed_in: Client, learner: User) -> None:
    sent = {"title": "Call Anna", "due_on": "2026-05-04", "form_key": uuid.uuid4()}
    for _time in range(2):
        assert signed_in.post(URL, sent).url == URL
    row = Task.objects.get()
    assert signed_in.post(f"{URL}{row.pk}/done/", {"done": "yes", "next": "/interviews/"}).url == "/interviews/"
    row.refresh_from_db()
    moment = row.done_at
    signed_in.post(f"{URL}{row.pk}/done/", {"done": "yes"})
    row.refresh_from_db()
    assert row.done_at == moment
    assert 'class="done"' in signed_in.get(URL).content.decode()
    signed_in.post(f"{URL}{row.pk}/done/", {"done": "no"})
    row.refresh_from_db()
    assert row.done_at is None
    own = apply(learner, "applied")
    signed_in.post(f"{URL}{row.pk}/", {"title": "Write to Anna", "due_on": "", "application": own.pk, "version": 1})
    row.refresh_from_db()
    assert (row.title, row.due_on, row.application, row.version) == ("Write to Anna", None, own, 2)
    stale = signed_in.post(f"{URL}{row.pk}/", {"title": "Third", "version": 1})
    assert stale.status_code == 409
    assert "Write to Anna" in stale.content.decode()
    signed_in.post(f"{URL}{row.pk}/delete/")
    assert not Task.objects.exists()


def test_a_task_of_an_application(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied")
    url = application.get_absolute_url() + "tasks/"
    assert signed_in.post(url, {"title": "Ask", "form_key": uuid.uuid4()}).url.endswith("#tasks")
    assert Task.objects.get().application == application
    response = signed_in.post(url, {"title": "", "due_on": "2026-05-04", "form_key": uuid.uuid4()})
    assert response.status_code == 422
    assert 'value="2026-05-04"' in response.content.decode()


@pytest.mark.parametrize("goal", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_the_way_back_never_leads_off_site(signed_in: Client, learner: User, goal: str) -> None:
    row = task(learner)
    assert signed_in.post(f"{URL}{row.pk}/done/", {"next": goal}).url == URL


@pytest.mark.parametrize("values", [{"title": ""}, {"title": "x" * 201}, {"title": "a\0"}, {"due_on": "32"}, {"form_key": "x"}])
def test_bad_input(signed_in: Client, values: dict[str, str]) -> None:
    assert signed_in.post(URL, {"title": "x", "form_key": uuid.uuid4(), **values}).status_code == 422
    assert not Task.objects.exists()


def test_a_stranger_gets_404_and_sees_nothing(client: Client, learner: User, stranger: User) -> None:
    row, application = task(learner), apply(learner, "applied")
    client.force_login(stranger)
    assert "Call Anna" not in client.get(URL).content.decode()
    assert client.get(f"{URL}{row.pk}/").status_code == 404
    for part in ("", "done/", "delete/"):
        assert client.post(f"{URL}{row.pk}/{part}", {"title": "x", "version": 1}).status_code == 404
    own = task(stranger, "Mine")
    response = client.post(f"{URL}{own.pk}/", {"title": "x", "version": 1, "application": application.pk})
    assert response.status_code == 422
    assert "Acme" not in response.content.decode()


def test_upcoming_tells_what_needs_attention(learner: User, stranger: User) -> None:
    assert not upcoming(learner, TODAY)
    application = apply(learner, "applied", company="Acme")
    apply(learner, "applied", "rejected", company="Gone", day=TODAY - datetime.timedelta(days=200))
    apply(learner, "applied", company="Quiet", day=TODAY - datetime.timedelta(days=31))
    task(learner, "late", due_on=TODAY - datetime.timedelta(days=2))
    task(learner, "soon", due_on=TODAY + datetime.timedelta(days=7), application=application)
    task(learner, "far", due_on=TODAY + datetime.timedelta(days=8))
    task(learner, "done", due_on=TODAY, done_at=timezone.now())
    interview(application, timezone.now() + datetime.timedelta(hours=3))
    interview(application, timezone.now() - datetime.timedelta(hours=3))
    interview(apply(stranger, "hr", company="Secret"), timezone.now() + datetime.timedelta(hours=1))
    found = upcoming(learner, TODAY)
    assert [(item.title, item.late) for item in found.tasks] == [("late", True), ("soon · Acme", False)]
    assert [item.title for item in found.interviews] == ["Acme · ML engineer"]
    assert [(item.title, item.when) for item in found.silent] == [("Quiet · ML engineer", "31")]
    assert found.active == 2


def test_queries(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    for number in range(40):
        task(learner, str(number), application=apply(learner, "applied"))
    signed_in.get(URL)
    with django_assert_max_num_queries(5):
        signed_in.get(URL)
