"""A judged round from both sides: the learner's points and the interviewer's, and where they differ."""

from collections.abc import Iterable
from dataclasses import dataclass

from interviews import mock_results
from interviews.models import RUBRIC, MockItem, MockRound, MockScore


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values for the same thing; None where one of the two gave none."""

    label: str
    own: int | None
    theirs: int | None

    @property
    def difference(self) -> str:
        """How much more the interviewer gives, with its sign; an empty text where there is nothing to compare."""
        if self.own is None or self.theirs is None:
            return ""
        return f"{self.theirs - self.own:+d}".replace("-", "−") if self.theirs != self.own else "="

    @property
    def apart(self) -> int:
        """How far the two are from each other."""
        return 0 if self.own is None or self.theirs is None else abs(self.theirs - self.own)


@dataclass(frozen=True, slots=True)
class Compared:
    """One question."""

    order: int
    prompt: str
    total: Pair
    rows: list[Pair]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The round: per cent of all points and of each row that the interviewer judged, and question by question."""

    total: Pair
    rows: list[Pair]
    questions: list[Compared]
    own_judged: bool
    whole: bool
    """Whether the interviewer judged every question."""

    @property
    def furthest(self) -> Compared | None:
        """The question about which the two differ most; None when they agree everywhere."""
        most = max(self.questions, key=lambda each: each.total.apart, default=None)
        return most if most and most.total.apart else None


def outcome_of(mock: MockRound) -> Outcome | None:
    """Both judgements; None as long as the interviewer has handed in nothing. The caller decides who may see it."""
    scores = mock_results.scores_of(mock)
    own, theirs = scores.get(MockScore.Scorer.LEARNER, {}), scores.get(MockScore.Scorer.INTERVIEWER, {})
    if not theirs:
        return None
    items = list(MockItem.objects.filter(mock=mock).select_related("question"))
    # What was never asked is nobody's weakness: both sums go over the questions that the interviewer judged.
    mine = mock_results.sheet([score for pk, score in own.items() if pk in theirs], len(theirs))
    sheet = mock_results.sheet(list(theirs.values()), len(theirs))
    shares = {row.name: row.percent for row in mine.rows} if mine else {}
    rows = [Pair(row.label, shares.get(row.name), row.percent) for row in sheet.rows] if sheet else []
    return Outcome(
        Pair("", mine.percent if mine else None, sheet.percent if sheet else None),
        rows,
        [_compared(item, own.get(item.pk), theirs.get(item.pk)) for item in items],
        own_judged=bool(own),
        whole=len(theirs) == len(items),
    )


def _compared(item: MockItem, own: MockScore | None, theirs: MockScore | None) -> Compared:
    return Compared(
        item.order,
        item.question.prompt,
        Pair("", own.total if own else None, theirs.total if theirs else None),
        list(_pairs(own, theirs)) if theirs else [],
    )


def _pairs(own: MockScore | None, theirs: MockScore) -> Iterable[Pair]:
    for name in RUBRIC:
        yield Pair(mock_results.rubric_label(name), getattr(own, name) if own else None, getattr(theirs, name))
