"""What the review page reads: what is due, what was done, and how much comes in the next four weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from careerguide.lib import svg
from careerguide.lib.dates import month_day
from interviews import review_record, schedule
from interviews.bank_items import ItemMaker
from interviews.guidance import Frame
from interviews.models import Question, ReviewCard

WEEKS = 4


@lru_cache(maxsize=1024)
def practice_address(slug: str) -> str:
    """Where a question is practised on the way through what is due; kept, since `reverse` is slow."""
    return f"{reverse('interviews:practice', args=[slug])}?next={reverse('interviews:review_next')}"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One answer that waits, ready to be placed."""

    pk: str
    prompt: str
    topic: str
    href: str
    since: str
    memory: str


@dataclass(frozen=True, slots=True)
class Day:
    """How many answers come back on one day."""

    day: date
    count: int
    label: str


def _since(due: date, today: date) -> str:
    """How long it has been waiting, in words."""
    days = (today - due).days
    return ngettext("%(days)s day overdue", "%(days)s days overdue", days) % {"days": days} if days > 0 else _("due today")


def rows(owner: User, today: date, known: Frame) -> tuple[list[DueRow], list[DueRow]]:
    """The first of what is due today, and what was set aside, the newest first."""
    maker = ItemMaker(known.topics, known.rounds)
    due: list[DueRow] = []
    aside: list[DueRow] = []
    for card in review_record.listed(owner, today):
        item = maker.make(card.question)
        topic = known.topics.get(item.topic or 0)
        row = DueRow(
            str(card.pk),
            item.prompt,
            topic.name if topic else _("your own question"),
            f"{item.href}practice/?next={reverse('interviews:review_next')}",
            _since(card.due, today),
            str(int(schedule.recall(card.stability, card.last_review, today) * 100)),
        )
        (aside if card.is_aside else due).append(row)
    return due, aside


def next_due_question(owner: User, today: date) -> Question | None:
    """The question to answer now."""
    card = ReviewCard.objects.owned_by(owner).due_on(today).select_related("question").first()
    return card.question if card else None


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
        words = _("%(day)s: %(count)s")
        return svg.columns([(day.count, words % {"day": day.label, "count": day.count}) for day in self.days], title=title)


def forecast(by_day: Mapping[date, int], today: date) -> Forecast:
    """Answers that come back on each of the next 28 days; what is overdue counts for today."""
    overdue = sum(count for day, count in by_day.items() if day < today)
    days = [today + timedelta(days=number) for number in range(7 * WEEKS)]
    counts = [by_day.get(day, 0) + (overdue if day == today else 0) for day in days]
    return Forecast([Day(day, count, month_day(day)) for day, count in zip(days, counts, strict=True)])


def too_late(by_day: Mapping[date, int], today: date, interview: date | None) -> int:
    """How many answers would come back only after an interview that leaves days to practise for."""
    if interview is None or interview < today + timedelta(days=2):
        return 0
    return sum(count for day, count in by_day.items() if day >= interview)
