"""What the tests of the brand plan share."""

import uuid
from datetime import date
from decimal import Decimal

from accounts.models import User
from portfolio.models import BrandAction, BrandPillar, PlannedAction


def planned(owner: User, **values: object) -> PlannedAction:
    """A planned action of this person."""
    fields = {"title": "Secret canary action", "cadence": "monthly", "hours": Decimal(4), "due": date(2026, 3, 10)}
    fields |= {"pillar": BrandPillar.objects.get(slug="influence"), "form_key": uuid.uuid4()}
    return PlannedAction.objects.create(owner=owner, **{**fields, **values})


def template() -> BrandAction:
    """An action of the catalogue."""
    return BrandAction.objects.get(slug="deep-blog")
