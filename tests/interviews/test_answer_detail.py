"""One attempt: as written and judged; kept as evidence; deleted; compared with another."""

import pytest
from django.test import Client

from accounts.models import User
from interviews import actions
from interviews.models import Answer, Question, ReviewCard, ReviewLog
from interviews.queries.answers import difference
from roles.models import Evidence
from tests.interviews.conftest import make_answer, make_private


@pytest.fixture
def answer(learner: User, question: Question) -> Answer:
    made = make_answer(learner, question, "Buckets and *collisions*", correctness=2, confidence=4)
    actions.grade_answer(owner=learner, answer=made, grade=3)
    return made


def test_shows_text_ticks_and_rubric(signed_in: Client, answer: Answer, question: Question) -> None:
    Answer.objects.filter(pk=answer.pk).update(ticked=[question.key_points.all()[0].pk])
    text = signed_in.get(answer.get_absolute_url()).content.decode()
    assert "<em>collisions</em>" in text
    assert text.count('<li class="yes">') == 1
    assert "1 of 5 key points" in text
    assert "mostly" in text


def test_a_good_answer_becomes_evidence_once(signed_in: Client, learner: User, answer: Answer, question: Question) -> None:
    skill = question.skills.get()
    assert "Keep it as evidence" in signed_in.get(answer.get_absolute_url()).content.decode()
    for _click in range(2):
        response = signed_in.post(answer.get_absolute_url(), {"skills": [skill.slug], "level": "3", "title": "Hash tables"})
        assert response.status_code == 302
    evidence = Evidence.objects.get(owner=learner)
    assert (evidence.skill, evidence.level, evidence.title) == (skill, 3, "Hash tables")
    assert evidence.link == f"http://testserver{answer.get_absolute_url()}"


def test_bad_evidence_is_explained(signed_in: Client, learner: User, answer: Answer, skill) -> None:
    for bad in (
        {"skills": [skill.slug]},
        {"skills": ["x"]},
        {"level": "5"},
        {"title": ""},
        {"title": "x" * 201},
        {"skills": []},
    ):
        sent = {"skills": list(answer.question.skills.values_list("slug", flat=True)), "level": "3", "title": "t", **bad}
        response = signed_in.post(answer.get_absolute_url(), sent)
        assert response.status_code == 422
        assert "errorlist" in response.content.decode()
    assert not Evidence.objects.exists()


def test_a_weak_answer_offers_none(signed_in: Client, learner: User, question: Question) -> None:
    weak = make_answer(learner, question)
    actions.grade_answer(owner=learner, answer=weak, grade=2)
    assert "Keep it as evidence" not in signed_in.get(weak.get_absolute_url()).content.decode()


def test_is_deleted_after_asking_and_the_schedule_stays(signed_in: Client, learner: User, answer: Answer) -> None:
    url = f"{answer.get_absolute_url()}delete/"
    assert "This cannot be undone" in signed_in.get(url).content.decode()
    assert Answer.objects.filter(pk=answer.pk).exists()
    assert signed_in.post(url).url == answer.question.get_absolute_url()
    assert not Answer.objects.filter(pk=answer.pk).exists()
    assert ReviewCard.objects.filter(owner=learner).exists()
    assert ReviewLog.objects.get(owner=learner).answer is None


def test_strangers_get_404_everywhere(signed_in: Client, learner: User, stranger: User) -> None:
    own = make_answer(learner, make_private(learner), "CANARY")
    mine = make_answer(stranger, Question.objects.published()[0], "mine")
    signed_in.force_login(stranger)
    url = own.get_absolute_url()
    for method, address in (
        ("get", url), ("post", url), ("get", f"{url}delete/"), ("post", f"{url}delete/"),
        ("get", f"/interviews/answers/compare/?a={own.pk}&b={mine.pk}"),
        ("get", f"/interviews/answers/compare/?a={mine.pk}&b={own.pk}"),
    ):  # fmt: skip
        response = getattr(signed_in, method)(address)
        assert response.status_code == 404
        assert "CANARY" not in response.content.decode()
    assert Answer.objects.filter(pk=own.pk).exists()


def test_two_attempts_side_by_side(signed_in: Client, learner: User, question: Question) -> None:
    first = make_answer(learner, question, "A hash maps keys <b>slowly</b>")
    second = make_answer(learner, question, "A hash maps keys to buckets")
    text = signed_in.get(f"/interviews/answers/compare/?a={second.pk}&b={first.pk}").content.decode()
    assert "<del>&lt;b&gt;slowly&lt;/b&gt;</del>" in text
    assert "<ins>to buckets</ins>" in text
    assert "<b>slowly" not in text


@pytest.mark.parametrize("keys", ["", "a=1", "a=x&b=y", "a=1&b=" + "9" * 30, "a=1&b=%D9%A1"])
def test_bad_pairs_are_not_found(signed_in: Client, learner: User, keys: str) -> None:
    assert signed_in.get(f"/interviews/answers/compare/?{keys}").status_code == 404


def test_answers_to_different_questions_are_not_compared(signed_in: Client, learner: User, question: Question) -> None:
    other = make_answer(learner, Question.objects.exclude(pk=question.pk)[0])
    pair = f"a={make_answer(learner, question).pk}&b={other.pk}"
    assert signed_in.get(f"/interviews/answers/compare/?{pair}").status_code == 404


def test_chinese_is_compared_by_character() -> None:
    old, new = difference("哈希表把键映射到桶", "哈希表把键映射到槽位")
    assert old == "哈希表把键映射到<del>桶</del>"
    assert new == "哈希表把键映射到<ins>槽位</ins>"


def test_giant_texts_are_compared_in_reasonable_time() -> None:
    old, new = difference("a b " * 12_000, "b a " * 12_000)
    assert "<del>" in old
    assert "<ins>" in new


def test_queries(signed_in: Client, answer: Answer, learner: User, question: Question, django_assert_max_num_queries) -> None:
    for _attempt in range(20):
        make_answer(learner, question)
    signed_in.get(answer.get_absolute_url())
    with django_assert_max_num_queries(7):
        signed_in.get(answer.get_absolute_url())
