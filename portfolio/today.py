"""What portfolio has for *today*: the write-up that was left unfinished, and the brand actions that are due."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from portfolio.brand.plan import DueAction, due_soon
from portfolio.models import Project


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft to go on with."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class TodayPanel:
    """Drawn by `portfolio/_today.html` as `portfolio`."""

    unfinished: Unfinished | None
    due: list[DueAction]


def panel(owner: User, today: date) -> TodayPanel:
    """The draft that was touched last, and what the brand plan has for this week."""
    draft = Project.objects.owned_by(owner).drafts().only("title", "owner_id").first()
    unfinished = Unfinished(draft.title, f"{draft.get_absolute_url()}edit/") if draft else None
    return TodayPanel(unfinished, due_soon(owner, today))
