"""What came of a mock round: the sheet of judgements, the weakest rows, and how it compares with earlier rounds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Sum
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.lib import svg
from interviews.models import MockItem, MockRound, MockScore
from interviews.models.practice import RUBRIC

POINTS = 3
"""The most that a row of the rubric gives."""
WEAK_TOTAL = 6
"""An answer with no more than half of its twelve points comes back at once."""
COMPARED = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the rubric over all answers of a round: 0–1."""

    name: str
    label: str
    share: float

    @property
    def percent(self) -> int:
        """Whole per cent."""
        return round(self.share * 100)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A judged round, as one scorer sees it."""

    points: int
    most: int
    rows: list[Row]

    @property
    def percent(self) -> int:
        """Whole per cent of all points."""
        return round(100 * self.points / self.most) if self.most else 0

    @property
    def weakest(self) -> list[Row]:
        """The rows that share the lowest value; none when all are alike."""
        lowest = min((row.share for row in self.rows), default=0)
        return [] if all(row.share == lowest for row in self.rows) else [row for row in self.rows if row.share == lowest]


def rubric_label(name: str) -> str:
    """A row of the rubric in words."""
    return str(getattr(MockScore._meta.get_field(name), "verbose_name", name))


def sheet(scores: Sequence[MockScore], items: int) -> Sheet | None:
    """Sum up what one scorer said; an item that he left out counts 0. None before anything was judged."""
    if not scores:
        return None
    rows = [Row(name, rubric_label(name), sum(getattr(score, name) for score in scores) / (POINTS * items)) for name in RUBRIC]
    return Sheet(sum(score.total for score in scores), POINTS * len(RUBRIC) * items, rows)


def scores_of(mock: MockRound) -> dict[str, dict[int, MockScore]]:
    """Every judgement of a round, by scorer and item."""
    found: dict[str, dict[int, MockScore]] = defaultdict(dict)
    for score in MockScore.objects.filter(item__mock=mock, owner=mock.owner_id):
        found[score.scorer][score.item_id] = score
    return found


def stands(mock: MockRound) -> bool:
    """Whether both have judged: what was said before one saw the other's points is kept."""
    scorers = MockScore.objects.filter(item__mock=mock, owner=mock.owner_id).order_by().values_list("scorer", flat=True)
    return set(scorers.distinct()) == set(MockScore.Scorer.values)


def suggested_grade(item: MockItem, score: MockScore | None) -> int:
    """What the points suggest: half of them or fewer Again, up to two thirds Hard, everything Easy, else Good."""
    if score is None or item.answer is None or score.total <= WEAK_TOTAL:
        return 1
    if score.total <= WEAK_TOTAL + 2:
        return 2
    return 4 if score.total == POINTS * len(RUBRIC) else 3


@dataclass(frozen=True, slots=True)
class Past:
    """A finished round in the list."""

    pk: int
    href: str
    round: str
    role: str
    day: datetime
    minutes: int
    questions: int
    percent: int | None


def finished_rounds(owner: User, *, only: MockRound | None = None) -> list[Past]:
    """The last rounds that were finished, the newest first; on wish only those like one round, up to its own date."""
    rounds = MockRound.objects.owned_by(owner).finished().select_related("round", "role")
    if only is not None:
        rounds = rounds.filter(round=only.round_id, started_at__lte=only.started_at)
    rounds = rounds.order_by("-started_at", "-pk")[: COMPARED if only else 50]
    mocks = list(rounds)
    counts = dict(MockItem.objects.filter(mock__in=mocks).values_list("mock_id").annotate(Count("pk")).order_by())
    points = _points(mocks)
    return [
        Past(
            mock.pk,
            mock.get_absolute_url(),
            mock.round.name,
            mock.role.title if mock.role else "",
            mock.started_at,
            mock.minutes,
            counts.get(mock.pk, 0),
            _percent(points.get(mock.pk), counts.get(mock.pk, 0)),
        )
        for mock in mocks
    ]


def _points(mocks: Iterable[MockRound]) -> dict[int, int]:
    """The learner's own points, by round."""
    own = MockScore.objects.filter(item__mock__in=list(mocks), scorer=MockScore.Scorer.LEARNER)
    total = Sum(F("correctness") + F("reasoning") + F("limits") + F("clarity"))
    return dict(own.values_list("item__mock_id").annotate(points=total).order_by())


def _percent(points: int | None, items: int) -> int | None:
    return None if points is None or not items else round(100 * points / (POINTS * len(RUBRIC) * items))


def trend(past: Sequence[Past]) -> SafeString | None:
    """The points of rounds of one kind over time, as bars; nothing before there are two."""
    judged = [round_ for round_ in reversed(past) if round_.percent is not None]
    if len(judged) < 2:
        return None
    title = _("Points of your last rounds: %(start)s%% at first, %(end)s%% in the latest") % {
        "start": judged[0].percent,
        "end": judged[-1].percent,
    }
    return svg.columns(
        [(row.percent or 0, f"{date_format(row.day, 'MONTH_DAY_FORMAT')}: {row.percent}%") for row in judged],
        title=title,
        most=100,
    )
