"""How planned actions come back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.cadence import Cadence, months_later, next_due, occurrences, quarter_start


@pytest.mark.parametrize(
    ("cadence", "after", "expected"),
    [
        ("once", date(2026, 1, 31), None),
        ("weekly", date(2026, 12, 28), date(2027, 1, 4)),
        ("twice-monthly", date(2026, 1, 31), date(2026, 2, 15)),
        ("monthly", date(2026, 1, 31), date(2026, 2, 28)),
        ("monthly", date(2028, 1, 31), date(2028, 2, 29)),
        ("quarterly", date(2026, 11, 30), date(2027, 2, 28)),
        ("half-yearly", date(2026, 8, 31), date(2027, 2, 28)),
        ("yearly", date(2028, 2, 29), date(2029, 2, 28)),
        ("no such rhythm", date(2026, 1, 1), None),
        ("yearly", date.max, None),
        ("weekly", date.max, None),
    ],
)
def test_next_due(cadence: str, after: date, expected: date | None) -> None:
    assert next_due(cadence, after) == expected


DAYS = st.dates(date(2000, 1, 1), date(2200, 1, 1))


@given(cadence=st.sampled_from([c for c in Cadence if c != Cadence.ONCE]), day=DAYS)
def test_what_comes_back_comes_later(cadence: str, day: date) -> None:
    assert next_due(cadence, day) > day


@given(cadence=st.sampled_from(Cadence), due=DAYS, start=DAYS, weeks=st.integers(0, 60))
def test_occurrences_lie_within_the_span_and_rise(cadence: str, due: date, start: date, weeks: int) -> None:
    end = start + timedelta(weeks=weeks)
    days = list(occurrences(cadence, due, start=start, end=end))
    assert all(start <= day <= end for day in days)
    assert days == sorted(set(days))
    assert bool(days) == (due <= end)


@given(day=DAYS, months=st.integers(-24, 24))
def test_months_later_keeps_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_quarters() -> None:
    assert quarter_start(date(2026, 12, 31)) == date(2026, 10, 1)
    assert quarter_start(date(2026, 1, 1)) == date(2026, 1, 1)
