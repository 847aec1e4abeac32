"""When an answered question comes back: FSRS in whole days of the learner's own calendar.

The library counts in moments of UTC; a learner counts in days. Each local date stands for noon UTC of that date, so that the
difference of two dates is a whole number of days wherever the learner lives and whatever daylight saving does to their clocks.
Answers are long: there are no minute-scale learning steps, and nothing comes back on the day on which it was answered.

**The cap.** With an interview ahead, an answer comes back no later than the day before it, so that everything practised is met
once more in time. An interview today or tomorrow caps nothing: for it, today's answer is the last rehearsal there is, and
pulling everything onto the morning of the interview would help nobody. A past interview caps nothing either.

**Travelling west** can make today's date earlier than that of the last review; such a review counts for the later date, so
that a card's history never runs backwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fsrs import Card, Rating, Scheduler, State

MAXIMUM_INTERVAL = 365
"""Days: a question that nobody has asked for a year is worth a look before it counts as known."""
DESIRED_RETENTION = 0.9

_SCHEDULER = Scheduler(
    desired_retention=DESIRED_RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=MAXIMUM_INTERVAL,
    enable_fuzzing=False,  # the date printed on a button is the date that the click sets
)


@dataclass(frozen=True, slots=True)
class CardState:
    """What FSRS knows of one answered question, in days."""

    stability: float
    difficulty: float
    state: int
    step: int | None
    due: date
    last_review: date


def parameters() -> dict[str, Any]:
    """The scheduler as plain values, kept with each log so that a later change of weights can be told apart."""
    return dict(_SCHEDULER.to_dict())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _card(state: CardState | None, today: date) -> Card:
    """The library's card; its own identifier is given, since making one up costs a millisecond of sleep."""
    if state is None:
        return Card(card_id=0, due=_noon(today))
    return Card(
        card_id=0,
        state=State(state.state),
        step=state.step,
        stability=state.stability,
        difficulty=state.difficulty,
        due=_noon(state.due),
        last_review=_noon(state.last_review),
    )


def capped(due: date, *, today: date, interview: date | None) -> date:
    """The due date, moved to the day before the next interview if it would come later; see the module for the edges."""
    if interview is None or interview <= today + timedelta(days=1):
        return due
    return min(due, interview - timedelta(days=1))


def review(state: CardState | None, grade: int, *, today: date, interview: date | None = None) -> CardState:
    """The state after a grade of 1–4 (Again, Hard, Good, Easy) given today; `state` is None for the first answer."""
    day = max(today, state.last_review) if state else today
    card, _log = _SCHEDULER.review_card(_card(state, day), Rating(grade), review_datetime=_noon(day))
    if card.stability is None or card.difficulty is None:  # the library's types allow what a review never leaves
        raise ValueError("A reviewed card has a stability and a difficulty.")
    due = capped(card.due.date(), today=day, interview=interview)
    return CardState(card.stability, card.difficulty, card.state.value, card.step, due, day)


def preview(state: CardState | None, *, today: date, interview: date | None = None) -> Mapping[int, date]:
    """The next date by grade, for the four buttons."""
    return {rating.value: review(state, rating.value, today=today, interview=interview).due for rating in Rating}


def retrievability(state: CardState | None, *, on: date) -> float:
    """The chance of recalling the answer on a day, 0–1; never practised counts 0."""
    return recall(state.stability, state.last_review, on) if state else 0.0


_DECAY = -_SCHEDULER.parameters[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1


def recall(stability: float, last_review: date, on: date) -> float:
    """The same from the two values that it depends on: the library's formula, for pages that ask it of every question."""
    return float((1 + _FACTOR * max(0, (on - last_review).days) / stability) ** _DECAY)
