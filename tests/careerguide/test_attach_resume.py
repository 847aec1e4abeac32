"""Keeping with an application a copy of the résumé that was sent."""

import pytest
from django.test import Client

from accounts.models import User
from interviews.models import Application
from portfolio.models import ResumeVersion
from tests.interviews.search import apply
from tests.portfolio.resumes import imported


@pytest.fixture
def application(learner: User) -> Application:
    return apply(learner, "applied")


def url(application: Application) -> str:
    return f"{application.get_absolute_url()}resume/"


def test_the_copy_is_kept_and_stays_as_it_was(signed_in: Client, learner: User, application: Application) -> None:
    version = imported(learner)
    assert url(application) in signed_in.get(application.get_absolute_url()).content.decode()
    assert version.name in signed_in.get(url(application)).content.decode()
    response = signed_in.post(url(application), {"resume": version.pk})
    assert response.url == application.get_absolute_url()
    ResumeVersion.objects.filter(pk=version.pk).delete()
    application.refresh_from_db()
    assert application.resume_label == version.name
    assert "Zoë Müller" in application.resume_text
    assert application.version == 2  # an edit that is open elsewhere is told


def test_without_a_resume_the_page_says_where_to_write_one(signed_in: Client, application: Application) -> None:
    text = signed_in.get(url(application)).content.decode()
    assert "/portfolio/resume/" in text
    assert "No résumé yet" in text


def test_a_copy_that_is_there_is_named_before_it_is_replaced(signed_in: Client, learner: User) -> None:
    imported(learner)
    application = apply(learner, "applied", resume_label="March", resume_text="As sent in March")
    assert "A copy is kept already (March)" in signed_in.get(url(application)).content.decode()


@pytest.mark.parametrize("sent", [{}, {"resume": "x"}, {"resume": 10**30}, {"resume": "1\0"}])
def test_bad_input_changes_nothing(signed_in: Client, learner: User, application: Application, sent: dict[str, object]) -> None:
    imported(learner)
    assert signed_in.post(url(application), sent).status_code == 422
    application.refresh_from_db()
    assert (application.resume_text, application.version) == ("", 1)


def test_a_strangers_resume_or_application_is_out_of_reach(
    client: Client, learner: User, stranger: User, application: Application
) -> None:
    own, foreign = imported(learner), imported(stranger)
    client.force_login(stranger)
    assert client.get(url(application)).status_code == 404
    assert client.post(url(application), {"resume": foreign.pk}).status_code == 404
    client.force_login(learner)
    assert client.post(url(application), {"resume": foreign.pk}).status_code == 422
    assert foreign.name == own.name
    application.refresh_from_db()
    assert application.resume_text == ""


def test_a_text_that_is_too_long_is_refused_with_a_reason(
    signed_in: Client, learner: User, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = imported(learner)
    long = {"name": "Long", "text": "x" * 20_001}
    monkeypatch.setattr("careerguide.applications.frozen_copy", lambda _owner, _pk: long)
    response = signed_in.post(url(application), {"resume": version.pk})
    assert response.status_code == 422
    assert "20000" in response.content.decode()


def test_other_methods_are_refused(signed_in: Client, application: Application) -> None:
    assert signed_in.put(url(application)).status_code == 405


def test_the_page_takes_few_queries(
    signed_in: Client, learner: User, application: Application, django_assert_max_num_queries: object
) -> None:
    for _copy in range(4):
        imported(learner)
    with django_assert_max_num_queries(7):
        signed_in.get(url(application))
