"""Tips by kind; those of a topic are kept in `interviews.guidance`."""

from collections import defaultdict

from interviews.models import Tip


def tips_by_kind() -> list[tuple[str, str, list[Tip]]]:
    """All published tips: kind, its label, and the tips in their order; one query."""
    kinds: dict[str, list[Tip]] = defaultdict(list)
    for tip in Tip.objects.published():
        kinds[tip.kind].append(tip)
    return [(kind.value, str(kind.label), kinds[kind]) for kind in Tip.Kind if kinds[kind]]
