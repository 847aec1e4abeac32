"""Filters of curated lists."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from careerguide.lib.curation import texts


class TextsFilter(admin.SimpleListFilter):
    """Which languages are there."""

    title = _("texts")
    parameter_name = "texts"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The three states of a row's texts."""
        return [("complete", _("complete")), ("missing", _("a language is missing")), ("behind", _("a language is behind"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Only rows in the chosen state; what is retired needs no work."""
        if self.value() == "missing":
            return queryset.filter(texts.incomplete(queryset.model)).exclude(status="retired")
        if self.value() == "behind":
            return queryset.exclude(behind="").exclude(status="retired")
        if self.value() == "complete":
            return queryset.filter(behind="").exclude(texts.incomplete(queryset.model))
        return queryset
