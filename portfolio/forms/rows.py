"""Small tables that are edited as a whole: numbers and lessons.

Adding, removing and moving a row are buttons of the form itself: they draw the rows anew with everything typed, and save
nothing, so they work without scripts too.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _

from accounts.models import OwnedModel
from portfolio.models import Lesson, Metric, Project

MOST_ROWS = 30
_Row = TypeVar("_Row", bound=OwnedModel)


class RowForm(forms.ModelForm[_Row], Generic[_Row]):
    """One row. An empty one is left out; `id` tells which stored row it is."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "empty_permitted": True, "use_required_attribute": False})

    def has_changed(self) -> bool:
        """Whether anything is typed in it: a ticked box alone is no row."""
        boxes = {name for name, field in self.fields.items() if isinstance(field, forms.BooleanField)}
        typed = (self[name].data for name in self.fields if name not in boxes | {"id"})
        return any(str(value or "").strip() for value in typed)


class MetricForm(RowForm[Metric]):
    """A number before and after."""

    class Meta:
        model = Metric
        fields = ("name", "before", "after", "unit", "low", "high", "interval_note", "higher_is_better")
        widgets: ClassVar[dict[str, forms.Widget]] = dict.fromkeys(
            ("before", "after", "low", "high"), forms.TextInput(attrs={"inputmode": "decimal"})
        )

    def clean(self) -> dict[str, Any]:
        """An interval goes upward, and belongs to a value after."""
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", _("The interval ends below its start."))
        if (low is None) != (high is None) and not {"low", "high"} & self.errors.keys():
            self.add_error("high" if high is None else "low", _("An interval has two ends."))
        return cleaned


class LessonForm(RowForm[Lesson]):
    """What the project taught."""

    class Meta:
        model = Lesson
        fields = ("text", "repeat_next_time")


class Rows(BaseFormSet[Any]):
    """A set of rows that is saved as a whole."""

    def write(self, model: type[Metric | Lesson], project: Project) -> None:
        """Make the stored rows those of the form, in its order; rows keep their key. Expects the caller's transaction."""
        own = model._default_manager.filter(owner_id=project.owner_id, project=project)
        stored = {row.pk: row for row in own}
        filled = [form for form in self.forms if form.has_changed()]
        for order, form in enumerate(filled, start=1):
            row = stored.pop(form.cleaned_data.get("id"), None) or model(owner_id=project.owner_id)
            values = {name: form.cleaned_data[name] for name in form.Meta.fields}
            for name, value in {**values, "project": project, "order": order}.items():
                setattr(row, name, value)
            row.save()
        own.filter(pk__in=list(stored)).delete()


def _rows_of(form: type[RowForm[Any]]) -> type[Rows]:
    most = MOST_ROWS
    made = formset_factory(form, formset=Rows, extra=0, max_num=most, absolute_max=most + 10, validate_max=True)
    return cast("type[Rows]", made)


MetricRows = _rows_of(MetricForm)
LessonRows = _rows_of(LessonForm)


def stored_rows(model: type[Metric | Lesson], project: Project, fields: Sequence[str]) -> list[dict[str, Any]]:
    """The stored rows as a form begins with them; a number is as short as it was typed."""
    stored = model._default_manager.filter(project=project).values("id", *fields)
    return [{name: _short(value) for name, value in row.items()} for row in stored]


def _short(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def typed_rows(rows: Rows) -> list[dict[str, Any]]:
    """The rows as they were typed, valid or not."""
    return [{name: form[name].data for name in form.fields} for form in rows.forms]


def arrange(rows: list[dict[str, Any]], command: str) -> list[dict[str, Any]]:
    """The rows after a button: `add`, `remove:2`, `up:2`, `down:2`; an unknown command changes nothing."""
    verb, _colon, number = command.partition(":")
    index = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
    rows = list(rows)
    if verb == "add" and len(rows) < MOST_ROWS:
        return [*rows, {}]
    if not 0 <= index < len(rows):
        return rows
    if verb == "remove":
        del rows[index]
    target = index + {"up": -1, "down": 1}.get(verb, 0)
    if 0 <= target < len(rows) and target != index:
        rows[index], rows[target] = rows[target], rows[index]
    return rows
