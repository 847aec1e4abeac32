"""What a form does not ask for is not written: every form names its fields."""

from collections.abc import Iterator
from typing import Any

from django import forms

from portfolio.forms.rows import RowForm
from tests.test_access import address

OURS_ALONE = ("accounts", "careerguide", "curation", "interviews", "mentoring", "portfolio", "roles")
# Whose a row is, what a person may do and what the site concludes: never a person's to type.
NEVER_ASKED = {
    "id", "pk", "owner", "user", "learner", "mentor", "author", "state", "status", "is_staff", "is_superuser", "is_active",
    "groups", "user_permissions", "password", "last_login", "date_joined", "digest", "token_hash",
}  # fmt: skip


def model_forms(base: type[Any] = forms.ModelForm) -> Iterator[type[Any]]:
    for kind in base.__subclasses__():
        if kind.__module__.startswith(OURS_ALONE) and getattr(kind._meta, "model", None):
            yield kind
        yield from model_forms(kind)


def of_staff(kind: type[Any]) -> bool:
    """Whether the admin uses it, whose own rights decide there."""
    return "admin" in kind.__module__ or ".lib.curation" in kind.__module__


def test_every_form_names_its_fields_and_none_that_is_not_a_persons_to_type() -> None:
    address("profile")  # reads all views, thus all forms
    found = {kind for kind in model_forms() if not of_staff(kind)}
    assert len(found) >= 15
    for kind in found:
        # Forms of one fixed model list what they take, and take nothing away from a wider list.
        assert isinstance(kind._meta.fields, list | tuple), kind
        assert not kind._meta.exclude, kind
        own_rows = {"id"} if issubclass(kind, RowForm) else set()  # which of one's own rows a line of a table is
        assert not (NEVER_ASKED - own_rows) & set(kind.base_fields), kind
