"""What came of the plan as a section of the public page: what was done with a link, picked one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from accounts.models import User
from portfolio.models import ActionDone, PlannedAction, PublicItem
from portfolio.showcase import MOST_CHOICES, Choice, Section, register


@dataclass(frozen=True, slots=True)
class ShownAction:
    """Something that was done, as strangers see it: neither the plan, the hours nor what came of it is in it."""

    title: str
    day: date
    link: str


def _linked(owner: User) -> QuerySet[ActionDone]:
    """What can be looked at: without a link it would be a claim."""
    return ActionDone.objects.owned_by(owner).exclude(link="").select_related("planned")


def _choices(owner: User) -> list[Choice]:
    return [Choice(row.pk, row.planned.title, date_format(row.done_on)) for row in _linked(owner)[:MOST_CHOICES]]


def _entries(owner: User, items: Sequence[PublicItem]) -> list[ShownAction]:
    rows = _linked(owner).in_bulk([item.item_id for item in items])
    found = [rows[item.item_id] for item in items if item.item_id in rows]
    return [ShownAction(row.planned.title, row.done_on, row.link) for row in found]


register(
    Section(
        "brand",
        gettext_lazy("Talks, articles, contributions"),
        "portfolio/public/_brand.html",
        _choices,
        _entries,
        (ActionDone, PlannedAction),
    )
)
