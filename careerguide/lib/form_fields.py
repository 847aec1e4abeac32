"""A form's fields by name, as the kind that they were declared as; and what a bound form says when it is drawn once more."""

from typing import Any, TypeVar

from django import forms

_Field = TypeVar("_Field", bound=forms.Field)


def field_of(form: forms.BaseForm, name: str, kind: type[_Field]) -> _Field:
    """The field of this name; raises TypeError when the form declares it otherwise, so that a change of kind is noticed."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{type(form).__name__}.{name} is a {type(field).__name__}, not a {kind.__name__}.")
    return field


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field whose choices are known only when the form is made."""
    return field_of(form, name, forms.ChoiceField)


def row_field(form: forms.BaseForm, name: str) -> "forms.ModelChoiceField[Any]":
    """A field that chooses among rows, known only when the form is made."""
    return field_of(form, name, forms.ModelChoiceField)


def answer_with(form: forms.BaseForm, name: str, value: str) -> None:
    """Draw a bound form with this value in one of its fields, whatever was sent: what was sent itself cannot be changed."""
    sent: Any = form.data
    said = sent.copy()
    said[form.add_prefix(name)] = value
    form.data = said
