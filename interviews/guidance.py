"""Published topics, rounds and tips, kept until the guidance changes: as `roles.guidance` does, and with its token."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from interviews.models import Round, Tip, Topic
from roles.guidance import Guidance


@dataclass(frozen=True, slots=True)
class Frame:
    """Topics and rounds by primary key, in their order, and tips by the primary key of their topics.

    Rows are shared between requests: read them, never change them.
    """

    token: uuid.UUID | None
    topics: dict[int, Topic]
    rounds: dict[int, Round]
    tips: dict[int, list[Tip]]


_kept: Frame | None = None


def frame(known: Guidance) -> Frame:
    """What belongs to this guidance, whose token was just read."""
    global _kept  # noqa: PLW0603  (one value per process is the point)
    if _kept is None or known.token is None or _kept.token != known.token:
        topics = {topic.pk: topic for topic in Topic.objects.published()}
        rounds = {round_.pk: round_ for round_ in Round.objects.published()}
        _kept = Frame(known.token, topics, rounds, _tips())
    return _kept


def _tips() -> dict[int, list[Tip]]:
    topics: dict[int, set[int]] = defaultdict(set)
    links: Any = Tip.topics.through
    for tip, topic in links.objects.values_list("tip_id", "topic_id"):
        topics[tip].add(topic)
    found: dict[int, list[Tip]] = defaultdict(list)
    for tip in Tip.objects.published():
        for topic in topics[tip.pk]:
            found[topic].append(tip)
    return dict(found)
