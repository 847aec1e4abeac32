"""Feeds that a reader can follow."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from roles import guidance, library
from roles.models import Trend

MOST = 50


class TrendFeed(Feed[Trend, str]):
    """The newest trends and standards as Atom, in the language that the address names."""

    feed_type = Atom1Feed
    _language = "en"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Draw the feed in its own language, whoever asks."""
        with translation.override({"zh": "zh-hans"}.get(kwargs.get("language", ""), "en")):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, language: str = "en") -> str:
        """The language."""
        return language

    def title(self, language: str) -> str:
        """What the feed is called."""
        return _("Careerguide: trends and standards")

    def subtitle(self, language: str) -> str:
        """What it holds."""
        return _("Dated and sourced: what changes for roles and skills in machine learning.")

    def link(self, language: str) -> str:
        """The page that it follows."""
        return reverse("roles:trend_list")

    def feed_url(self, language: str) -> str:
        """Its own address."""
        return reverse("roles:trend_feed", args=[language])

    def items(self, language: str) -> Iterable[Trend]:
        """The newest entries; one without a date has no place in a feed."""
        return [entry.trend for entry in library.of(guidance.current()).trends if entry.trend.published_on][:MOST]

    def item_title(self, item: Any) -> str:
        """The title as plain text."""
        return str(item.title)

    def item_description(self, item: Any) -> str:
        """What it is and what it changes."""
        return f"{item.summary}\n\n{item.what_it_changes}"

    def item_guid(self, item: Any) -> str:
        """Stable for ever."""
        return f"careerguide:trend:{item.slug}"

    def item_author_name(self, item: Any) -> str:
        """Who published it."""
        return str(item.publisher)

    def item_pubdate(self, item: Any) -> datetime:
        """Its date."""
        return timezone.make_aware(datetime.combine(item.published_on, time()), timezone.get_fixed_timezone(0))

    def item_updateddate(self, item: Any) -> datetime:
        """When the curators last changed it."""
        changed: datetime = item.updated_at
        return changed
