"""What ticks and rubric suggest."""

import pytest

from interviews.judging import suggest
from interviews.models import Grade

NONE = (None, None, None, None)


@pytest.mark.parametrize(
    ("covered", "total", "rubric", "confidence", "expected"),
    [
        (0, 5, NONE, None, None),
        (0, 5, NONE, 5, None),
        (0, 0, NONE, None, None),
        (1, 5, NONE, None, Grade.AGAIN),
        (2, 5, NONE, None, Grade.HARD),
        (3, 5, NONE, None, Grade.HARD),
        (4, 5, NONE, None, Grade.GOOD),
        (5, 5, NONE, None, Grade.GOOD),
        (5, 5, NONE, 3, Grade.GOOD),
        (5, 5, NONE, 4, Grade.EASY),
        (5, 5, (0, 3, 3, 3), 5, Grade.AGAIN),
        (0, 5, (3, 3, 3, 3), 5, Grade.HARD),
        (0, 0, (3, 3, 3, 3), 5, Grade.EASY),
        (0, 0, (2, None, None, None), 5, Grade.GOOD),
        (5, 5, (1, 1, 1, 1), 5, Grade.GOOD),
        (2, 5, (1, 1, 1, 1), 5, Grade.AGAIN),
    ],
)
def test_suggestion(covered: int, total: int, rubric: tuple[int | None, ...], confidence: int | None, expected: Grade) -> None:
    assert suggest(covered=covered, total=total, rubric=rubric, confidence=confidence) == expected
