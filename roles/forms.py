"""Forms of the learner's record."""

import uuid
from functools import lru_cache

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roles.models import Level


def level_choices() -> list[tuple[int, str]]:
    """The levels that something can show. Called for each form: worded at import, they would all be in one language."""
    return [(level.value, f"{level.value} · {level.label}") for level in Level if level]


class EvidenceForm(forms.Form):
    """What shows a level."""

    level = forms.TypedChoiceField(
        label=_("Level it shows"),
        coerce=int,
        choices=level_choices,
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


_KEY = uuid.UUID(int=0)


def blank_evidence_form(level: int) -> SafeString:
    """An empty form that proposes a level. It differs only by its key, so the rest is drawn once per language."""
    return mark_safe(_drawn(level, get_language() or "en").replace(str(_KEY), str(uuid.uuid4())))  # noqa: S308  (a form)


@lru_cache(maxsize=16)
def _drawn(level: int, _language: str) -> str:
    return str(EvidenceForm(initial={"level": level, "form_key": _KEY}))


class ReportForm(forms.Form):
    """What is wrong with a resource."""

    note = forms.CharField(required=False, max_length=300)
