"""What the review page reads: what is due, what was done, and how much comes in the next four weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from careerguide.lib import svg
from interviews import schedule
from interviews.models import Question, ReviewCard, ReviewLog
from interviews.schedule import CardState

SHOWN = 10
"""Due answers on one page: the others follow when these are done."""
WEEKS = 4


@lru_cache(maxsize=1024)
def practice_address(slug: str) -> str:
    """Where a question is practised on the way through what is due; kept, since `reverse` is slow."""
    return f"{reverse('interviews:practice', args=[slug])}?next={reverse('interviews:review_next')}"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One answer that waits, ready to be placed."""

    pk: int
    prompt: str
    topic: str
    href: str
    since: str
    memory: int


@dataclass(frozen=True, slots=True)
class Day:
    """How many answers come back on one day."""

    day: date
    count: int

    @property
    def words(self) -> str:
        """The tooltip and the row of the table."""
        return _("%(day)s: %(count)s") % {"day": date_format(self.day, "MONTH_DAY_FORMAT"), "count": self.count}


def _waiting(due: date, today: date) -> str:
    """How long it has been waiting, in words."""
    days = (today - due).days
    return ngettext("%(days)s day overdue", "%(days)s days overdue", days) % {"days": days} if days > 0 else _("due today")


def due_rows(owner: User, today: date) -> list[DueRow]:
    """The first of what is due today."""
    cards = ReviewCard.objects.owned_by(owner).due_on(today).select_related("question__topic")[:SHOWN]
    return [card_row(card, today) for card in cards]


def card_row(card: ReviewCard, today: date) -> DueRow:
    """One card as a row."""
    return DueRow(
        card.pk,
        card.question.prompt,
        card.question.topic.name if card.question.topic else _("your own question"),
        practice_address(card.question.slug),
        _waiting(card.due, today),
        int(schedule.retrievability(card.memory, on=today) * 100),
    )


def suspended_rows(owner: User, today: date) -> list[DueRow]:
    """What was set aside, the newest first."""
    cards = ReviewCard.objects.owned_by(owner).visible().filter(suspended_at__isnull=False)
    return [card_row(card, today) for card in cards.select_related("question__topic").order_by("-suspended_at")[:SHOWN]]


def next_due_question(owner: User, today: date) -> Question | None:
    """The question to answer now."""
    card = ReviewCard.objects.owned_by(owner).due_on(today).select_related("question").first()
    return card.question if card else None


def done_on(owner: User, day: date) -> int:
    """Grades given on a day."""
    return ReviewLog.objects.owned_by(owner).in_force().filter(reviewed_on=day).count()


@dataclass(frozen=True, slots=True)
class Forecast:
    """The load of four weeks as a picture and as rows."""

    days: list[Day]

    @property
    def due(self) -> int:
        """What waits today."""
        return self.days[0].count

    @property
    def most(self) -> int:
        """The fullest day."""
        return max(day.count for day in self.days)

    @property
    def total(self) -> int:
        """All of it."""
        return sum(day.count for day in self.days)

    @property
    def next_day(self) -> date | None:
        """The first day after today on which something comes back."""
        return next((day.day for day in self.days[1:] if day.count), None)

    @property
    def filled(self) -> list[Day]:
        """The days on which something comes back: the table behind the picture."""
        return [day for day in self.days if day.count]

    @property
    def picture(self) -> SafeString:
        """One bar a day."""
        title = _("Answers that come back: %(total)s in four weeks, at most %(most)s on one day") % {
            "total": self.total,
            "most": self.most,
        }
        return svg.columns([(day.count, day.words) for day in self.days], title=title)


def forecast(owner: User, today: date) -> Forecast:
    """Answers that come back on each of the next 28 days; what is overdue counts for today."""
    last = today + timedelta(days=7 * WEEKS - 1)
    counts = (
        ReviewCard.objects.owned_by(owner).active().filter(due__lte=last).values_list("due").annotate(Count("pk")).order_by()
    )
    by_day: dict[date, int] = {}
    for due, count in counts:
        day = max(due, today)
        by_day[day] = by_day.get(day, 0) + count
    days = (today + timedelta(days=number) for number in range(7 * WEEKS))
    return Forecast([Day(day, by_day.get(day, 0)) for day in days])


def too_late(owner: User, today: date, interview: date | None) -> int:
    """How many answers would come back only after an interview that leaves days to practise for."""
    if interview is None or interview < today + timedelta(days=2):
        return 0
    return ReviewCard.objects.owned_by(owner).active().filter(due__gte=interview).count()


def memories(owner: User, questions: Iterable[int]) -> dict[int, CardState]:
    """What FSRS knows of these questions."""
    rows = ReviewCard.objects.owned_by(owner).filter(question__in=list(questions))
    names = ("question_id", "stability", "difficulty", "state", "step", "due", "last_review")
    return {question: CardState(*values) for question, *values in rows.values_list(*names)}
