"""Interview readiness: how likely the answers of a round come back to mind, today and on a chosen day.

The mean FSRS retrievability over the round's published questions that suit the target role; what was never practised counts 0.
It measures memory of one's own practice and is no probability of passing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from careerguide.lib import svg
from interviews import schedule
from interviews.bank_items import Item
from interviews.guidance import Frame
from interviews.models import Round, Topic


@dataclass(frozen=True, slots=True)
class Part:
    """A round or a topic: its questions, how many of them were practised, and the share that is present (0–1)."""

    slug: str
    name: str
    count: int
    practised: int
    today: float
    later: float

    @property
    def today_percent(self) -> int:
        """Whole per cent, rounded down."""
        return int(self.today * 100 + 1e-9)

    @property
    def later_percent(self) -> int:
        """Whole per cent, rounded down."""
        return int(self.later * 100 + 1e-9)

    def bar(self) -> str:
        """As an item with its picture: today above, the chosen day below."""
        change = f"{self.today_percent} → {self.later_percent}%"
        return f"<li><span>{escape(self.name)}</span><span>{change}</span>{svg.shares(self.today, self.later)}</li>"

    def row(self) -> str:
        """The same as a row of numbers."""
        cells = (f"{self.practised} / {self.count}", f"{self.today_percent}%", f"{self.later_percent}%")
        return f'<tr><th scope="row">{escape(self.name)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


@dataclass(frozen=True, slots=True)
class Readiness:
    """The whole, and the same by round and by topic, in the order of the guidance."""

    whole: Part
    rounds: list[Part]
    topics: list[Part]

    @property
    def new(self) -> int:
        """Questions that were never practised."""
        return self.whole.count - self.whole.practised

    @property
    def drawn(self) -> dict[str, SafeString]:
        """Rounds and topics as lists of bars and as rows of a table; a loop in the template would take much longer."""
        parts = {"rounds": self.rounds, "topics": self.topics}
        bars = {f"{name}_bars": "".join(part.bar() for part in group) for name, group in parts.items()}
        rows = {f"{name}_rows": "".join(part.row() for part in group) for name, group in parts.items()}
        return {name: mark_safe(text) for name, text in (bars | rows).items()}  # noqa: S308  (names were escaped)


Value = tuple[bool, float, float]
UNPRACTISED: Value = (False, 0.0, 0.0)


def measure(
    questions: Iterable[Item], memories: Mapping[int, tuple[float, date]], frame: Frame, *, today: date, later: date
) -> Readiness:
    """Weigh every question alike; `memories` is by question: stability and the day of the last review."""
    rounds: dict[int | None, list[Value]] = defaultdict(list)
    topics: dict[int | None, list[Value]] = defaultdict(list)
    values: list[Value] = []
    for question in questions:
        value = UNPRACTISED
        if memory := memories.get(question.pk):
            value = (True, schedule.recall(*memory, today), schedule.recall(*memory, later))
        values.append(value)
        rounds[question.round].append(value)
        topics[question.topic].append(value)
    return Readiness(_part("", "", values), _parts(rounds, frame.rounds), _parts(topics, frame.topics))


def _parts(groups: Mapping[int | None, list[Value]], kinds: Mapping[int, Round] | Mapping[int, Topic]) -> list[Part]:
    """In the order of the guidance."""
    return [_part(kind.slug, kind.name, groups[pk]) for pk, kind in kinds.items() if pk in groups]


def _part(slug: str, name: str, values: list[Value]) -> Part:
    practised, today, later = zip(*values, strict=True) if values else ((), (), ())
    count = len(values) or 1
    return Part(slug, name, len(values), sum(practised), sum(today) / count, sum(later) / count)
