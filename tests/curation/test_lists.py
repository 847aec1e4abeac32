"""Every list of the admin: as many queries for fifty rows as for five."""

import copy
import itertools
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from curation.models import Suggestion
from interviews.models import Stage, StageMove
from roles.models import Release, Role, StagedRequirement, Transition
from tests.conftest import give_second_factor, make_user

FEW, MANY = 5, 50


@pytest.fixture
def running(db: None) -> Client:
    """Somebody who sees every list."""
    client = Client()
    client.force_login(give_second_factor(make_user("boss@example.org", is_staff=True, is_superuser=True)))
    return client


def pairs(model: type[Any], start: str, goal: str, ends: type[Any]) -> None:
    """Rows that join two others, each pair once."""
    stored = set(model._base_manager.values_list(start, goal))
    known = list(ends._base_manager.values_list("pk", flat=True))
    free = (pair for pair in itertools.permutations(known, 2) if pair not in stored)
    first = model._base_manager.first()
    for number, pair in enumerate(itertools.islice(free, max(0, MANY - len(stored)))):
        another(first, number, **dict(zip((f"{start}_id", f"{goal}_id"), pair, strict=True)))


def another(row: Any, number: int, **changes: Any) -> None:
    """The same once more, under another slug."""
    new = copy.copy(row)
    new.pk, new._state = None, copy.copy(row._state)
    new._state.adding = True
    for name, value in {"slug": f"another-{number}", **changes}.items():
        setattr(new, name, value)
    new.save()


def copies(model: type[models.Model]) -> None:
    """Rows like the first one."""
    row = model._base_manager.first()
    for number in range(MANY):
        another(row, number)


def suggestions(model: type[models.Model]) -> None:
    for number in range(MANY):
        owner = make_user(f"o{number}@example.org", name=f"Owner {number}")
        Suggestion.objects.create(
            owner=owner, target_model="roles.skill", target_slug="model-serving", field="name", language="en", proposed="x",
            why="-", form_key=uuid.uuid4(), wants_credit=True,
        )  # fmt: skip


FILLING: dict[type[Any], Callable[[type[Any]], Any]] = {
    User: lambda _model: [make_user(f"u{number}@example.org", name=f"User {number}") for number in range(MANY)],
    Group: lambda _model: [Group.objects.create(name=f"Group {number}") for number in range(MANY)],
    Suggestion: suggestions,
    Release: lambda _model: [Release.objects.create(title_en=f"R{number}", note_en="-") for number in range(MANY)],
    Transition: lambda model: pairs(model, "from_role", "to_role", Role),
    StageMove: lambda model: pairs(model, "from_stage", "to_stage", Stage),
}
LISTS = sorted((model for model in admin.site._registry if model is not StagedRequirement), key=lambda m: m._meta.label)


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.label)
def test_fifty_rows_cost_what_five_do(running: Client, model: type[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    FILLING.get(model, copies)(model)
    address, counted = f"/admin/{model._meta.app_label}/{model._meta.model_name}/", {}
    running.get(address)  # what a process reads once
    for rows in (FEW, MANY):
        monkeypatch.setattr(admin.site._registry[model], "list_per_page", rows)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = running.get(address)
        assert len(page.context["cl"].result_list) == rows
        counted[rows] = len(queries)
    assert counted[FEW] == counted[MANY]
    assert counted[MANY] <= 20
