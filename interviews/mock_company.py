"""Who else takes part in a mock round. Interviews knows no mentors: the app that does registers what to say of a round."""

from collections.abc import Callable
from dataclasses import dataclass

from interviews.models import MockRound


@dataclass(frozen=True, slots=True)
class Company:
    """A line on the round's pages, and where it leads."""

    text: str
    href: str


Tell = Callable[[MockRound], Company | None]
_tellers: list[Tell] = []


def register(tell: Tell) -> None:
    """Make known who can tell; called once when an app starts."""
    _tellers.append(tell)


def company_of(mock: MockRound) -> list[Company]:
    """What there is to say of this round."""
    return [company for tell in _tellers if (company := tell(mock))]
