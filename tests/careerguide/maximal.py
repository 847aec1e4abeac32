"""An account that has one row for every way to refer to a person, every text in it a canary; found by introspection."""

import contextlib
import random
import uuid
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from model_bakery import baker

from accounts.models import User
from interviews.models import Stage
from roles.models import Skill

# The bakery picks numbers and choices by chance; some chances break a constraint, so a test must not depend on them.
PICKS = 7
CANARY = "ZQ7CANARY"  # the guidance itself speaks of canary releases


# Where a constraint asks for more than a value in every column that must have one.
GIVEN: dict[str, dict[str, Any]] = {
    "interviews.Question": {"status": "draft"},
    "interviews.StageEvent": {"kind": "normal"},
    "interviews.ReviewCard": {"stability": 2.0, "last_grade": 3},
    "roles.ConfirmedLevel": {"level": 2},
}


def references() -> list[tuple[Any, Any]]:
    """Every foreign key to a person, of every app; versions of guidance apart, which name who edited."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=False)
        for field in model._meta.concrete_fields
        if field.related_model is User
    ]


def _text(field: Any) -> str:
    return (CANARY + uuid.uuid4().hex)[: field.max_length or 40]


def make(model: Any, person: User, made: dict[Any, Any], **given: Any) -> Any:
    """One row of this model in which every text that has no fixed choice is a canary."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in given or field.primary_key or hasattr(field, "translated_field"):
            continue
        if field.is_relation and field.related_model is not User:
            known = made.get(field.related_model) or field.related_model._base_manager.order_by("pk").first()
            if not field.null and field.related_model is not model:
                values[field.name] = known or make(field.related_model, person, made)
        elif field.is_relation and not field.null:
            values[field.name] = person
        elif isinstance(field, models.CharField | models.TextField) and not field.choices and not _narrow(field):
            values[field.name] = _text(field)
    if model._meta.label == "interviews.StageEvent":
        values["stage"] = Stage.objects.all()[0]
    if model._meta.label == "portfolio.ResumeItem":
        values["skill"] = Skill.objects.all()[0]
    made[model] = baker.make(model, **{**values, **GIVEN.get(model._meta.label, {}), **given})
    return made[model]


def _narrow(field: Any) -> bool:
    fixed = isinstance(field, models.SlugField | models.URLField | models.FileField | models.EmailField)
    return fixed or (field.max_length or 100) < 20 or field.name in {"start", "end", "credit"}


def maximal(person: User) -> list[tuple[Any, str]]:
    """Fill an account; the rows that name the person, and the column that does."""
    found, made = [], {}
    random.seed(PICKS)
    for model, field in references():
        if model.__name__.startswith("Historical") and field.name == "history_user":
            continue
        with contextlib.suppress(IntegrityError), transaction.atomic():  # a row that other parts made already
            row = make(model, person, made, **{field.name: person})
            found.append((row, field.name))
    return found
