"""`python -m tests.careerguide.rows`: a digest of every table, to compare what two databases hold, whatever their kind."""

import hashlib
import json
import sys
from typing import Any


def digests() -> dict[str, str]:
    """By table, how many rows it has and a digest of all that stands in them."""
    from django.apps import apps
    from django.contrib.auth.models import Permission
    from django.contrib.contenttypes.models import ContentType

    named: dict[Any, dict[int, object]] = {
        model: {row.pk: row.natural_key() for row in model.objects.all()} for model in (ContentType, Permission)
    }
    found = {}
    for model in apps.get_models(include_auto_created=True):
        # Their numbers differ from database to database: whoever points at them counts by their names.
        fields = [each for each in model._meta.concrete_fields if not (_numbered(model) and each.primary_key)]
        rows = []
        for values in model._base_manager.values_list(*(each.attname for each in fields)):
            told = [
                json.dumps(value, sort_keys=True)
                if isinstance(value, dict | list)
                else named[each.related_model][value]
                if each.related_model in named and value is not None
                else value
                for each, value in zip(fields, values, strict=True)
            ]
            rows.append(repr(told))
        found[model._meta.db_table] = f"{len(rows)} {hashlib.sha256(chr(10).join(sorted(rows)).encode()).hexdigest()}"
    return found


def _numbered(model: Any) -> bool:
    """Whether nobody ever refers to its rows by their numbers."""
    by_name = model._meta.app_label in {"auth", "contenttypes"} and model._meta.model_name != "group"
    return bool(model._meta.auto_created or by_name)


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(digests(), sys.stdout)
