"""Which questions a mock round holds: balanced by topic, and leaning towards what is new or weak."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WHOLE = 60
"""The composition of a round is what an hour holds."""
RARELY = 0.05
"""What is known well still comes up now and then."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that could be asked: where it belongs, whether it suits the role, and how much it wants practice (0–1)."""

    pk: int
    topic: str
    own: bool
    suits: bool
    need: float


def size_for(minutes: int, composition: Sequence[Mapping[str, Any]]) -> int:
    """How many questions fit: the round's composition scaled to the minutes, half a question rounded up, at least two."""
    whole = sum(part["count"] for part in composition) or 6
    return max(2, (whole * minutes * 2 + WHOLE) // (WHOLE * 2))


def _places(composition: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Each part once, then each part that asks for more once again, …: cut short, a set is still balanced."""
    for turn in range(max((part["count"] for part in composition), default=0)):
        yield from (part for part in composition if part["count"] > turn)


def _fits(part: Mapping[str, Any], candidate: Candidate) -> bool:
    return candidate.own if part.get("own") else candidate.topic in part.get("topics", ())


def _order_of(candidate: Candidate, chooser: random.Random) -> tuple[bool, float]:
    """Suitable ones first; within them by chance, weighted by need (Efraimidis and Spirakis: weighted sampling by keys)."""
    return candidate.suits, chooser.random() ** (1 / max(candidate.need, RARELY))


def choose(
    candidates: Sequence[Candidate], composition: Sequence[Mapping[str, Any]], size: int, chooser: random.Random
) -> list[int]:
    """The questions of a round in the order in which they are asked.

    A place whose topics have nothing left is filled from the rest of the round, so that a thin bank still makes a round.
    """
    ranked = sorted(candidates, key=lambda candidate: _order_of(candidate, chooser), reverse=True)
    chosen: list[Candidate] = []
    for part in _places(composition):
        found = next((candidate for candidate in ranked if candidate not in chosen and _fits(part, candidate)), None)
        if found and len(chosen) < size:
            chosen.append(found)
    chosen += [candidate for candidate in ranked if candidate not in chosen and not candidate.own][: size - len(chosen)]
    return [candidate.pk for candidate in chosen]
