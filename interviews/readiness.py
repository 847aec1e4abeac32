"""Interview readiness: how likely the answers of a round come back to mind, today and on a chosen day.

The mean FSRS retrievability over the round's published questions that suit the target role; what was never practised counts 0.
It measures memory of one's own practice and is no probability of passing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from careerguide.lib import svg
from interviews import schedule
from interviews.models import Question, Round, Topic
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
    def today_percent(self) -> str:
        """Whole per cent, rounded down; a text, since the template need not make it one."""
        return str(int(self.today * 100 + 1e-9))

    @property
    def later_percent(self) -> str:
        """Whole per cent, rounded down."""
        return str(int(self.later * 100 + 1e-9))

    @property
    def practised_of(self) -> str:
        """How many of them were practised."""
        return f"{self.practised} / {self.count}"

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


Value = tuple[bool, float, float]
UNPRACTISED: Value = (False, 0.0, 0.0)


def measure(questions: Iterable[Question], memories: Mapping[int, CardState], *, today: date, later: date) -> Readiness:
    """Weigh every question alike; `memories` is by question."""
    rounds: dict[int, tuple[Round, list[Value]]] = {}
    topics: dict[int, tuple[Topic, list[Value]]] = {}
    values: list[Value] = []
    for question in questions:
        memory = memories.get(question.pk)
        value = UNPRACTISED
        if memory is not None:
            now, then = schedule.retrievabilities(memory, on=(today, later))
            value = (True, now, then)
        values.append(value)
        if question.round_id and question.round:
            rounds.setdefault(question.round_id, (question.round, []))[1].append(value)
        if question.topic_id and question.topic:
            topics.setdefault(question.topic_id, (question.topic, []))[1].append(value)
    return Readiness(_part("", "", values), _parts(rounds.values()), _parts(topics.values()))


def _parts(groups: Iterable[tuple[Round | Topic, list[Value]]]) -> list[Part]:
    ordered = sorted(groups, key=lambda group: (group[0].order, group[0].slug))
    return [_part(kind.slug, kind.name, values) for kind, values in ordered]


def _part(slug: str, name: str, values: list[Value]) -> Part:
    count = len(values) or 1
    return Part(
        slug,
        name,
        len(values),
        sum(practised for practised, _today, _later in values),
        sum(value for _practised, value, _later in values) / count,
        sum(value for _practised, _today, value in values) / count,
    )
