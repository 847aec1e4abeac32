"""Interview readiness: how likely the answers of a round come back to mind, today and on a chosen day.

The mean FSRS retrievability over the round's published questions that suit the target role; what was never practised counts 0.
It measures memory of one's own practice and is no probability of passing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from careerguide.lib import svg
from interviews import schedule
from interviews.models import Question
from interviews.schedule import CardState


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

    @property
    def picture(self) -> SafeString:
        """Today above, the chosen day below."""
        return svg.shares(self.today, self.later)


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


def measure(questions: Iterable[Question], memories: Mapping[int, CardState], *, today: date, later: date) -> Readiness:
    """Weigh every question alike; `memories` is by question."""
    rounds: dict[tuple[int, str, str], list[tuple[bool, float, float]]] = defaultdict(list)
    topics: dict[tuple[int, str, str], list[tuple[bool, float, float]]] = defaultdict(list)
    values: list[tuple[bool, float, float]] = []
    for question in questions:
        memory = memories.get(question.pk)
        value = (
            memory is not None,
            schedule.retrievability(memory, on=today),
            schedule.retrievability(memory, on=later),
        )
        values.append(value)
        for group, kind in ((rounds, question.round), (topics, question.topic)):
            if kind is not None:
                group[kind.order, kind.slug, str(kind)].append(value)
    return Readiness(_part("", "", values), _parts(rounds), _parts(topics))


def _parts(groups: Mapping[tuple[int, str, str], list[tuple[bool, float, float]]]) -> list[Part]:
    return [_part(slug, name, values) for (_order, slug, name), values in sorted(groups.items())]


def _part(slug: str, name: str, values: list[tuple[bool, float, float]]) -> Part:
    count = len(values) or 1
    return Part(
        slug,
        name,
        len(values),
        sum(practised for practised, _today, _later in values),
        sum(value for _practised, value, _later in values) / count,
        sum(value for _practised, _today, value in values) / count,
    )
