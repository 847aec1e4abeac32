"""Starting a mock round and judging its answers."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from careerguide.lib.form_fields import row_field
from interviews.forms.practice import AnswerForm
from interviews.models import Round
from interviews.models.mocks import MAX_NOTE, Length
from interviews.models.practice import RUBRIC, RubricLevel
from roles.models import Role

GRADES = (("", _("leave as it is")), (1, _("Again")), (2, _("Hard")), (3, _("Good")), (4, _("Easy")))


class MockForm(forms.Form):
    """Which round, for which role, how long."""

    round = forms.ModelChoiceField(label=_("Round"), queryset=Round.objects.none(), empty_label=None, to_field_name="slug")
    role = forms.ModelChoiceField(
        label=_("Role"), queryset=Role.objects.none(), required=False, empty_label=_("any role"), to_field_name="slug"
    )
    minutes = forms.TypedChoiceField(label=_("Length"), coerce=int, choices=Length.choices, initial=Length.HALF)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "round").queryset = Round.objects.published()
        row_field(self, "role").queryset = Role.objects.published()


def _judged(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        choices=[(level.value, str(level.value)) for level in RubricLevel],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose 0–3."), "invalid_choice": _("Choose 0–3.")},
    )


class ScoreForm(forms.Form):
    """The rubric of one answer; every row is judged, since a total with holes cannot be compared."""

    correctness = _judged(_("correctness"))
    reasoning = _judged(_("reasoning shown"))
    limits = _judged(_("limits stated"))
    clarity = _judged(_("clarity"))
    note = forms.CharField(label=_("Your note"), required=False, max_length=MAX_NOTE, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def rubric(self) -> list["RubricRow"]:
        """The four judgements, without the note."""
        return [_rubric_row(self[name]) for name in RUBRIC]


@dataclass(frozen=True, slots=True)
class RubricRow:
    """One judgement, drawn: a sheet has dozens, and a widget's template for each radio button costs more than the page."""

    label: str
    options: SafeString
    errors: list[str]


def _rubric_row(field: forms.BoundField) -> RubricRow:
    value = field.value()
    options = format_html_join(
        "",
        '<label><input type="radio" name="{}" value="{}"{} required>{}</label>',
        (
            (field.html_name, level.value, SafeString(" checked") if str(value) == str(level.value) else "", level.value)
            for level in RubricLevel
        ),
    )
    return RubricRow(str(field.label), options, [str(error) for error in field.errors])


class MockAnswerForm(AnswerForm):
    """What is typed during a round, and which of its questions it answers."""

    item = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)


class GradeForm(forms.Form):
    """What becomes of one question after the round."""

    grade = forms.TypedChoiceField(label=_("Bring it back"), coerce=int, empty_value=None, choices=GRADES, required=False)
