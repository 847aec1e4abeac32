"""What waits for somebody, from every part of the product."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from interviews import today as interviews_today
from interviews.queries.upcoming import Upcoming, upcoming
from mentoring import today as mentoring_today
from portfolio import today as portfolio_today
from roles import releases
from roles.guidance import Guidance


@dataclass(frozen=True, slots=True)
class Agenda:
    """One panel for each part; a part with nothing to say has none."""

    practice: interviews_today.TodayPanel | None
    upcoming: Upcoming
    portfolio: portfolio_today.TodayPanel
    mentoring: mentoring_today.TodayPanel | None
    news: list[releases.News]


def agenda(user: User, known: Guidance, today: date) -> Agenda:
    """Read all panels; the number of queries does not depend on how much there is."""
    return Agenda(
        practice=interviews_today.panel(user, today, known=known),
        upcoming=upcoming(user, today),
        portfolio=portfolio_today.panel(user, today),
        mentoring=mentoring_today.today_panel(user),
        news=releases.unseen_changes(user),
    )
