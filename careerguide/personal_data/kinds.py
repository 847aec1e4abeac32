"""What kinds of private rows there are, in which order, and what of a row is worth keeping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import OwnedModel, User
from careerguide.lib.curated import Curated
from interviews.models import KeyPoint, MockScore, Question

Field = models.Field[Any, Any]
SECRETS = {"token_hash"}
"""What recognises a secret; of no use to anybody but the site itself."""


@cache
def kinds() -> tuple[type[Model], ...]:
    """Every kind of private row, those that others refer to first."""
    waiting: list[type[Model]] = [m for m in apps.get_models() if issubclass(m, OwnedModel) and not m._meta.proxy]
    ordered: list[type[Model]] = [Question, KeyPoint]
    while waiting:
        ready = [model for model in waiting if not (_needs(model) & set(waiting)) - {model}]
        # A circle between tables would stop here for ever; taking the first one lets its references arrive later.
        for model in ready or waiting[:1]:
            ordered.append(model)
            waiting.remove(model)
    return tuple(ordered)


def _needs(model: type[Model]) -> set[Any]:
    return {each.related_model for each in model._meta.concrete_fields if each.is_relation}


def label(model: type[Model]) -> str:
    """How the file names a kind."""
    return model._meta.label_lower


def rows_of(owner: User, model: type[Model]) -> QuerySet[Any]:
    """The person's rows of one kind, the oldest first."""
    if model is KeyPoint:
        return KeyPoint._base_manager.filter(question__owner=owner).order_by("pk")
    return model._base_manager.filter(owner=owner).order_by("pk")


def readable_rows_of(owner: User, model: type[Model]) -> QuerySet[Any]:
    """Those that the person may read now: an archive tells nothing that the pages still keep back."""
    rows = rows_of(owner, model)
    return rows.filter(pk__in=MockScore.objects.owned_by(owner).revealed()) if model is MockScore else rows


def fields_of(model: type[Model]) -> Iterator[Field]:
    """What is worth keeping: all but the key, people, files, secrets, and what is made from other columns."""
    columns: list[Any] = list(model._meta.concrete_fields)
    translated = {each.translated_field.name for each in columns if hasattr(each, "translated_field")}
    for each in columns:
        if each.primary_key or each.related_model is User or isinstance(each, models.FileField):
            continue
        if each.name in SECRETS:
            continue
        # The plain column of a translated text only repeats the one of the language in use.
        if each.name not in translated:
            yield each


def files_of(model: type[Model]) -> list[models.FileField]:
    """The columns that name an uploaded file."""
    return [each for each in model._meta.concrete_fields if isinstance(each, models.FileField)]


def plain_many(model: type[Model]) -> list[Any]:
    """Many-to-many relations without a table of their own; the others are rows like any."""
    many: list[Any] = list(model._meta.many_to_many)
    return [each for each in many if each.remote_field.through._meta.auto_created]


def is_guidance(target: Any) -> bool:
    """Whether rows of this kind are known by their slug everywhere."""
    return isinstance(target, type) and issubclass(target, Curated)


# By app, in words of the site: the tables' own names mean nothing to whoever reads the page.
SUBJECTS = {
    "roles": gettext_lazy("Target roles, skill levels and evidence"),
    "interviews": gettext_lazy("Practice, questions and applications"),
    "portfolio": gettext_lazy("Projects, résumés, public page and brand plan"),
    "curation": gettext_lazy("Suggestions for the guidance"),
    "accounts": gettext_lazy("Notifications, their settings, and your calendar address"),
}


def counts(owner: User) -> list[tuple[str, int]]:
    """How many entries there are by subject, for pages that ask before something goes."""
    found: Counter[str] = Counter()
    for model in kinds():
        found[model._meta.app_label] += rows_of(owner, model).count()
    return [(str(SUBJECTS[app]), found[app]) for app in SUBJECTS if found[app]]
