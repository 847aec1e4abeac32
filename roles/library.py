"""Published trends and resources, kept in memory beside the guidance and read anew with it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from careerguide.lib.kept import Kept
from roles.guidance import Guidance
from roles.models import Resource, Trend


@dataclass(frozen=True, slots=True)
class Linked:
    """A trend with the primary keys of what it changes."""

    trend: Trend
    roles: frozenset[int]
    skills: frozenset[int]


@dataclass(frozen=True, slots=True)
class Library:
    """Trends, the newest first, and resources by skill, the lowest level first."""

    trends: list[Linked]
    resources: dict[int, list[Resource]]

    def trends_of_role(self, pk: int, *, most: int = 4) -> list[Trend]:
        """The newest entries that change this role."""
        return [linked.trend for linked in self.trends if pk in linked.roles][:most]

    def trends_of_skill(self, pk: int, *, most: int = 4) -> list[Trend]:
        """The newest entries that change this skill."""
        return [linked.trend for linked in self.trends if pk in linked.skills][:most]

    def resources_for(self, skill: int, level: int | None) -> list[Resource]:
        """What serves a skill: for the next level first, then above it, and last what lies behind."""
        aim = min((level or 0) + 1, 4)
        found = self.resources.get(skill, [])
        return sorted(found, key=lambda resource: (resource.level < aim, resource.level, resource.order))


_kept: Kept[Library] = Kept()


def of(known: Guidance) -> Library:
    """The library that belongs to this state of the guidance; no query while nothing has changed."""
    return _kept.get(known.token, _read)


def _read() -> Library:
    role_links: dict[int, set[int]] = defaultdict(set)
    skill_links: dict[int, set[int]] = defaultdict(set)
    resources: dict[int, list[Resource]] = defaultdict(list)
    role_rows: Any = Trend.roles.through
    skill_rows: Any = Trend.skills.through
    for trend, role in role_rows.objects.values_list("trend_id", "role_id"):
        role_links[trend].add(role)
    for trend, skill in skill_rows.objects.values_list("trend_id", "skill_id"):
        skill_links[trend].add(skill)
    rows = {resource.pk: resource for resource in Resource.objects.published()}
    for resource, skill in Resource.skills.through._default_manager.values_list("resource_id", "skill_id"):
        if resource in rows:
            resources[skill].append(rows[resource])
    trends = [
        Linked(trend, frozenset(role_links[trend.pk]), frozenset(skill_links[trend.pk])) for trend in Trend.objects.published()
    ]
    trends.sort(key=lambda linked: (linked.trend.published_on is None, -(_ordinal(linked.trend))))
    return Library(trends, dict(resources))


def _ordinal(trend: Trend) -> int:
    return trend.published_on.toordinal() if trend.published_on else 0
