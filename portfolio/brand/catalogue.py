"""The actions to choose from."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from portfolio.brand.plan import rhythm
from portfolio.models import BrandAction, BrandPillar


@dataclass(frozen=True, slots=True)
class CatalogueAction:
    """An action to choose."""

    slug: str
    title: str
    channel: str
    first_step: str
    measure: str
    rhythm: str
    planned: bool
    href: str


@dataclass(frozen=True, slots=True)
class CataloguePillar:
    """A pillar with its actions."""

    slug: str
    name: str
    summary: str
    principle: str
    actions: list[CatalogueAction]


def catalogue(planned: set[int | None]) -> list[CataloguePillar]:
    """All published actions by pillar; `planned` are the keys of those that the reader has planned."""
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
                action.pk in planned,
                f"{new}?action={action.slug}",
            )
        )
    return [
        CataloguePillar(pillar.slug, pillar.name, pillar.summary, pillar.principle, by_pillar[pillar.pk])
        for pillar in BrandPillar.objects.published()
    ]
