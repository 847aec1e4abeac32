"""The log: every attempt, search in one's own, pages, the trend."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.models import Answer, Question
from tests.interviews.conftest import make_answer, make_private

URL = "/interviews/answers/"


def rows(client: Client, address: str = "") -> list[str]:
    return [row.excerpt for row in client.get(URL + address).context["page"].rows]


def test_every_attempt_is_there_the_newest_first(signed_in: Client, learner: User, question: Question) -> None:
    for number in range(3):
        make_answer(learner, question, f"attempt {number}", submitted_at=timezone.now() + timedelta(seconds=number))
    make_answer(learner, question, "still a draft", submitted_at=None)
    assert rows(signed_in) == ["attempt 2", "attempt 1", "attempt 0"]
    assert "still a draft" in signed_in.get(URL).content.decode()


def test_search_reads_one_s_own_answers_and_their_questions(
    signed_in: Client, learner: User, stranger: User, question: Question
) -> None:
    other = Question.objects.exclude(pk=question.pk)[0]
    make_answer(learner, question, "about 负载因子 and Buckets")
    make_answer(learner, other, "nothing of the kind")
    make_answer(stranger, question, "CANARY buckets")
    assert rows(signed_in, "?q=buckets") == ["about 负载因子 and Buckets"]
    assert rows(signed_in, "?q=负载") == ["about 负载因子 and Buckets"]
    assert rows(signed_in, "?q=哈希表") == ["about 负载因子 and Buckets"]
    assert rows(signed_in, f"?question={other.slug}") == ["nothing of the kind"]
    assert rows(signed_in, "?q=100%25_") == []
    assert "CANARY" not in signed_in.get(URL).content.decode()


def test_pages_meet_every_attempt_once(signed_in: Client, learner: User, question: Question) -> None:
    moment = timezone.now()
    for number in range(95):
        make_answer(learner, question, str(number), submitted_at=moment - timedelta(seconds=number // 10))
    met: list[str] = []
    address = ""
    while True:
        page = signed_in.get(URL + address).context["page"]
        met += [row.excerpt for row in page.rows]
        if not page.after:
            break
        address = f"?after={page.after}"
    assert sorted(met, key=int) == [str(number) for number in range(95)]


@pytest.mark.parametrize("place", ["x", "1", "-", "9" * 16 + "-1", "9" * 40 + "-1", "1-" + "9" * 30, "١-١"])
def test_a_broken_place_is_no_error(signed_in: Client, place: str) -> None:
    assert signed_in.get(f"{URL}?after={place}").status_code == 200
    assert signed_in.get(f"{URL}?question={place}").status_code == 200


def test_the_trend_is_a_picture_with_its_numbers(signed_in: Client, learner: User, question: Question) -> None:
    for number, points in enumerate((1, 3)):
        make_answer(
            learner, question, correctness=points, clarity=points, submitted_at=timezone.now() + timedelta(seconds=number)
        )
    text = signed_in.get(URL).content.decode()
    assert 'aria-label="Rubric over 2 attempts: from 33% to 100%"' in text
    assert "<td>6 / 6</td><td>100%</td>" in text
    assert "Rubric over 2 attempts" in signed_in.get(question.get_absolute_url()).content.decode()


def test_an_empty_log_names_the_next_step(signed_in: Client) -> None:
    assert "Choose a question" in signed_in.get(URL).content.decode()
    assert "All answers" in signed_in.get(f"{URL}?q=nothing").content.decode()


def test_htmx_gets_the_log_alone(signed_in: Client) -> None:
    text = signed_in.get(f"{URL}?q=x", headers={"hx-request": "true", "hx-target": "log"}).content.decode()
    assert text.lstrip().startswith('<section id="log"')


def test_a_stranger_s_private_question_is_no_filter(signed_in: Client, stranger: User) -> None:
    private = make_private(stranger)
    assert "CANARY" not in signed_in.get(f"{URL}?question={private.slug}").content.decode()


def test_queries_do_not_grow_with_ten_thousand_answers(
    signed_in: Client, learner: User, question: Question, django_assert_max_num_queries
) -> None:
    now = timezone.now()
    keys = list(Question.objects.published().values_list("pk", flat=True))
    Answer.objects.bulk_create(
        Answer(
            owner=learner, question_id=keys[number % len(keys)], text=f"answer {number}", started_at=now, touched_at=now,
            submitted_at=now - timedelta(minutes=number), correctness=number % 4, clarity=2, total=5, form_key=uuid.uuid4(),
        )
        for number in range(10_000)
    )  # fmt: skip
    signed_in.get("/interviews/questions/")
    for address in (URL, f"{URL}?q=answer", "/interviews/questions/", question.get_absolute_url()):
        with django_assert_max_num_queries(7 if address == question.get_absolute_url() else 6):
            assert signed_in.get(address).status_code == 200


def test_without_answers_there_is_one_next_step_and_nothing_to_search(
    signed_in: Client, learner: User, question: Question
) -> None:
    text = signed_in.get(URL).content.decode()
    assert '<a class="button" href="/interviews/questions/">Choose a question</a>' in text
    assert 'role="search"' not in text
    assert 'role="search"' in signed_in.get(URL, {"q": "zzz"}).content.decode()
    make_answer(learner, question, "a draft", submitted_at=None)
    assert 'role="search"' in signed_in.get(URL).content.decode()
