"""What came of a mock round: judging it, comparing it, scheduling what was weak."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews import actions, mock_results
from interviews.models import Answer, MockRound, MockScore, ReviewCard, ReviewLog
from tests.interviews.mocks import finished, start

pytestmark = pytest.mark.django_db
RUBRIC = ("correctness", "reasoning", "limits", "clarity")


def judgement(mock: MockRound, *points: int, note: str = "") -> dict[str, object]:
    """The form of the sheet: the same points in every row of an item, one number an item."""
    sent: dict[str, object] = {}
    for item, value in zip(mock.items.all(), points, strict=True):
        sent |= {f"i{item.pk}-{name}": value for name in RUBRIC} | {f"i{item.pk}-note": note}
    return sent


def test_reveals_key_points_and_asks_for_a_judgement(signed_in: Client, learner: User) -> None:
    mock = finished(learner, judged=False)
    page = signed_in.get(mock.get_absolute_url()).content.decode()
    assert "Judge your answers" in page
    assert "Because it halves the work." in page
    assert not Answer.objects.filter(html="").exists()
    assert page.count('class="rate"') == 4 * 2
    assert "Bring them back" not in page


def test_judging_sums_up_and_names_the_weakest(signed_in: Client, learner: User) -> None:
    mock = finished(learner, judged=False)
    first, second = mock.items.all()
    sent = judgement(mock, 3, 1, note="Say what breaks it.") | {f"i{second.pk}-clarity": 0}
    assert signed_in.post(f"{mock.get_absolute_url()}score/", sent).url == mock.get_absolute_url()
    page = signed_in.get(mock.get_absolute_url()).content.decode()
    assert "15 of 24 points" in page
    assert "62%" in page
    assert "<strong>clarity</strong>" in page
    assert "3 / 12" in page
    assert "Say what breaks it." in page
    answer = Answer.objects.get(pk=first.answer_id)
    assert (answer.correctness, answer.clarity) == (3, 3)  # the log's trend counts it


def test_judging_again_replaces(signed_in: Client, learner: User) -> None:
    mock = finished(learner, judged=False)
    for points in (1, 2, 2):
        signed_in.post(f"{mock.get_absolute_url()}score/", judgement(mock, points, points))
    assert MockScore.objects.count() == 2
    assert "16 of 24 points" in signed_in.get(mock.get_absolute_url()).content.decode()


@pytest.mark.parametrize("value", ["4", "-1", "", "abc", "9" * 500, "١x"])
def test_a_judgement_that_is_none_is_refused_and_the_rest_is_kept(signed_in: Client, learner: User, value: str) -> None:
    mock = finished(learner, judged=False)
    item = mock.items.first()
    sent = judgement(mock, 2, 2, note="Keep this note") | {f"i{item.pk}-limits": value}
    response = signed_in.post(f"{mock.get_absolute_url()}score/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose 0–3." in page
    assert "Keep this note" in page
    assert page.count(" checked") == 7
    assert not MockScore.objects.exists()


def test_what_was_skipped_starts_at_nothing(signed_in: Client, learner: User) -> None:
    mock = finished(learner, judged=False, skip=1)
    page = signed_in.get(mock.get_absolute_url()).content.decode()
    assert "Skipped." in page
    assert page.count('value="0" checked') == 4


def test_a_round_under_way_is_not_judged_nor_scheduled(signed_in: Client, learner: User) -> None:
    mock = start(learner, minutes=15)
    signed_in.post(f"{mock.get_absolute_url()}score/", judgement(mock, 3, 3))
    signed_in.post(f"{mock.get_absolute_url()}schedule/", {f"g{mock.items.first().pk}-grade": 1})
    assert not MockScore.objects.exists()
    assert not ReviewCard.objects.exists()
    with pytest.raises(ValueError, match="when it is over"):
        actions.score_mock(mock=mock, scores={})


def test_an_interviewers_judgement_stands_beside_ones_own(signed_in: Client, learner: User) -> None:
    mock = finished(learner, points=3)
    scores = {item.pk: actions.Judgement(1, 2, 1, 2, note="Too fast") for item in mock.items.all()}
    actions.score_mock(mock=mock, scores=scores, scorer=MockScore.Scorer.INTERVIEWER, by_name="Mia Mentor")
    page = signed_in.get(mock.get_absolute_url()).content.decode()
    assert "As Mia Mentor judged" in page
    assert "Too fast" in page
    assert MockScore.objects.count() == 4
    assert set(Answer.objects.values_list("correctness", flat=True)) == {3}  # one's own attempts keep one's own judgement
    with pytest.raises(ValueError, match="No items of this round"):
        actions.score_mock(mock=finished(learner), scores=scores)


def test_the_suggestion_follows_from_the_points(learner: User) -> None:
    mock = finished(learner)
    item = mock.items.select_related("answer").first()

    def suggested(*points: int) -> int:
        return mock_results.suggested_grade(item, MockScore(**dict(zip(RUBRIC, points, strict=True))))

    judged = ((1, 1, 1, 1), (2, 2, 1, 1), (2, 2, 2, 1), (2, 2, 2, 2), (3, 2, 2, 2), (3, 3, 3, 3))
    assert [suggested(*points) for points in judged] == [1, 1, 2, 2, 3, 4]
    item.answer = None
    assert suggested(3, 3, 3, 3) == 1


def test_scheduling_brings_back_what_was_chosen_once(signed_in: Client, learner: User) -> None:
    mock = finished(learner, skip=1)
    skipped, answered = mock.items.all()
    sent = {f"g{skipped.pk}-grade": 1, f"g{answered.pk}-grade": 3}
    for _click in range(2):
        assert signed_in.post(f"{mock.get_absolute_url()}schedule/", sent).url == "/interviews/review/"
    today = timezone.localdate()
    cards = {card.question_id: card for card in ReviewCard.objects.owned_by(learner)}
    assert cards[skipped.question_id].due == today + timedelta(days=1)
    assert cards[answered.question_id].due > today + timedelta(days=1)
    assert ReviewLog.objects.count() == 2
    assert Answer.objects.get(pk=answered.answer_id).grade == 3


def test_scheduling_ignores_what_is_no_grade_and_foreign_items(signed_in: Client, learner: User, stranger: User) -> None:
    theirs, mock = finished(stranger), finished(learner)
    first, second = mock.items.all()
    sent = {f"g{first.pk}-grade": "7", f"g{second.pk}-grade": "", f"g{theirs.items.first().pk}-grade": 1}
    signed_in.post(f"{mock.get_absolute_url()}schedule/", sent)
    assert not ReviewCard.objects.exists()


def test_earlier_rounds_are_compared(signed_in: Client, learner: User) -> None:
    now = timezone.now() - timedelta(days=9)
    for number in range(3):
        mock = finished(learner, points=number + 1, now=now + timedelta(days=number))
    page = signed_in.get(mock.get_absolute_url()).content.decode()
    assert "33% at first, 100% in the latest" in page
    first = MockRound.objects.order_by("started_at").first()
    assert 'class="columns"' not in signed_in.get(first.get_absolute_url()).content.decode()  # nothing came before it


def test_hostile_text_is_shown_and_not_run(signed_in: Client, learner: User) -> None:
    mock = finished(learner, judged=False)
    note = "<script>alert(1)</script>"
    signed_in.post(f"{mock.get_absolute_url()}score/", judgement(mock, 1, 1, note=note))
    assert note not in signed_in.get(mock.get_absolute_url()).content.decode()


def test_queries(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    for _round in range(4):
        mock = finished(learner)
    with django_assert_max_num_queries(11):
        assert signed_in.get(mock.get_absolute_url()).status_code == 200
