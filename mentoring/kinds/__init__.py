"""The kinds of data that can be shared, each a small adapter to the app that owns it.

An adapter reads for a `Share` and for nobody else, so it cannot be asked about a learner without the right to. A new kind is
one module here and one call of `register`; pages, reviews, the desk and the consent page then know it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import QuerySet
from django.http import Http404
from django.utils.safestring import SafeString

from mentoring.access import Share
from mentoring.models import Scope


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a kind: its id within the kind, its name, a line about it, when it last changed."""

    id: str
    label: str
    detail: str | SafeString
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened since a moment, and the thing it happened to."""

    when: datetime
    text: str
    item: str


class SharedKind(Protocol):
    """What a kind of data must be able to do."""

    scope: Scope
    """Its place among the choices of what to share."""
    detail_template: str
    """The read-only page body of one thing; gets what `detail` gives."""

    def items(self, share: Share) -> Sequence[Item]:
        """What the share shows of this kind, finished things only, the ones worth reading first."""
        ...

    def detail(self, share: Share, item: str) -> dict[str, Any]:
        """One thing: at least `label`, and `text`, the plain text that comments are attached to. Raises Http404."""
        ...

    def changed_since(self, share: Share, moment: datetime, *, most: int) -> Sequence[Change]:
        """What changed after a moment, the newest first."""
        ...

    def changes_of(self) -> QuerySet[Any]:
        """Changes to count on the desk: rows of OuterRef("learner"), newer than OuterRef("seen"), and not hidden."""
        ...


_kinds: dict[str, SharedKind] = {}


def register(kind: SharedKind) -> None:
    """Make a kind known; called once when the app starts."""
    _kinds[kind.scope.value] = kind


def known() -> list[SharedKind]:
    """The kinds that have an adapter, in the order of the choices."""
    return [_kinds[scope.value] for scope in Scope if scope.value in _kinds]


def kind_of(slug: str) -> SharedKind:
    """The adapter of a kind; raises Http404 for one that there is not."""
    kind = _kinds.get(slug)
    if kind is None:
        raise Http404
    return kind


def offered() -> list[tuple[str, str]]:
    """The choices of what to share: only kinds that can be shown, since a promise without a page would confuse."""
    return [(kind.scope.value, str(kind.scope.label)) for kind in known()]
