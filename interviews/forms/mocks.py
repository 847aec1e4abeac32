"""Starting a mock round and judging its answers."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import MockScore, Round
from interviews.models.mocks import Length
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
        self.fields["round"].queryset = Round.objects.published()  # type: ignore[attr-defined]
        self.fields["role"].queryset = Role.objects.published()  # type: ignore[attr-defined]


class ScoreForm(forms.ModelForm[MockScore]):
    """The rubric of one answer; every row is judged, since a total with holes cannot be compared."""

    class Meta:
        model = MockScore
        fields = (*RUBRIC, "note")
        widgets = {
            **dict.fromkeys(RUBRIC, forms.RadioSelect),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in RUBRIC:
            self.fields[name].choices = [(level.value, str(level.value)) for level in RubricLevel]  # type: ignore[attr-defined]
            self.fields[name].error_messages["required"] = _("Choose 0–3.")


class GradeForm(forms.Form):
    """What becomes of one question after the round."""

    grade = forms.TypedChoiceField(label=_("Bring it back"), coerce=int, empty_value=None, choices=GRADES, required=False)
