"""Revealing the key points: tick, judge, grade; two tabs; nothing foreign."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.models import Answer, KeyPoint, Question, ReviewCard, ReviewLog
from tests.interviews.conftest import make_answer, make_private

HTMX = {"hx-request": "true", "hx-target": "grades"}


@pytest.fixture
def answer(learner: User, question: Question) -> Answer:
    return make_answer(learner, question, "Buckets, **load factor**")


def address(answer: Answer) -> str:
    return f"/interviews/answers/{answer.pk}/reveal/"


def hidden(client: Client, answer: Answer) -> dict[str, str]:
    form = client.get(address(answer)).context["form"]
    return {name: str(form[name].value()) for name in ("version", "written_by")}


def ticks(question: Question, count: int) -> list[int]:
    return list(question.key_points.values_list("pk", flat=True)[:count])


def test_shows_the_key_points_beside_the_answer(signed_in: Client, answer: Answer, question: Question) -> None:
    text = signed_in.get(address(answer)).content.decode()
    assert "<strong>load factor</strong>" in text
    for point in question.key_points.all():
        assert point.text.split(";")[0] in text


def test_each_button_prints_its_date_and_sets_it(signed_in: Client, answer: Answer, learner: User) -> None:
    for value, label, day, _suggested in signed_in.get(address(answer)).context["grades"]:
        response = signed_in.post(address(answer), {**hidden(signed_in, answer), "grade": value}, follow=True)
        assert f"{label}: it comes back on {day}." in response.content.decode()
    assert ReviewCard.objects.get(owner=learner).last_grade == 4
    assert ReviewLog.objects.owned_by(learner).in_force().count() == 1


def test_ticks_and_rubric_are_kept_as_they_are_set_and_suggest(signed_in: Client, answer: Answer, question: Question) -> None:
    fields = hidden(signed_in, answer)
    given = {"ticked": ticks(question, 5), "correctness": 3, "reasoning": 3, "limits": 3, "clarity": 3}
    response = signed_in.post(address(answer), {**fields, **given}, headers=HTMX)
    text = response.content.decode()
    assert text.lstrip().startswith('<section id="grades"')
    assert "speaks for “Good”" in text
    again = signed_in.post(address(answer), {**fields, **given, "confidence": 5}, headers=HTMX)  # the page's first version
    assert "speaks for “Easy”" in again.content.decode()
    answer.refresh_from_db()
    assert (answer.ticked, answer.correctness, answer.confidence, answer.grade) == (ticks(question, 5), 3, 5, None)
    assert not ReviewCard.objects.exists()


def test_two_tabs_get_409_with_both(signed_in: Client, answer: Answer, question: Question) -> None:
    first, second = hidden(signed_in, answer), hidden(signed_in, answer)
    signed_in.post(address(answer), {**first, "clarity": 3, "ticked": ticks(question, 1)})
    response = signed_in.post(address(answer), {**second, "clarity": 1, "grade": 4})
    assert response.status_code == 409
    text = response.content.decode()
    assert '<pre class="stored">fully</pre>' in text
    assert question.key_points.all()[0].text.split(";")[0] in text
    answer.refresh_from_db()
    assert (answer.clarity, answer.grade) == (3, None)
    form = response.context["form"]
    again = {name: str(form[name].value()) for name in ("version", "written_by")}
    assert signed_in.post(address(answer), {**again, "clarity": 1}).status_code == 200
    answer.refresh_from_db()
    assert answer.clarity == 1


def test_key_points_of_another_question_are_refused(signed_in: Client, answer: Answer, question: Question) -> None:
    foreign = KeyPoint.objects.exclude(question=question).values_list("pk", flat=True)[0]
    for bad in (foreign, "x", "9" * 40, -1, "\0"):
        response = signed_in.post(address(answer), {**hidden(signed_in, answer), "ticked": [bad], "grade": 3})
        assert response.status_code == 422
    answer.refresh_from_db()
    assert (answer.ticked, answer.grade) == ([], None)


@pytest.mark.parametrize("field", ["correctness", "reasoning", "limits", "clarity", "confidence"])
@pytest.mark.parametrize("value", ["4", "-1", "x", "9" * 30, "1.5"])
def test_judgements_out_of_range_are_refused(signed_in: Client, answer: Answer, field: str, value: str) -> None:
    if (field, value) == ("confidence", "4"):
        value = "6"
    response = signed_in.post(address(answer), {**hidden(signed_in, answer), field: value})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()


@pytest.mark.parametrize("grade", ["0", "5", "x", "-1", "9" * 50])
def test_a_grade_that_is_none_only_saves(signed_in: Client, answer: Answer, grade: str) -> None:
    response = signed_in.post(address(answer), {**hidden(signed_in, answer), "grade": grade})
    assert response.status_code == 200
    assert not ReviewCard.objects.exists()


def test_nothing_but_the_judgement_is_changed(signed_in: Client, answer: Answer, stranger: User) -> None:
    hostile = {
        "owner": stranger.pk,
        "text": "x",
        "seconds": 1,
        "submitted_at": "",
        "total": 99,
        "html": "<b>x</b>",
        "question": 1,
    }
    signed_in.post(address(answer), {**hidden(signed_in, answer), **hostile, "clarity": 2})
    stored = Answer.objects.get(pk=answer.pk)
    same = ("owner_id", "text", "seconds", "submitted_at", "total", "html", "question_id", "form_key")
    assert [getattr(stored, name) for name in same] == [getattr(answer, name) for name in same]


def test_goes_on_to_the_queue_it_came_from(signed_in: Client, answer: Answer) -> None:
    sent = {**hidden(signed_in, answer), "grade": 3, "next": "/interviews/review/next/"}
    assert signed_in.post(address(answer), sent).url == "/interviews/review/next/"
    sent = {**hidden(signed_in, answer), "grade": 3, "next": "https://evil.example/"}
    assert signed_in.post(address(answer), sent).url == answer.get_absolute_url()


def test_a_draft_reveals_nothing(signed_in: Client, learner: User, question: Question) -> None:
    draft = make_answer(learner, question, submitted_at=None)
    assert signed_in.get(address(draft)).status_code == 404


def test_strangers_get_404(signed_in: Client, learner: User, stranger: User) -> None:
    own = make_answer(learner, make_private(learner), "CANARY")
    signed_in.force_login(stranger)
    for response in (signed_in.get(address(own)), signed_in.post(address(own), {"grade": 3})):
        assert response.status_code == 404
        assert "CANARY" not in response.content.decode()


def test_without_key_points_the_rubric_still_works(signed_in: Client, learner: User) -> None:
    own = make_answer(learner, make_private(learner), "short")
    assert "no key points yet" in signed_in.get(address(own)).content.decode()
    assert signed_in.post(address(own), {**hidden(signed_in, own), "correctness": 1, "grade": 1}).status_code == 302
    assert ReviewCard.objects.get(owner=learner).due == timezone.localdate() + timedelta(days=1)


def test_queries(signed_in: Client, answer: Answer, django_assert_max_num_queries) -> None:
    signed_in.get(address(answer))
    with django_assert_max_num_queries(6):
        signed_in.get(address(answer))
