"""FSRS in whole days: the same states as the library's own, the right days everywhere, the cap of the next interview."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from fsrs import Card, Rating, Scheduler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews import schedule

TODAY = date(2026, 3, 10)
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


def history(seed: int) -> list[tuple[int, int]]:
    """Up to 25 grades, each with the days waited since the one before; often the same day, sometimes years."""
    chooser = random.Random(seed)
    return [
        (chooser.choice([AGAIN, HARD, GOOD, GOOD, EASY]), chooser.choice([0, 0, 1, 1, 2, 3, 7, 20, 90, 400, 1500]))
        for _step in range(chooser.randint(1, 25))
    ]


@pytest.mark.parametrize("block", range(10))
def test_states_equal_those_of_the_library_run_directly_on_the_same_grades(block: int) -> None:
    library = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=365)
    for seed in range(block * 100, block * 100 + 100):
        card, state, day = Card(card_id=1), None, TODAY
        for grade, waited in history(seed):
            day += timedelta(days=waited)
            # An evening in Auckland or a morning in Honolulu: the library sees another hour, the days are the same.
            moment = datetime(day.year, day.month, day.day, 18, 30, tzinfo=UTC)
            card, _log = library.review_card(card, Rating(grade), moment)
            state = schedule.review(state, grade, today=day)
            assert (state.stability, state.difficulty, state.state, state.step) == (
                card.stability, card.difficulty, card.state.value, card.step,
            )  # fmt: skip
            assert (state.due, state.last_review) == (card.due.date(), day)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
@given(st.lists(st.tuples(st.sampled_from([1, 2, 3, 4]), st.integers(0, 3000)), min_size=1, max_size=20), st.integers(-40, 400))
def test_nothing_comes_back_today_nor_after_the_interview(steps: list[tuple[int, int]], ahead: int) -> None:
    state, day = None, TODAY
    for grade, waited in steps:
        day += timedelta(days=waited)
        interview = day + timedelta(days=ahead)
        free = schedule.review(state, grade, today=day)
        state = schedule.review(state, grade, today=day, interview=interview)
        assert day + timedelta(days=1) <= state.due <= day + timedelta(days=schedule.MAXIMUM_INTERVAL)
        if ahead >= 2:
            assert state.due == min(free.due, interview - timedelta(days=1))
        else:
            assert state == free
        assert 0 < schedule.retrievability(state, on=day + timedelta(days=waited)) <= 1


@pytest.mark.parametrize(
    ("days_ahead", "expected_days"), [(None, 8), (-1, 8), (0, 8), (1, 8), (2, 1), (3, 2), (8, 7), (9, 8), (100, 8)]
)
def test_the_cap_at_its_edges(days_ahead: int | None, expected_days: int) -> None:
    interview = None if days_ahead is None else TODAY + timedelta(days=days_ahead)
    assert schedule.review(None, EASY, today=TODAY, interview=interview).due == TODAY + timedelta(days=expected_days)


def test_a_cap_moves_the_date_and_leaves_the_memory_alone() -> None:
    free = schedule.review(None, EASY, today=TODAY)
    pulled = schedule.review(None, EASY, today=TODAY, interview=TODAY + timedelta(days=3))
    assert pulled.due < free.due
    assert (pulled.stability, pulled.difficulty, pulled.last_review) == (free.stability, free.difficulty, free.last_review)


def test_the_buttons_promise_what_the_click_does() -> None:
    state = None
    for day, grade in ((0, GOOD), (3, HARD), (9, AGAIN), (30, EASY)):
        today = TODAY + timedelta(days=day)
        promised = schedule.preview(state, today=today, interview=today + timedelta(days=20))
        assert list(promised) == [1, 2, 3, 4]
        assert sorted(promised.values()) == list(promised.values())
        state = schedule.review(state, grade, today=today, interview=today + timedelta(days=20))
        assert state.due == promised[grade]


def test_a_journey_westwards_never_makes_the_history_run_backwards() -> None:
    first = schedule.review(None, GOOD, today=TODAY)
    second = schedule.review(first, GOOD, today=TODAY - timedelta(days=1))
    assert second.last_review == TODAY
    assert second.due > TODAY


@pytest.mark.parametrize("grade", [0, 5, -1])
def test_a_grade_that_is_none_is_refused(grade: int) -> None:
    with pytest.raises(ValueError, match="not a valid Rating"):
        schedule.review(None, grade, today=TODAY)


def test_what_was_never_practised_counts_nothing_and_memory_fades() -> None:
    assert schedule.retrievability(None, on=TODAY) == 0
    state = schedule.review(None, GOOD, today=TODAY)
    values = [schedule.retrievability(state, on=TODAY + timedelta(days=days)) for days in (0, 1, 5, 30, 365)]
    assert values[0] == 1
    assert values == sorted(values, reverse=True)
    assert schedule.retrievability(state, on=state.due) == pytest.approx(schedule.DESIRED_RETENTION, abs=0.03)


def test_the_parameters_rebuild_the_same_scheduler() -> None:
    again = Scheduler.from_dict(schedule.parameters())
    card, _log = again.review_card(Card(card_id=1), Rating.Good, datetime(2026, 3, 10, 12, tzinfo=UTC))
    assert card.stability == schedule.review(None, GOOD, today=TODAY).stability


ZONES = (
    "Pacific/Auckland", "Pacific/Chatham", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Shanghai", "Asia/Kolkata",
    "Asia/Kathmandu", "Asia/Beirut", "Africa/Cairo", "Europe/Athens", "Europe/Berlin", "Europe/London", "Atlantic/Azores",
    "America/St_Johns", "America/New_York", "America/Havana", "America/Santiago", "America/Los_Angeles", "Pacific/Honolulu",
    "Pacific/Kiritimati",
)  # fmt: skip


def transitions(zone: ZoneInfo, year: int) -> list[date]:
    """The days of the year on which the clocks of this zone change."""
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    offsets = {day: datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() for day in days}
    return [day for day in days[1:] if offsets[day] != offsets[day - timedelta(days=1)]]


@pytest.mark.parametrize("name", ZONES)
def test_days_are_right_across_daylight_saving(name: str) -> None:
    zone = ZoneInfo(name)
    for changing in transitions(zone, 2026) or [date(2026, 3, 29), date(2026, 10, 25)]:
        for answered, hour, minute in ((changing - timedelta(days=1), 23, 59), (changing, 0, 1), (changing, 23, 59)):
            moment = datetime(answered.year, answered.month, answered.day, hour, minute, tzinfo=zone)
            with time_machine.travel(moment, tick=False), timezone.override(zone):
                today = timezone.localdate()
                state = schedule.review(None, AGAIN, today=today)
            if timezone.localdate(moment.astimezone(UTC), zone) != answered:
                continue  # a minute that the change of clocks skips
            assert today == answered
            assert state.due == answered + timedelta(days=1)
            # Due from the first minute of the next local day, and not a minute sooner.
            midnight = datetime(state.due.year, state.due.month, state.due.day, tzinfo=zone).astimezone(UTC)
            for shift, due in ((-1, False), (1, True)):
                with time_machine.travel(midnight + timedelta(minutes=shift), tick=False), timezone.override(zone):
                    assert (state.due <= timezone.localdate()) is due


def test_the_chance_of_recall_is_that_of_the_library() -> None:
    from fsrs import Scheduler

    reference = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    state = schedule.review(schedule.review(None, 4, today=TODAY), 2, today=TODAY + timedelta(days=11))
    for days in (-3, 0, 1, 9, 80, 365):
        day = state.last_review + timedelta(days=days)
        expected = reference.get_card_retrievability(schedule._card(state, day), schedule._noon(day))
        assert schedule.recall(state.stability, state.last_review, day) == pytest.approx(expected)
