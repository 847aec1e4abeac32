"""Adding an application, and applying again."""

import datetime
import uuid

import pytest
from django.test import Client

from accounts.models import User
from interviews.models import Application, StageEvent
from roles.models import Role
from tests.interviews.search import apply

URL = "/interviews/applications/new/"
TODAY = datetime.date.today()


def form(**values: object) -> dict[str, object]:
    return {
        "company": "Acme",
        "post": "ML engineer",
        "stage": "applied",
        "happened_on": TODAY.isoformat(),
        "form_key": uuid.uuid4(),
        **values,
    }


def test_adds_it_with_its_first_event_even_in_the_past(signed_in: Client, learner: User, role: Role) -> None:
    day = TODAY - datetime.timedelta(days=20)
    response = signed_in.post(
        URL, form(happened_on=day.isoformat(), role=role.pk, link="example.org/job", resume_text="As sent")
    )
    application = Application.objects.get(owner=learner)
    assert response.url == application.get_absolute_url()
    assert (application.stage.slug, application.stage_on, application.applied_on) == ("applied", day, day)
    assert application.link == "https://example.org/job"
    event = StageEvent.objects.get()
    assert (event.owner, event.happened_on, event.kind) == (learner, day, "normal")
    assert "As sent" in signed_in.get(response.url).content.decode()


def test_sent_twice_it_is_one(signed_in: Client) -> None:
    sent = form()
    assert signed_in.post(URL, sent).url == signed_in.post(URL, sent).url
    assert (Application.objects.count(), StageEvent.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"company": ""}, "This field is required"),
        ({"post": "x" * 161}, "at most 160"),
        ({"company": "a\0b"}, "Null characters"),
        ({"stage": "accepted"}, "Select a valid choice"),
        ({"stage": "moon"}, "Select a valid choice"),
        ({"happened_on": (TODAY + datetime.timedelta(days=2)).isoformat()}, "lies ahead"),
        ({"happened_on": "yesterday"}, "Enter a day"),
        ({"happened_on": "0001-01-01"}, "Enter a day"),
        ({"happened_on": "9999-12-31"}, "Enter a day"),
        ({"link": "javascript:alert(1)"}, "valid URL"),
        ({"role": "10" * 20}, "Select a valid choice"),
        ({"notes": "x" * 10_001}, "at most 10"),
        ({"resume_text": "x" * 1_000_000}, "at most 20"),
        ({"form_key": "no key"}, "valid UUID"),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(signed_in: Client, values: dict[str, object], problem: str) -> None:
    response = signed_in.post(URL, form(source="a friend of mine", **values))
    assert response.status_code == 422
    text = response.content.decode()
    assert problem in text
    assert "a friend of mine" in text
    assert not Application.objects.exists()


def test_fields_that_are_not_in_the_form_are_not_taken(signed_in: Client, learner: User, stranger: User) -> None:
    signed_in.post(URL, form(owner=stranger.pk, company_outcome="offer", version=77, applied_on="1999-01-01"))
    application = Application.objects.get()
    assert (application.owner, application.company_outcome, application.version) == (learner, "", 1)


def test_applying_again_is_a_new_application_linked_to_the_old_one(signed_in: Client, learner: User) -> None:
    former = apply(learner, "applied", "rejected", company="Once more Ltd")
    page = signed_in.get(former.get_absolute_url()).content.decode()
    assert f"{URL}?again={former.pk}" in page
    start = signed_in.get(f"{URL}?again={former.pk}").content.decode()
    assert "Once more Ltd" in start
    response = signed_in.post(f"{URL}?again={former.pk}", form(company="Once more Ltd", stage="preparing"))
    new = Application.objects.latest("pk")
    assert new.reapplication_of == former
    assert former.get_absolute_url() in signed_in.get(response.url).content.decode()
    assert new.get_absolute_url() in signed_in.get(former.get_absolute_url()).content.decode()
    former.refresh_from_db()
    assert former.stage.slug == "rejected"


@pytest.mark.parametrize("again", ["0", "abc", "9" * 30, "-1", "١"])
def test_a_former_application_that_is_none_or_not_ones_own_is_ignored(signed_in: Client, stranger: User, again: str) -> None:
    foreign = apply(stranger, "applied", "rejected", company="Foreign")
    for value in (again, str(foreign.pk)):
        response = signed_in.get(f"{URL}?again={value}")
        assert response.status_code == 200
        assert "Foreign" not in response.content.decode()
    signed_in.post(f"{URL}?again={foreign.pk}", form())
    assert Application.objects.latest("pk").reapplication_of is None


def test_queries(signed_in: Client, django_assert_max_num_queries) -> None:
    signed_in.get(URL)
    with django_assert_max_num_queries(4):
        signed_in.get(URL)
