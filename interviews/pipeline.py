"""The state machine of an application, as pure functions over the moves that the guidance allows.

Stages are known by slug. The events of an application form a chain; its stage is that of the last effective one. A correction
takes the place of an earlier event: the events themselves are never changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

END = "end"


class NotAllowedError(Exception):
    """A step that the process does not know, or that would break the order of days."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step; `start` is None for “from every stage that is not an end”."""

    start: str | None
    goal: str
    outcome: str
    opens_new: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """The kinds of all stages, and the moves between them."""

    kinds: Mapping[str, str]
    moves: tuple[Move, ...]

    def moves_from(self, stage: str) -> list[Move]:
        """What may follow `stage`, in the order of the guidance; a new application is not a step of the old one."""
        is_end = self.kinds.get(stage, END) == END
        return [move for move in self.moves if move.start == stage or (move.start is None and not is_end)]

    def allows(self, start: str, goal: str) -> bool:
        """Whether an application may step from `start` to `goal`."""
        return any(move.goal == goal and not move.opens_new for move in self.moves_from(start))


@dataclass(frozen=True, slots=True)
class Event:
    """One event; a correction names what it replaces, and has no stage when it undoes it."""

    pk: int
    stage: str | None
    day: date
    replaces: int | None = None


def effective(events: Iterable[Event]) -> list[Event]:
    """The chain that counts: every event at the place where the one that it replaces stood; undone ones left out."""
    places: dict[int, Event] = {}
    stands_for: dict[int, int] = {}
    for event in events:
        place = stands_for.get(event.replaces, event.replaces) if event.replaces is not None else event.pk
        stands_for[event.pk] = place
        places[place] = event
    return [event for event in places.values() if event.stage is not None]


def check_chain(machine: Machine, chain: Sequence[Event], *, today: date) -> None:
    """Raise NotAllowedError unless every step of the chain is allowed and the days never run backwards or ahead."""
    if not chain:
        raise NotAllowedError("empty")
    for event in chain:
        if event.stage not in machine.kinds:
            raise NotAllowedError("stage")
        if event.day > today:
            raise NotAllowedError("future")
    for former, latter in pairwise(chain):
        if not machine.allows(former.stage or "", latter.stage or ""):
            raise NotAllowedError("move")
        if latter.day < former.day:
            raise NotAllowedError("backwards")


def silent_days(today: date, news: Iterable[date | None], *, after: int) -> int:
    """Days since the last news once they are more than `after`, else 0. It is a suggestion: nothing moves by itself."""
    passed = (today - max(day for day in news if day is not None)).days
    return passed if passed > after else 0
