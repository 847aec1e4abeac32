"""What is kept in memory goes with the token that it was read under."""

import uuid
from collections.abc import Callable

from careerguide.lib.kept import Kept

FIRST, SECOND = uuid.UUID(int=1), uuid.UUID(int=2)


def counting() -> Callable[[], int]:
    read: list[None] = []

    def count() -> int:
        read.append(None)
        return len(read)

    return count


def test_it_is_read_once_for_a_token_and_anew_for_another() -> None:
    kept, count = Kept[int](), counting()
    assert [kept.get(token, count) for token in (FIRST, FIRST, SECOND, SECOND, FIRST)] == [1, 1, 2, 2, 3]


def test_without_a_token_nothing_is_kept() -> None:
    kept, count = Kept[int](), counting()
    assert [kept.get(token, count) for token in (None, None, FIRST, None, FIRST)] == [1, 2, 3, 4, 5]


def test_two_of_them_share_nothing() -> None:
    one, other, count = Kept[int](), Kept[int](), counting()
    assert [one.get(FIRST, count), other.get(FIRST, count), one.get(FIRST, count)] == [1, 2, 1]
