"""Changing what is known about an application, and deleting it."""

import uuid

from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.models import Application, Interview, StageEvent, Task
from tests.interviews.search import apply, interview


def form(**values: object) -> dict[str, object]:
    return {"company": "Acme", "post": "ML engineer", "silent_after": 30, "version": 1, **values}


def test_saves_and_the_stage_cannot_be_slipped_in(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied")
    url = f"{application.get_absolute_url()}edit/"
    response = signed_in.post(url, form(notes="New", company_outcome="on-hold", stage="offer", stage_id=12, owner=99))
    assert response.url == application.get_absolute_url()
    application.refresh_from_db()
    assert (application.notes, application.company_outcome, application.version) == ("New", "on-hold", 2)
    assert (application.stage.slug, application.owner) == ("applied", learner)


def test_two_tabs_the_second_gets_409_with_both_texts(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied")
    url = f"{application.get_absolute_url()}edit/"
    assert signed_in.post(url, form(notes="first tab")).status_code == 302
    response = signed_in.post(url, form(notes="second tab"))
    assert response.status_code == 409
    text = response.content.decode()
    assert "first tab" in text
    assert "second tab" in text
    assert signed_in.post(url, form(notes="second tab", version=2)).status_code == 302
    application.refresh_from_db()
    assert application.notes == "second tab"


def test_bad_input(signed_in: Client, learner: User) -> None:
    application = apply(learner, "applied")
    url = f"{application.get_absolute_url()}edit/"
    for values in (
        {"silent_after": 0},
        {"silent_after": 366},
        {"company": ""},
        {"own_decision": "perhaps"},
        {"version": "9" * 30},
        {"notes": "a\0"},
    ):
        response = signed_in.post(url, form(source="kept", **values))
        assert response.status_code == 422, values
        assert "kept" in response.content.decode()


def test_markup_in_texts_is_shown_as_text(signed_in: Client, learner: User) -> None:
    bad = "<script>alert(1)</script>"
    application = apply(learner, "applied", company=bad, notes=bad, source=bad, resume_label=bad, resume_text=bad, post=bad)
    interview(application, timezone.now(), place=bad, people=bad, asked=bad)
    Task.objects.create(owner=learner, application=application, title=bad, form_key=uuid.uuid4())
    for path in (
        application.get_absolute_url(),
        "/interviews/applications/",
        "/interviews/applications/all/",
        "/interviews/applications/funnel/",
        "/interviews/applications/tasks/",
        "/interviews/",
        application.get_absolute_url() + "delete/",
    ):
        text = signed_in.get(path).content.decode()
        assert "<script>alert" not in text, path


def test_deleting_says_what_goes_and_asks(signed_in: Client, learner: User) -> None:
    application, other = apply(learner, "applied", "screening"), apply(learner, "applied", company="Other")
    again = apply(learner, "applied", company="Again", reapplication_of=application)
    interview(application, timezone.now())
    Task.objects.create(owner=learner, application=application, title="x", form_key=uuid.uuid4())
    url = f"{application.get_absolute_url()}delete/"
    text = signed_in.get(url).content.decode()
    for part in ("2 steps of its history", "1 interview with its debrief", "1 task"):
        assert part in text
    assert Application.objects.count() == 3
    assert signed_in.post(url).url == "/interviews/applications/"
    assert set(Application.objects.all()) == {other, again}
    assert (StageEvent.objects.count(), Interview.objects.count(), Task.objects.count()) == (2, 0, 0)
    again.refresh_from_db()
    assert again.reapplication_of is None


def test_a_stranger_gets_404(client: Client, learner: User, stranger: User) -> None:
    application = apply(learner, "applied")
    client.force_login(stranger)
    for part in ("", "edit/", "delete/", "interviews/"):
        assert client.get(application.get_absolute_url() + part).status_code == 404
    for part in ("edit/", "delete/", "interviews/", "tasks/"):
        assert client.post(application.get_absolute_url() + part, form(title="x", form_key=uuid.uuid4())).status_code == 404
    assert Application.objects.count() == 1


def test_queries(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    application = apply(learner, "applied")
    signed_in.get("/interviews/")
    with django_assert_max_num_queries(8):
        signed_in.get(application.get_absolute_url() + "edit/")
