"""What a learner fills in to suggest something."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.models import Suggestion


class SuggestionForm(forms.ModelForm[Suggestion]):
    """Another wording and the reason for it."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    class Meta:
        model = Suggestion
        fields = ("proposed", "why", "wants_credit")
        widgets = {"why": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "proposed": gettext_lazy("The whole text as it should read."),
            "why": gettext_lazy("What is wrong or missing now, and how you know. A source helps."),
        }

    def __init__(self, *args: Any, longest: int, current: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        proposed = self.fields["proposed"]
        proposed.validators.append(MaxLengthValidator(longest))
        proposed.widget.attrs["maxlength"] = longest

    def clean_proposed(self) -> str:
        """Something other than what stands there."""
        proposed = str(self.cleaned_data["proposed"]).replace("\r\n", "\n").strip()
        if proposed == self.current.replace("\r\n", "\n").strip():
            raise ValidationError(_("This is the text as it is now. Change what should read differently."), code="same")
        return proposed


class DecisionForm(forms.Form):
    """A curator's answer."""

    verdict = forms.ChoiceField(choices=[("accept", ""), ("decline", "")])
    reason = forms.CharField(
        label=gettext_lazy("Your answer to the learner"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text=gettext_lazy("Needed when you decline. Example: True for 2023; the standard changed since, see its source."),
    )

    def clean(self) -> dict[str, Any]:
        """Nobody is declined without a reason."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("verdict") == "decline" and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _("Say why, so that the learner can do something with it."))
        return cleaned
