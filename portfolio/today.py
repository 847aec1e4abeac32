"""What portfolio has for today: the write-up that was left unfinished."""

from dataclasses import dataclass

from accounts.models import User
from portfolio.models import Project


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft to go on with."""

    title: str
    href: str


def unfinished(owner: User) -> Unfinished | None:
    """The draft that was touched last; nothing when none is open."""
    draft = Project.objects.owned_by(owner).drafts().only("title", "owner_id").first()
    return Unfinished(draft.title, f"{draft.get_absolute_url()}edit/") if draft else None
