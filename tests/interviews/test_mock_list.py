"""Starting a mock round, and the list of those that are over."""

import uuid
from collections import Counter

import pytest
from django.test import Client

from accounts.models import User
from interviews import actions
from interviews.models import MockItem, MockRound, Question, Round
from roles.models import Role
from tests.interviews.answers import card, own_question, question
from tests.interviews.mocks import finished, start

pytestmark = pytest.mark.django_db
URL = "/interviews/mock/"


def form(**changes: object) -> dict[str, object]:
    return {"round": "technical-1", "role": "machine-learning-engineer", "minutes": 60, "form_key": uuid.uuid4(), **changes}


def test_starts_a_balanced_round(signed_in: Client, learner: User) -> None:
    response = signed_in.post(URL, form())
    mock = MockRound.objects.get(owner=learner)
    assert response.url == f"/interviews/mock/{mock.pk}/"
    topics = Counter(MockItem.objects.filter(mock=mock).values_list("question__topic__slug", flat=True))
    assert topics["coding"] == 2
    assert topics["algorithm-basics"] + topics["statistics"] == 2
    assert topics["project-practice"] == topics["english"] == 1
    assert mock.allowed_seconds == 3600


@pytest.mark.parametrize(("minutes", "count"), [(15, 2), (30, 3), (45, 5), (60, 6)])
def test_the_length_scales_the_set(learner: User, minutes: int, count: int) -> None:
    assert start(learner, minutes=minutes).items.count() == count


def test_the_hr_round_asks_own_questions_too(learner: User, stranger: User) -> None:
    mine = {own_question(learner).pk for _number in range(4)}
    own_question(stranger)
    asked = set(start(learner, round_slug="hr", minutes=60).items.values_list("question_id", flat=True))
    assert len(asked) == 8
    assert len(asked & mine) == 3
    assert all(row.owner_id in {None, learner.pk} for row in Question.objects.filter(pk__in=asked))


def test_what_was_set_aside_is_not_asked(learner: User) -> None:
    english = list(Question.objects.published().filter(topic__slug="english"))
    for row in english[1:]:
        actions.suspend(owner=learner, card=card(learner, row, due=row.created_at.date()))
    for _round in range(3):
        mock = start(learner)
        assert mock.items.get(question__topic__slug="english").question == english[0]
        MockRound.objects.filter(pk=mock.pk).update(finished_at=mock.started_at)


def test_sent_twice_it_is_one_round_and_a_second_one_waits(signed_in: Client, learner: User) -> None:
    sent = form()
    assert signed_in.post(URL, sent).url == signed_in.post(URL, sent).url
    response = signed_in.post(URL, form(round="hr"), follow=True)
    assert "still under way" in response.content.decode()
    assert MockRound.objects.owned_by(learner).count() == 1
    page = signed_in.get(URL).content.decode()
    assert "Go on" in page
    assert "Start the clock" not in page


@pytest.mark.parametrize(
    "changes",
    [
        {"round": "no-such"}, {"round": ""}, {"round": "\0"}, {"role": "no-such"}, {"minutes": 7}, {"minutes": "NaN"},
        {"minutes": "9" * 400}, {"form_key": "x"}, {"round": "x" * 100_000},
    ],
)  # fmt: skip
def test_bad_input_says_so_and_starts_nothing(signed_in: Client, changes: dict[str, object]) -> None:
    response = signed_in.post(URL, form(**changes))
    assert response.status_code in {400, 422}
    assert not MockRound.objects.exists()


def test_extra_keys_set_nothing(signed_in: Client) -> None:
    signed_in.post(URL, form(allowed_seconds=10**6, started_at="2000-01-01", finished_at="2000-01-01", owner=1, current=5))
    mock = MockRound.objects.get()
    assert (mock.allowed_seconds, mock.finished_at, mock.current) == (3600, None, 1)


def test_a_retired_round_is_not_offered_and_an_empty_one_says_so(signed_in: Client) -> None:
    Round.objects.filter(slug="technical-1").update(status="retired")
    assert signed_in.post(URL, form()).status_code == 422
    for row in Question.objects.filter(round__slug="hr"):
        row.status = "retired"
        row.save()
    response = signed_in.post(URL, form(round="hr"))
    assert response.status_code == 422
    assert "no questions for this round yet" in response.content.decode()


def test_the_role_decides_what_suits(learner: User, role: Role) -> None:
    from interviews import bank
    from roles import guidance

    known = guidance.current()
    suiting = bank.current(known).suiting(known.matrix[role.pk])
    mock = start(learner, minutes=60, role=role)
    assert all(item.question_id in suiting for item in mock.items.all())


def test_one_sees_only_ones_own_rounds(signed_in: Client, stranger: User) -> None:
    finished(stranger)
    start(stranger)
    page = signed_in.get(URL).content.decode()
    assert "None yet" in page
    assert "Go on" not in page


def test_queries_do_not_grow(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    for number in range(12):
        finished(learner, judged=number % 2 == 0)
    assert question()
    with django_assert_max_num_queries(12):
        assert signed_in.get(URL).status_code == 200
