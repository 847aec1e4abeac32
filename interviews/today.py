"""What *today* shows of interviews: answers that wait, the next interview, a mock round under way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from interviews import bank
from interviews.calendar_days import next_interview
from interviews.models import MockRound, ReviewCard
from roles import guidance, queries
from roles.guidance import Guidance
from roles.models import TargetRole


@dataclass(frozen=True, slots=True)
class TodayPanel:
    """Plain values for `interviews/_today.html`."""

    due: int
    new: int
    interview: date | None
    days_left: int | None
    mock_href: str
    review_href: str
    start_href: str
    bank_href: str


def panel(
    user: User, today: date, *, known: Guidance | None = None, targets: Sequence[TargetRole] | None = None
) -> TodayPanel | None:
    """The panel; None when there is nothing to practise yet. Guidance and targets may be given by whoever has read them."""
    known = known or guidance.current()
    targets = queries.target_roles(user) if targets is None else targets
    questions = bank.current(known).for_role(known, targets[0].role_id if targets else None)
    if not questions:
        return None
    cards = ReviewCard.objects.owned_by(user)
    practised = cards.filter(question__in=list(questions)).count()
    interview = next_interview(user, today)
    mock = MockRound.objects.owned_by(user).under_way().first()
    return TodayPanel(
        due=cards.due_on(today).count(),
        new=len(questions) - practised,
        interview=interview,
        days_left=(interview - today).days if interview else None,
        mock_href=mock.get_absolute_url() if mock else "",
        review_href=reverse("interviews:review"),
        start_href=reverse("interviews:review_next"),
        bank_href=f"{reverse('interviews:question_list')}?state=new",
    )
