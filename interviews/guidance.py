"""Published topics and rounds, kept until the guidance changes: as `roles.guidance` does, and with its token."""

import uuid
from dataclasses import dataclass

from interviews.models import Round, Topic
from roles.guidance import Guidance


@dataclass(frozen=True, slots=True)
class Frame:
    """Topics and rounds by primary key, in their order. Rows are shared between requests: read them, never change them."""

    token: uuid.UUID | None
    topics: dict[int, Topic]
    rounds: dict[int, Round]


_kept: Frame | None = None


def frame(known: Guidance) -> Frame:
    """What belongs to this guidance, whose token was just read."""
    global _kept  # noqa: PLW0603  (one value per process is the point)
    if _kept is None or known.token is None or _kept.token != known.token:
        topics = {topic.pk: topic for topic in Topic.objects.published()}
        _kept = Frame(known.token, topics, {round_.pk: round_ for round_ in Round.objects.published()})
    return _kept
