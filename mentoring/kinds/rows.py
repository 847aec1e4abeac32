"""What kinds share whose things are rows: ids in addresses, and rows that are kept back."""

from typing import Any, TypeVar

from django.db.models import CharField, Exists, Model, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.http import Http404

from mentoring.access import Share
from mentoring.models import HiddenItem

SHOWN = 200
_Row = TypeVar("_Row", bound=Model)


def find(rows: QuerySet[_Row], item: str) -> _Row:
    """The row of this id among `rows`; raises Http404."""
    row = rows.filter(pk=int(item)).first() if item.isascii() and item.isdecimal() and len(item) < 19 else None
    if row is None:
        raise Http404
    return row


def visible(rows: QuerySet[_Row], share: Share, kind: str) -> QuerySet[_Row]:
    """Without those that the learner keeps back; raises Http404 unless the kind is shared."""
    if not share.shows(kind):
        raise Http404
    return rows.exclude(pk__in=[int(item) for item in share.hidden_of(kind) if item.isdecimal()])


def not_kept_back(kind: str, column: str = "pk") -> Any:
    """For `changes_of`, two levels below a mentorship: the row is not hidden from that mentorship."""
    item: Any = Cast(OuterRef(column), CharField())
    return ~Exists(HiddenItem.objects.filter(mentorship=OuterRef(OuterRef("pk")), kind=kind, item=item))
