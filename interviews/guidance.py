"""Published topics, rounds and tips, kept until the guidance changes: as `roles.guidance` does, and with its token."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from careerguide.lib.kept import Kept
from interviews.models import Round, Tip, Topic
from roles.guidance import Guidance


@dataclass(frozen=True, slots=True)
class Frame:
    """Topics and rounds by primary key, in their order, and tips by the primary key of their topics.

    Rows are shared between requests: read them, never change them.
    """

    topics: dict[int, Topic]
    rounds: dict[int, Round]
    tips: dict[int, list[Tip]]


_kept: Kept[Frame] = Kept()


def frame(known: Guidance) -> Frame:
    """What belongs to this guidance, whose token was just read."""
    return _kept.get(known.token, _read)


def _read() -> Frame:
    topics = {topic.pk: topic for topic in Topic.objects.published()}
    rounds = {round_.pk: round_ for round_ in Round.objects.published()}
    return Frame(topics, rounds, _tips())


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
