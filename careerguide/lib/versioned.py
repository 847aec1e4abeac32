"""Texts that may be open in two tabs: a save that lost the race is told so, and neither text is thrown away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Generic, Self, TypeVar

from django import forms
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from careerguide.lib.form_fields import answer_with


class Versioned(models.Model):
    """A row with a number that every edit raises."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_edit(self, fields: Sequence[str], *, expected: int) -> bool:
        """Write these fields if the stored row still has version `expected`; tells whether it had.

        The comparison is part of the UPDATE: a check made before it would let two tabs pass at once.
        """
        values: dict[str, Any] = {name: getattr(self, name) for name in fields}
        if any(field.name == "updated_at" for field in self._meta.concrete_fields):
            values["updated_at"] = timezone.now()
        stored = type(self)._base_manager.filter(pk=self.pk, version=expected)
        if not stored.update(version=F("version") + 1, **values):
            return False
        self.version = expected + 1
        return True

    def stored(self) -> Self:
        """The row as the database has it; raises DoesNotExist when it was deleted meanwhile."""
        return type(self)._base_manager.get(pk=self.pk)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says one thing in the database and another in the form."""

    label: str
    stored: str
    typed: str


_Row = TypeVar("_Row", bound=Versioned)


class VersionedForm(forms.ModelForm[_Row], Generic[_Row]):
    """A form that carries the version it was drawn from.

    In the view: `if form.is_valid() and form.save_edit(): redirect`. After a lost race `form.conflict` holds the differences;
    draw the same page with status 409. What was typed is still in the form, and sending it once more replaces the stored text
    knowingly, because the form now carries the stored version. `{{ form }}` shows the differences.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    conflict: Sequence[Difference] = ()
    template_name = "versioned_form.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def write(self, fields: Sequence[str], *, expected: int) -> bool:
        """How the fields are written; a form whose save touches more than the row overrides it."""
        return self.instance.save_edit(fields, expected=expected)

    def save_edit(self) -> bool:
        """Save a valid form of a stored row; False, with `conflict` filled in, when it was changed elsewhere meanwhile.

        Two tabs that say the same are no conflict: there is nothing to choose, so the second one counts as saved.
        """
        columns = {field.name for field in self.instance._meta.concrete_fields}
        fields = [name for name in self.fields if name != "version" and name in self.cleaned_data and name in columns]
        if self.write(fields, expected=self.cleaned_data["version"]):
            self._save_m2m()  # type: ignore[attr-defined]  # the part of save() that the stubs leave out
            return True
        stored = self.instance.stored()
        self.conflict = self.differences(stored)
        if not self.conflict:
            self.instance.version = stored.version
            return True
        answer_with(self, "version", str(stored.version))
        return False

    def differences(self, stored: _Row) -> list[Difference]:
        """What the stored row says otherwise than the form; a form with fields beside the row's own adds them."""
        columns = {field.name for field in self.instance._meta.concrete_fields}
        sets = {field.name for field in self.instance._meta.many_to_many}
        found = []
        for name in self.fields:
            if name not in self.cleaned_data or self[name].is_hidden:
                continue
            label = str(self.fields[name].label)
            if name in columns and getattr(stored, name) != getattr(self.instance, name):
                found.append(Difference(label, _text(stored, name), _text(self.instance, name)))
            elif name in sets and set(getattr(stored, name).all()) != set(self.cleaned_data[name]):
                found.append(Difference(label, _names(getattr(stored, name).all()), _names(self.cleaned_data[name])))
        return found


def _names(rows: Iterable[models.Model]) -> str:
    return ", ".join(str(row) for row in rows)


def _text(row: models.Model, name: str) -> str:
    """A field as a reader would see it: the label of a choice, a moment on their own clock, an empty string for nothing."""
    display = getattr(row, f"get_{name}_display", None)
    return as_read(display() if display else getattr(row, name))


def as_read(value: Any) -> str:
    """A value in the reader's language and time zone."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "DATETIME_FORMAT")
        case date():
            return date_format(value, "DATE_FORMAT")
        case time():
            return time_format(value, "TIME_FORMAT")
    return str(value)
