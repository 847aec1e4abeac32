"""Tips, by kind and by topic."""

from collections import defaultdict

from interviews.models import Tip


def tips_for_topic(topic_pk: int) -> list[Tip]:
    """The published tips to show where questions of this topic are practised; one query."""
    return list(Tip.objects.published().filter(topics=topic_pk))


def tips_by_kind() -> list[tuple[str, str, list[Tip]]]:
    """All published tips: kind, its label, and the tips in their order; one query."""
    kinds: dict[str, list[Tip]] = defaultdict(list)
    for tip in Tip.objects.published():
        kinds[tip.kind].append(tip)
    return [(kind.value, str(kind.label), kinds[kind]) for kind in Tip.Kind if kinds[kind]]
