"""The actions to choose from."""

import re
import secrets
from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.models import User
from portfolio.brand.plan import rhythm
from portfolio.models import BrandAction, BrandPillar, PlannedAction
from roles import fragments
from roles.guidance import Guidance

_MARK = secrets.token_hex(8)
"""Stands around each link that plans an action; random, so that no text can hold it."""
_LINK = re.compile(rf"{_MARK}([a-z0-9_-]+);(.*?){_MARK};", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CatalogueAction:
    """An action to choose."""

    slug: str
    title: str
    channel: str
    first_step: str
    measure: str
    rhythm: str
    href: str


@dataclass(frozen=True, slots=True)
class CataloguePillar:
    """A pillar with its actions."""

    slug: str
    name: str
    summary: str
    principle: str
    actions: list[CatalogueAction]


def drawn(known: Guidance, owner: User | None) -> SafeString:
    """The catalogue; what this person has planned is marked in the place of the link that would plan it."""
    text = fragments.draw(known, "portfolio/brand_actions.html#catalogue", lambda: {"pillars": catalogue(), "mark": _MARK})
    planned: set[str | None] = set()
    if owner:
        planned.update(PlannedAction.objects.owned_by(owner).running().values_list("template__slug", flat=True))
    tag = format_html('<span class="tag ok">{}</span>', _("in your plan"))
    marked = _LINK.sub(lambda found: tag if found[1] in planned else found[2], text)
    return mark_safe(marked)  # noqa: S308  (a rendered template and our own tag)


def catalogue() -> list[CataloguePillar]:
    """All published actions by pillar."""
    new = reverse("portfolio:planned_action_new")
    by_pillar: dict[int, list[CatalogueAction]] = defaultdict(list)
    for action in BrandAction.objects.published():
        by_pillar[action.pillar_id].append(
            CatalogueAction(
                action.slug,
                action.title,
                action.channel,
                action.first_step,
                action.measure,
                rhythm(action.cadence, action.hours),
                f"{new}?action={action.slug}",
            )
        )
    return [
        CataloguePillar(pillar.slug, pillar.name, pillar.summary, pillar.principle, by_pillar[pillar.pk])
        for pillar in BrandPillar.objects.published()
    ]
