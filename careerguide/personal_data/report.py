"""What an import does, in words and numbers, for the page that asks before it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Model

from careerguide.personal_data import rules

MOST_NAMES = 12


@dataclass(slots=True)
class Skipped:
    """Something that is not taken over, and why; some of it by name."""

    what: str
    why: str
    count: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def unnamed(self) -> int:
        """How many more there are than are named."""
        return max(0, self.count - len(self.names)) if self.names else 0


@dataclass(slots=True)
class Report:
    """What an import adds, what is there already, and what is skipped."""

    added: Counter[type[Model]] = field(default_factory=Counter)
    known: int = 0
    details: int = 0
    left: dict[tuple[str, str], Skipped] = field(default_factory=dict)

    def skip(self, what: object, why: object, *, count: int = 1, name: str = "") -> None:
        """Note that something stays behind."""
        entry = self.left.setdefault((str(what), str(why)), Skipped(str(what), str(why)))
        entry.count += count
        if name and name not in entry.names and len(entry.names) < MOST_NAMES:
            entry.names.append(name[:120])

    @property
    def adds(self) -> list[tuple[str, int]]:
        """How many of each kind that has a name."""
        return [(str(words), self.added[model]) for model, words in rules.NAMES.items() if self.added[model]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all would be added."""
        return not (self.added.total() or self.details)

    @property
    def skipped(self) -> list[Skipped]:
        """What stays behind, in the order in which it was found."""
        return list(self.left.values())
