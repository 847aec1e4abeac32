"""When a page was opened, by whom and for what: signed, so that a clock cannot be set from outside."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

from accounts.models import User
from interviews.models import Question

SALT = "interviews.practice"
LONGEST_SPAN = timedelta(minutes=10)
"""What counts at most between two saves: somebody who left the page open overnight did not work all night."""


@dataclass(frozen=True, slots=True)
class PageStamp:
    """What a page says of itself."""

    owner_id: int
    question_id: int
    opened_at: datetime

    def belongs_to(self, owner: User, question: Question) -> bool:
        """Whether this person opened the page for this question."""
        return (self.owner_id, self.question_id) == (owner.pk, question.pk)


def issue(owner: User, question: Question, now: datetime) -> str:
    """The stamp for a page that is being drawn."""
    return signing.dumps([owner.pk, question.pk, now.timestamp()], salt=SALT)


def read(value: str, owner: User, question: Question, now: datetime) -> PageStamp:
    """The stamp that a page sent. A broken one counts as opened just now: it gains nobody a second."""
    try:
        owner_id, question_id, opened = signing.loads(value, salt=SALT)
        opened_at = min(now, datetime.fromtimestamp(opened, tz=UTC))
    except (signing.BadSignature, ValueError, TypeError):
        return PageStamp(owner.pk, question.pk, now)
    return PageStamp(owner_id, question_id, opened_at)


def worked(since: datetime, now: datetime) -> int:
    """Seconds of work between two moments."""
    return int(max(timedelta(), min(now - since, LONGEST_SPAN)).total_seconds())
