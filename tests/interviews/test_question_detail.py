"""One question, and a learner's private ones: added, changed, deleted, seen by nobody else."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from interviews import actions
from interviews.models import Answer, Question, ReviewCard, ReviewLog
from tests.conftest import make_user
from tests.interviews.conftest import make_answer, make_private

NEW = "/interviews/questions/new/"


def form(**changes: object) -> dict[str, object]:
    start = {"prompt": "Why is it slow?", "asked_at": "Acme", "key_points": "- measure\n\n* profile", "difficulty": "2"}
    return {**start, "form_key": str(uuid.uuid4()), **changes}


def test_a_guest_reads_it_with_the_key_points_folded_away(client: Client, question: Question) -> None:
    text = client.get(question.get_absolute_url()).content.decode()
    assert question.prompt in text
    assert '<details class="points"><summary>' in text
    assert "Sign in to answer it" in text


def test_shows_one_s_own_attempts_and_the_next_date(
    signed_in: Client, learner: User, stranger: User, question: Question
) -> None:
    first, second = make_answer(learner, question), make_answer(learner, question)
    foreign = make_answer(stranger, question)
    actions.grade_answer(owner=learner, answer=second, grade=3)
    text = signed_in.get(question.get_absolute_url()).content.decode()
    assert f"?a={first.pk}&amp;b={second.pk}" in text
    assert "Comes back on" in text
    assert foreign.get_absolute_url() not in text


def test_a_change_is_suggested_to_the_bank_and_a_private_question_is_offered(
    signed_in: Client, learner: User, question: Question
) -> None:
    text = signed_in.get(question.get_absolute_url()).content.decode()
    assert f"/suggestions/interviews.question/{question.slug}/" in text
    assert "/suggestions/offer/" not in text
    own = make_private(learner)
    text = signed_in.get(own.get_absolute_url()).content.decode()
    assert f"/suggestions/offer/interviews.question/?own={own.slug}" in text
    assert "/suggestions/interviews.question/" not in text


def test_skills_lead_to_their_questions_and_roles_too(client: Client, db: None) -> None:
    assert "/interviews/questions/?skill=model-serving" in client.get("/skills/model-serving/").content.decode()
    assert "/interviews/questions/?role=cto" in client.get("/roles/cto/").content.decode()


def test_a_private_question_is_added_once_and_takes_part(signed_in: Client, learner: User) -> None:
    sent = form()
    places = {signed_in.post(NEW, sent).url for _click in range(3)}
    question = Question.objects.get(owner=learner)
    assert places == {question.get_absolute_url()}
    assert [point.text for point in question.key_points.all()] == ["measure", "profile"]
    page = signed_in.get(question.get_absolute_url()).content.decode()
    assert "Asked at" in page
    assert "only you see it" in page
    assert signed_in.get(f"{question.get_absolute_url()}practice/").status_code == 200


def test_it_reads_the_same_in_either_language(signed_in: Client, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(language="zh-hans")
    signed_in.post(NEW, form(prompt="为什么慢？", key_points="先测量"))
    question = Question.objects.get(owner=learner)
    for language in ("zh-hans", "en"):
        User.objects.filter(pk=learner.pk).update(language=language)
        text = signed_in.get(question.get_absolute_url()).content.decode()
        assert "为什么慢？" in text
        assert "先测量" in text


def test_it_is_changed_in_place(signed_in: Client, learner: User) -> None:
    signed_in.post(NEW, form())
    question = Question.objects.get(owner=learner)
    kept = question.key_points.all()[0].pk
    url = f"{question.get_absolute_url()}edit/"
    assert "measure\nprofile</textarea>" in signed_in.get(url).content.decode()
    skill = Question.objects.exclude(owner=learner)[0].skills.all()[0]
    signed_in.post(url, form(prompt="And now?", key_points="measure first", skills=[skill.slug]))
    question.refresh_from_db()
    assert question.prompt == "And now?"
    assert [(point.pk, point.text) for point in question.key_points.all()] == [(kept, "measure first")]
    assert list(question.skills.all()) == [skill]
    assert Question.objects.filter(owner=learner).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"prompt": ""}, {"prompt": "x" * 2001}, {"prompt": "a\0"}, {"asked_at": "x" * 121}, {"difficulty": "4"},
        {"topic": "999999"}, {"topic": "x"}, {"round": "9" * 40}, {"skills": ["x"]}, {"skills": ["9" * 40]},
        {"key_points": "x" * 401}, {"key_points": "x\n" * 13}, {"key_points": "x" * 1_000_000}, {"form_key": "x"},
    ],
)  # fmt: skip
def test_bad_input_is_explained_and_kept(signed_in: Client, learner: User, changes: dict[str, object]) -> None:
    response = signed_in.post(NEW, form(asked_at="Typed company", **changes) if "asked_at" not in changes else form(**changes))
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not Question.objects.filter(owner=learner).exists()
    if "asked_at" not in changes:
        assert "Typed company" in response.content.decode()


def test_nothing_makes_it_public(signed_in: Client, learner: User) -> None:
    signed_in.post(NEW, form(status="published", owner="", slug="mine", order="1"))
    question = Question.objects.get(owner=learner)
    assert (question.status, question.owner) == ("draft", learner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(status="published")
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(owner=None)


def test_deleting_says_what_goes_and_takes_it_all(signed_in: Client, learner: User) -> None:
    question = make_private(learner)
    answer = make_answer(learner, question)
    actions.grade_answer(owner=learner, answer=answer, grade=3)
    url = f"{question.get_absolute_url()}delete/"
    assert "Your 1 answer to it goes too" in signed_in.get(url).content.decode()
    assert Question.objects.filter(pk=question.pk).exists()
    assert signed_in.post(url).status_code == 302
    for model in (Answer, ReviewCard, ReviewLog):
        assert not model.objects.filter(owner=learner).exists()
    assert not Question.objects.filter(owner=learner).exists()


def test_nobody_else_sees_changes_or_deletes_it(client: Client, learner: User, stranger: User) -> None:
    question = make_private(learner, asked_at="CANARY")
    url = question.get_absolute_url()
    curator = make_user("curator@example.org", is_staff=True, is_superuser=True)
    for person in (None, stranger, curator):
        client.logout()
        if person:
            client.force_login(person)
        for method, address in (
            ("get", url), ("get", f"{url}edit/"), ("post", f"{url}edit/"), ("get", f"{url}delete/"), ("post", f"{url}delete/"),
        ):  # fmt: skip
            response = getattr(client, method)(address, form())
            assert response.status_code == (302 if person is None and address != url else 404)
            assert "CANARY" not in response.content.decode()
    assert Question.objects.get(pk=question.pk).asked_at == "CANARY"


def test_the_bank_is_not_a_learner_s_to_change(signed_in: Client, question: Question) -> None:
    for verb in ("edit", "delete"):
        assert signed_in.post(f"{question.get_absolute_url()}{verb}/", form()).status_code == 404


def test_curation_never_shows_it(client: Client, learner: User) -> None:
    from allauth.mfa.models import Authenticator

    private = make_private(learner)
    curator = make_user("curator@example.org", is_staff=True, is_superuser=True)
    Authenticator.objects.create(user=curator, type="totp", data={"secret": "x"})
    client.force_login(curator)
    listing = client.get("/admin/interviews/question/")
    assert listing.status_code == 200
    assert "CANARY" not in listing.content.decode()
    assert "CANARY" not in client.get("/admin/interviews/question/?q=private").content.decode()
    assert "CANARY" not in client.get(f"/admin/interviews/question/{private.pk}/change/", follow=True).content.decode()


def test_an_account_goes_with_its_questions_and_answers(learner: User, question: Question) -> None:
    private = make_private(learner)
    for asked in (private, question):
        actions.grade_answer(owner=learner, answer=make_answer(learner, asked), grade=3)
    learner.delete()
    assert not Answer.objects.exists()
    assert not Question.objects.filter(pk=private.pk).exists()


def test_queries(signed_in: Client, question: Question, learner: User, django_assert_max_num_queries) -> None:
    for _attempt in range(5):
        make_answer(learner, question, correctness=2)
    signed_in.get(question.get_absolute_url())
    with django_assert_max_num_queries(7):
        signed_in.get(question.get_absolute_url())


def test_no_topic_is_not_the_level_none_in_chinese(client: Client, learner: User) -> None:
    learner.language = "zh-hans"
    learner.save()
    client.force_login(learner)
    text = client.get(NEW).content.decode()
    assert text.count(">不指定</option>") == 2
    assert "不会" not in text  # what level 0 is called
