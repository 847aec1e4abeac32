"""The formula, by hand and by its properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.readiness import deciding_skills, gaps, measure

LEVELS = st.dictionaries(st.integers(1, 20), st.integers(0, 4))
REQUIRED = st.dictionaries(st.integers(1, 20), st.integers(1, 4), min_size=1)


def test_worked_example() -> None:
    # Σ r²·min(l, r)/r ÷ Σ r² = (16·2/4 + 9·3/3 + 4·0/2) ÷ 29 = 17/29
    fit = measure({1: 4, 2: 3, 3: 2}, {1: 2, 2: 4})
    assert fit.readiness == pytest.approx(17 / 29)
    assert fit.percent == 58
    assert fit.hard_gaps == 1
    assert fit.signature_gaps == 1


@given(required=REQUIRED, levels=LEVELS)
def test_readiness_stays_between_nothing_and_all(required: dict[int, int], levels: dict[int, int]) -> None:
    fit = measure(required, levels)
    assert 0 <= fit.readiness <= 1
    assert (fit.percent == 100) == (not gaps(required, levels))


@given(required=REQUIRED, levels=LEVELS, skill=st.integers(1, 20))
def test_raising_a_level_never_lowers_readiness(required: dict[int, int], levels: dict[int, int], skill: int) -> None:
    better = {**levels, skill: min(4, levels.get(skill, 0) + 1)}
    assert measure(required, better).readiness >= measure(required, levels).readiness


def test_the_heaviest_gap_comes_first() -> None:
    assert gaps({1: 4, 2: 3, 3: 1}, {1: 3, 2: 0}) == [2, 1, 3]


def test_a_skill_that_all_roles_ask_alike_decides_nothing() -> None:
    matrix = {10: {1: 3, 2: 4}, 20: {1: 3, 3: 4}}
    assert set(deciding_skills(matrix, {}, most=2)) == {2, 3}
