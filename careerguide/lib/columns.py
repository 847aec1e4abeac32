"""A model's columns by name: what Django's own look-up gives may also be a relation that points here."""

from typing import Any

from django.db import models


def column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """The field of this name; raises TypeError for the other end of a relation, which has no label and no rules."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{model.__name__}.{name} is no column.")
    return field
