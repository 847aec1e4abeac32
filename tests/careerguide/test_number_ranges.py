"""Whole numbers: what one database refuses, the other refuses too, in words and beside the field."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client

from interviews.models import Question
from roles.models import Role, SkillArea
from tests.careerguide.test_load_content import copy, load, replace
from tests.curation.helpers import form_of
from tests.curation.test_question_sheet import row, sheet, upload

pytestmark = pytest.mark.django_db
__all__ = ["copy"]  # a fixture

RANGES = BaseDatabaseOperations.integer_field_ranges
"""Django's table of the columns that hold a type's numbers and no others; PostgreSQL's are these."""
TOO_LARGE = "Ensure this value is less than or equal to 32767."


def columns() -> list[models.Field]:
    every = (field for model in apps.get_models(include_auto_created=True) for field in model._meta.concrete_fields)
    return [field for field in every if field.get_internal_type() in RANGES]


def test_no_column_of_any_model_takes_a_number_that_postgresql_refuses() -> None:
    assert len(columns()) > 200
    lax = []
    for field in columns():
        for number, step in zip(RANGES[field.get_internal_type()], (-1, 1), strict=True):
            try:
                field.run_validators(number + step)
            except ValidationError:
                continue
            lax.append(f"{field} takes {number + step}")
    assert lax == []


def test_the_form_and_the_list_say_so_beside_the_field(curating: Client) -> None:
    area = SkillArea.objects.order_by("order").first()
    address = f"/admin/roles/skillarea/{area.pk}/change/"
    page = curating.post(address, {**form_of(curating, address), "order": "32768"})
    assert page.context["adminform"].form.errors["order"] == [TOO_LARGE]
    rows = "/admin/roles/skillarea/"
    page = curating.post(rows, {**form_of(curating, rows), "form-0-order": "32768", "_save": "Save"})
    assert page.context["cl"].formset.errors[0]["order"] == [TOO_LARGE]
    assert not SkillArea.objects.filter(order__gt=1000).exists()
    assert curating.post(address, {**form_of(curating, address), "order": "32767"}).status_code == 302


def test_a_spreadsheet_is_refused_with_the_row(curating: Client) -> None:
    page = upload(curating, sheet([row(1), row(2, order=32768)]))
    assert page.context["result"].wrong_rows == [(3, [f"order: {TOO_LARGE}"])]
    assert not Question.objects.filter(slug__startswith="imported-").exists()


def test_a_content_file_is_refused_with_the_row(copy: Path) -> None:
    replace(copy / "roles" / "cto.yaml", "order: 6", "order: 32768")
    with pytest.raises(CommandError, match=f"role cto: order: {TOO_LARGE}"):
        load(copy)
    assert not Role.objects.filter(order__gt=1000).exists()
