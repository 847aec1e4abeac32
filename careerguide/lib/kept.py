"""What a process keeps in memory until a token says that it is out of date."""

from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import UUID

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """One value per process, read anew when the token is another one; where nothing tells of changes, each time."""

    def __init__(self) -> None:
        self._kept: tuple[UUID, _Value] | None = None

    def get(self, token: UUID | None, read: Callable[[], _Value]) -> _Value:
        """The value that belongs to this token, which was read before: a change in between is noticed by the next request."""
        kept = self._kept  # threads share it: looked at once, token and value belong together
        if kept is not None and kept[0] == token:
            return kept[1]
        value = read()
        self._kept = None if token is None else (token, value)
        return value
