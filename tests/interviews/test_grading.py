"""Grades: what they do to cards, and that they can be taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from fsrs import Card, Rating, Scheduler

from accounts.models import User
from interviews import actions, calendar_days, schedule
from interviews.actions import review
from interviews.models import Answer, ReviewCard, ReviewLog
from interviews.models.review import STATE_FIELDS
from tests.interviews.answers import card, own_question, question, submitted

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


def state(row: ReviewCard) -> dict[str, object]:
    row.refresh_from_db()
    return {name: getattr(row, name) for name in (*STATE_FIELDS, "last_grade", "suspended_at", "pk")}


def grade(owner: User, number: int, value: int, now: datetime = NOW) -> ReviewCard:
    return actions.grade_answer(owner=owner, answer=submitted(owner, question(number), now=now), grade=value, now=now)


def test_the_card_equals_the_librarys_over_a_history_in_the_database(learner: User) -> None:
    library, theirs = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False), Card(card_id=1)
    now = NOW
    for value, waited in ((GOOD, 0), (GOOD, 3), (AGAIN, 12), (HARD, 0), (EASY, 2), (GOOD, 40)):
        now += timedelta(days=waited)
        ours = grade(learner, 0, value, now)
        theirs, _log = library.review_card(theirs, Rating(value), now)
        ours.refresh_from_db()
        assert (ours.stability, ours.difficulty, ours.due) == (theirs.stability, theirs.difficulty, theirs.due.date())
    assert ReviewCard.objects.owned_by(learner).count() == 1
    assert ReviewLog.objects.owned_by(learner).count() == 6


def test_the_log_keeps_grade_day_due_date_and_parameters_and_the_attempt_its_grade(learner: User) -> None:
    row = grade(learner, 0, HARD)
    log = ReviewLog.objects.get()
    assert (log.grade, log.reviewed_on, log.due, log.previous) == (HARD, date(2026, 3, 10), row.due, None)
    assert Scheduler.from_dict(log.parameters).parameters == Scheduler().parameters
    assert log.parameters == schedule.parameters()
    assert Answer.objects.get().grade == HARD


def test_the_day_is_that_of_the_learners_time_zone(learner: User) -> None:
    learner.time_zone = "Asia/Shanghai"
    assert grade(learner, 0, AGAIN, datetime(2026, 3, 10, 17, 0, tzinfo=UTC)).last_review == date(2026, 3, 11)
    learner.time_zone = "America/Los_Angeles"
    assert grade(learner, 1, AGAIN, datetime(2026, 3, 10, 5, 0, tzinfo=UTC)).last_review == date(2026, 3, 9)


def test_the_same_click_twice_counts_once(learner: User) -> None:
    answer = submitted(learner, question())
    first = actions.grade_answer(owner=learner, answer=answer, grade=GOOD, now=NOW)
    before = state(first)
    again = actions.grade_answer(owner=learner, answer=Answer.objects.get(pk=answer.pk), grade=GOOD, now=NOW)
    assert state(again) == before
    assert ReviewLog.objects.count() == 1


def test_another_grade_for_the_same_answer_corrects_the_first(learner: User) -> None:
    answer = submitted(learner, question())
    actions.grade_answer(owner=learner, answer=answer, grade=EASY, now=NOW)
    corrected = actions.grade_answer(owner=learner, answer=answer, grade=AGAIN, now=NOW)
    assert corrected.memory == schedule.review(None, AGAIN, today=date(2026, 3, 10))
    assert list(ReviewLog.objects.in_force().values_list("grade", flat=True)) == [AGAIN]
    assert ReviewLog.objects.count() == 2


def test_an_older_answer_cannot_be_graded_anew_once_a_later_one_was(learner: User) -> None:
    first = submitted(learner, question())
    actions.grade_answer(owner=learner, answer=first, grade=GOOD, now=NOW)
    grade(learner, 0, GOOD, NOW + timedelta(days=3))
    before = state(ReviewCard.objects.get())
    actions.grade_answer(owner=learner, answer=first, grade=AGAIN, now=NOW + timedelta(days=4))
    assert state(ReviewCard.objects.get()) == before


def test_a_draft_and_anothers_answer_are_not_graded(learner: User, stranger: User) -> None:
    answer = submitted(learner, question())
    with pytest.raises(ValueError, match="own submitted"):
        actions.grade_answer(owner=stranger, answer=answer, grade=GOOD)
    answer.submitted_at = None
    with pytest.raises(ValueError, match="own submitted"):
        actions.grade_answer(owner=learner, answer=answer, grade=GOOD)


def test_undo_restores_the_exact_state(learner: User) -> None:
    now = NOW
    for value, waited in ((GOOD, 0), (HARD, 5), (EASY, 11)):
        now += timedelta(days=waited)
        row = grade(learner, 0, value, now)
    actions.suspend(owner=learner, card=row, now=now)
    actions.resume(owner=learner, card=row, now=now)
    before = state(row)
    now += timedelta(days=30)
    grade(learner, 0, AGAIN, now)
    actions.postpone(owner=learner, card=row, now=now)
    log = actions.undo_review(owner=learner, now=now)
    assert log is not None
    assert log.undone_at == now
    assert state(row) == before
    assert Answer.objects.order_by("-pk").first().grade is None


def test_undo_of_the_first_grade_makes_the_question_new_again_and_the_log_stays(learner: User) -> None:
    grade(learner, 0, GOOD)
    actions.undo_review(owner=learner, now=NOW)
    assert not ReviewCard.objects.exists()
    assert ReviewLog.objects.get().undone_at == NOW
    assert actions.undo_review(owner=learner, now=NOW) is None
    grade(learner, 0, EASY)
    assert ReviewCard.objects.get().last_grade == EASY


def test_undo_goes_back_step_by_step_and_not_beyond_today(learner: User) -> None:
    grade(learner, 0, GOOD, NOW - timedelta(days=1))
    for number in (1, 2):
        grade(learner, number, GOOD)
    assert [actions.undo_review(owner=learner, now=NOW) is None for _turn in range(3)] == [False, False, True]
    assert ReviewCard.objects.get().question == question(0)


def test_undo_leaves_others_alone(learner: User, stranger: User) -> None:
    grade(learner, 0, GOOD)
    assert actions.undo_review(owner=stranger, now=NOW) is None
    assert ReviewCard.objects.owned_by(learner).exists()


def test_a_write_that_fails_half_way_leaves_nothing(learner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review.schedule, "parameters", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        grade(learner, 0, GOOD)
    assert not ReviewCard.objects.exists()
    assert not ReviewLog.objects.exists()


def test_an_interview_ahead_caps_the_date_and_the_log_says_so(learner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    arranged = [date(2026, 3, 11), date(2026, 3, 14)]

    def following(_owner: User, day: date) -> date | None:
        return next((when for when in arranged if when >= day), None)

    monkeypatch.setattr(calendar_days, "next_interview", following)
    assert grade(learner, 0, EASY).due == date(2026, 3, 13)  # tomorrow's caps nothing, the one after it does
    assert ReviewLog.objects.get().interview == date(2026, 3, 14)


def test_postponing_moves_to_tomorrow_and_never_nearer(learner: User) -> None:
    today = NOW.date()
    late, far = (
        card(learner, question(0), due=today - timedelta(days=9)),
        card(learner, question(1), due=today + timedelta(days=9)),
    )
    assert actions.postpone(owner=learner, card=late, now=NOW).due == today + timedelta(days=1)
    assert actions.postpone(owner=learner, card=far, now=NOW).due == today + timedelta(days=9)


def test_what_is_set_aside_or_withdrawn_is_not_due(learner: User, stranger: User) -> None:
    today = NOW.date()
    rows = [card(learner, question(number), due=today) for number in range(3)]
    own = card(learner, own_question(learner), due=today)
    card(learner, own_question(stranger), due=today)  # cannot come about, and would lead to a page that is not there
    actions.suspend(owner=learner, card=rows[0], now=NOW)
    withdrawn = rows[1].question
    withdrawn.status = "retired"
    withdrawn.save()
    due = ReviewCard.objects.owned_by(learner).due_on(today)
    assert {row.pk for row in due} == {rows[2].pk, own.pk}
    actions.resume(owner=learner, card=rows[0])
    assert due.all().count() == 3


def test_a_question_without_an_answer_is_scheduled_once_a_day(learner: User) -> None:
    for _click in range(2):
        row = actions.schedule_question(owner=learner, question=question(), grade=AGAIN, now=NOW)
    assert row.due == NOW.date() + timedelta(days=1)
    assert ReviewLog.objects.get().answer is None


def test_an_account_can_be_deleted_with_everything(learner: User) -> None:
    actions.grade_answer(owner=learner, answer=submitted(learner, own_question(learner)), grade=GOOD, now=NOW)
    learner.delete()
    assert not ReviewCard.objects.exists()
    assert not ReviewLog.objects.exists()
