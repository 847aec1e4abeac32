"""What a curator still has to do: each check counts rows and links to the list that shows exactly those."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django_stubs_ext import StrPromise

from careerguide.lib.curated import Curated
from careerguide.lib.curation import texts


@dataclass(frozen=True, slots=True)
class Check:
    """Something that an app wants looked after. `query` is the filter of the admin list that shows what was counted."""

    label: str | StrPromise
    model: type[Any]
    count: Callable[[], int]
    query: str


_checks: dict[tuple[type[Any], str], Check] = {}


def register(label: str | StrPromise, model: type[Any], count: Callable[[], int], *, query: str) -> None:
    """Put a check on the curator's start page; the same model and query again replaces it."""
    _checks[model, query] = Check(label, model, count, query)


@dataclass(frozen=True, slots=True)
class Todo:
    """A count with where to see its rows."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class TextRow:
    """What one kind of guidance lacks."""

    label: str
    href: str
    cells: Sequence[Todo]


def _list_of(site: AdminSite, model: type[Any]) -> str:
    return reverse(f"{site.name}:{model._meta.app_label}_{model._meta.model_name}_changelist")


def _may_view(site: AdminSite, model: type[Any], request: HttpRequest) -> bool:
    return model in site._registry and site._registry[model].has_view_permission(request)


def todos(site: AdminSite, request: HttpRequest) -> list[Todo]:
    """Every check that found something, among what this curator may see: one query each."""
    found = []
    for check in _checks.values():
        if _may_view(site, check.model, request) and (count := check.count()):
            found.append(Todo(str(check.label), count, f"{_list_of(site, check.model)}?{check.query}"))
    return found


def text_rows(site: AdminSite, request: HttpRequest) -> list[TextRow]:
    """Drafts, missing texts and texts left behind, by kind of guidance: one query per kind."""
    rows = []
    for model in site._registry:
        if not issubclass(model, Curated) or not _may_view(site, model, request):
            continue
        living = ~Q(status=Curated.Status.RETIRED)
        counted = (
            site._registry[model]
            .get_queryset(request)
            .order_by()
            .aggregate(
                drafts=Count("pk", filter=Q(status=Curated.Status.DRAFT)),
                missing=Count("pk", filter=living & texts.incomplete(model)),
                behind=Count("pk", filter=living & ~Q(behind="")),
            )
        )
        href = _list_of(site, model)
        cells = [
            Todo("", counted["drafts"], f"{href}?status__exact=draft"),
            Todo("", counted["missing"], f"{href}?texts=missing"),
            Todo("", counted["behind"], f"{href}?texts=behind"),
        ]
        rows.append(TextRow(str(model._meta.verbose_name_plural), href, cells))
    return rows
