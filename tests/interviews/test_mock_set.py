"""What a mock round holds."""

import random
from collections import Counter

import pytest

from interviews.mock_set import Candidate, choose, size_for

TECHNICAL_1 = [
    {"topics": ["coding"], "count": 2},
    {"topics": ["algorithm-basics", "statistics"], "count": 2},
    {"topics": ["project-practice"], "count": 1},
    {"topics": ["english"], "count": 1},
]
HR = [{"topics": ["behavioural-hr"], "count": 5}, {"own": True, "count": 3}]
TOPICS = ("coding", "algorithm-basics", "statistics", "project-practice", "english", "machine-learning")


def candidates(*, need: float = 1.0, suits: bool = True) -> list[Candidate]:
    return [Candidate(pk, TOPICS[pk % 6], own=False, suits=suits, need=need) for pk in range(60)]


def topics_of(chosen: list[int]) -> Counter[str]:
    return Counter(TOPICS[pk % 6] for pk in chosen)


@pytest.mark.parametrize(("composition", "sizes"), [(TECHNICAL_1, [2, 3, 5, 6]), (HR, [2, 4, 6, 8]), ([], [2, 3, 5, 6])])
def test_the_composition_is_what_an_hour_holds(composition: list, sizes: list[int]) -> None:
    assert [size_for(minutes, composition) for minutes in (15, 30, 45, 60)] == sizes


@pytest.mark.parametrize("seed", range(20))
def test_a_whole_round_has_the_composition(seed: int) -> None:
    chosen = choose(candidates(), TECHNICAL_1, 6, random.Random(seed))
    found = topics_of(chosen)
    assert len(set(chosen)) == 6
    assert found["coding"] == 2
    assert found["algorithm-basics"] + found["statistics"] == 2
    assert found["project-practice"] == found["english"] == 1


@pytest.mark.parametrize("seed", range(20))
def test_cut_short_it_is_still_balanced(seed: int) -> None:
    found = topics_of(choose(candidates(), TECHNICAL_1, 3, random.Random(seed)))
    assert found["coding"] == found["project-practice"] == 1
    assert found["algorithm-basics"] + found["statistics"] == 1


def test_a_thin_bank_still_makes_a_round() -> None:
    thin = [Candidate(pk, "machine-learning", own=False, suits=True, need=1) for pk in range(4)]
    assert sorted(choose(thin, TECHNICAL_1, 6, random.Random(1))) == [0, 1, 2, 3]
    assert choose([], TECHNICAL_1, 6, random.Random(1)) == []


def test_what_is_new_or_weak_comes_more_often() -> None:
    pool = [Candidate(pk, "coding", own=False, suits=True, need=0.05 if pk else 0.9) for pk in range(10)]
    first = Counter(choose(pool, TECHNICAL_1, 1, random.Random(seed))[0] for seed in range(400))
    assert first[0] > 200
    assert len(first) > 3  # what is known well still comes up now and then


def test_what_suits_the_role_goes_first() -> None:
    pool = [Candidate(pk, "coding", own=False, suits=pk == 7, need=0.1 if pk == 7 else 1) for pk in range(10)]
    assert all(choose(pool, TECHNICAL_1, 1, random.Random(seed)) == [7] for seed in range(30))


def test_own_questions_take_their_places_in_the_hr_round() -> None:
    pool = [Candidate(pk, "behavioural-hr" if pk < 20 else "", own=pk >= 20, suits=True, need=1) for pk in range(25)]
    chosen = choose(pool, HR, 8, random.Random(3))
    assert sum(pk >= 20 for pk in chosen) == 3
    without = choose(pool[:20], HR, 6, random.Random(3))
    assert len(without) == 6
