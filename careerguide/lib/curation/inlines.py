"""Inlines of many rows that point at curated guidance, without a query per row."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey, Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

TABLE = "curation/tabular.html"
"""How rows that are edited with their whole are drawn as a table."""


class KnownChoiceField(forms.ModelChoiceField[Any]):
    """A choice that need not ask the database for the row that was chosen already."""

    known: Model | None = None

    def to_python(self, value: Any) -> Any:
        """The known row when it is the one that was sent."""
        if self.known is not None and str(value) == str(self.known.pk):
            return self.known
        return super().to_python(value)


class KnownAutocomplete(AutocompleteSelect):
    """An autocomplete that need not ask the database what the chosen row is called."""

    known: Model | None = None

    def optgroups(self, name: str, value: Any, attr: dict[str, Any] | None = None) -> Any:
        """The known row as the only option when it is chosen."""
        if self.known is not None and value == [str(self.known.pk)]:
            return [(None, [self.create_option(name, self.known.pk, str(self.known), True, 0)], 0)]
        return super().optgroups(name, value, attr)


class PartForm(forms.ModelForm[Any]):
    """A row that nobody touched is not validated again: that would cost a query each for its unique constraints."""

    def _post_clean(self) -> None:
        if self.has_changed() or not self.instance.pk:
            super()._post_clean()  # type: ignore[misc]


class KnownRows(forms.BaseModelFormSet[Any, Any]):
    """A formset that knows the rows it has fetched: Django asks for each of them again by its hidden id."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let the hidden id know its row."""
        super().add_fields(form, index)
        name = self._pk_field.name  # type: ignore[attr-defined]
        asked = form.fields.get(name)
        if isinstance(asked, forms.ModelChoiceField) and form.instance.pk:
            form.fields[name] = KnownChoiceField(
                asked.queryset, initial=asked.initial, required=False, widget=forms.HiddenInput
            )
            form.fields[name].known = form.instance


class KnownFormSet(KnownRows, forms.BaseInlineFormSet[Any, Any, Any]):
    """Hands each form the rows that it points at."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        setattr(form.instance, self.fk.name, self.instance)  # else its name would be asked for, row by row
        for name, field in form.fields.items():
            if isinstance(field, KnownChoiceField) and getattr(form.instance, f"{name}_id", None):
                field.known = getattr(form.instance, name)
                widget: Any = getattr(field.widget, "widget", field.widget)
                widget.known = field.known
        if "DELETE" in form.fields:  # the cell of a table has no label of its own
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete")
        return form


class NamedCells:
    """For inlines that are drawn as a table: a cell has no label of its own."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Name the cell after its column."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None and field.widget is not None:
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = str(field.label or db_field.verbose_name)
        return field


class KnownInline(NamedCells, admin.TabularInline[Any, Any]):
    """Subclasses name `known_fields`: foreign keys to choose by typing, fetched together."""

    template = TABLE
    form = PartForm
    formset = KnownFormSet
    extra = 0
    known_fields: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        """Everything that a row or its name needs, in one query."""
        return super().get_queryset(request).select_related(*self.known_fields)

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """The known fields are chosen by typing."""
        if db_field.name in self.known_fields:
            kwargs["form_class"] = KnownChoiceField
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
