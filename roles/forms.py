"""Forms of the learner's record."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from roles.models import Level


class EvidenceForm(forms.Form):
    """What shows a level."""

    level = forms.TypedChoiceField(
        label=_("Level it shows"),
        coerce=int,
        choices=[(level.value, f"{level.value} · {level.label}") for level in Level if level],
    )
    title = forms.CharField(
        label=_("What shows it?"),
        max_length=200,
        help_text=_("For example “Ported the ranking model to ONNX; outputs differ by less than 1e-4”."),
    )
    link = forms.URLField(
        label=_("Link"), required=False, max_length=500, assume_scheme="https", help_text=_("Optional: code, report, page.")
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ReportForm(forms.Form):
    """What is wrong with a resource."""

    note = forms.CharField(required=False, max_length=300)


class RatingForm(forms.Form):
    """One level, 0–4."""

    level = forms.TypedChoiceField(coerce=int, choices=Level.choices)
