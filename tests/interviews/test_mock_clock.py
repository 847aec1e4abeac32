"""The arithmetic of a mock round's clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.mock_clock import EXTENSIONS, Clock

START = datetime(2026, 3, 28, 23, 50, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def test_counts_down_and_stops_at_nothing() -> None:
    clock = Clock(START, 30 * 60)
    assert [clock.remaining(at(minutes)) for minutes in (0, 10, 30, 31, 10_000)] == [1800, 1200, 0, 0, 0]
    assert clock.elapsed(at(40)) == 2400
    assert clock.ends_at(at(10)) == at(30)


def test_a_pause_does_not_count() -> None:
    clock = Clock(START, 30 * 60).pause(at(10))
    assert clock.remaining(at(500)) == 1200
    clock = clock.resume(at(600))
    assert clock.remaining(at(605)) == 900
    assert clock.pause(at(605)).resume(at(700)).remaining(at(701)) == 840


def test_pausing_and_resuming_twice_changes_nothing() -> None:
    paused = Clock(START, 1800).pause(at(5))
    assert paused.pause(at(9)) == paused
    running = paused.resume(at(20))
    assert running.resume(at(25)) == running


def test_an_extension_adds_to_what_is_left_and_after_the_end_counts_from_now() -> None:
    clock = Clock(START, 1800)
    assert clock.extend(10, at(20)).remaining(at(20)) == 20 * 60
    assert clock.extend(5, at(2000)).remaining(at(2000)) == 5 * 60
    assert clock.pause(at(20)).extend(5, at(90)).remaining(at(100)) == 15 * 60


@pytest.mark.parametrize("minutes", [0, -5, 1, 10**30])
def test_no_other_extension(minutes: int) -> None:
    with pytest.raises(ValueError, match="extended by"):
        Clock(START, 1800).extend(minutes, at(1))


def test_finishing_is_final() -> None:
    clock = Clock(START, 1800).pause(at(10)).finish(at(40))
    assert clock.elapsed(at(5000)) == 600
    assert clock.finish(at(50)) == clock.pause(at(50)) == clock.resume(at(50)) == clock.extend(5, at(50)) == clock


@given(st.lists(st.tuples(st.sampled_from(["pause", "resume", "extend", "look"]), st.integers(0, 7200)), max_size=40))
def test_time_spent_and_time_paused_make_up_the_whole(steps: list[tuple[str, int]]) -> None:
    clock, now, running = Clock(START, 1800), START, 0
    for step, wait in steps:
        if clock.is_running:
            running += wait
        now += timedelta(seconds=wait)
        if step == "extend":
            before = clock.remaining(now)
            clock = clock.extend(EXTENSIONS[0], now)
            assert clock.remaining(now) == before + 300
        elif step != "look":
            clock = getattr(clock, step)(now)
        assert clock.elapsed(now) == running
