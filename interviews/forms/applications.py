"""Forms about applications and their stages."""

import uuid
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.forms import SecureURLField
from careerguide.lib.form_fields import choice_field
from careerguide.lib.versioned import VersionedForm
from interviews.forms.fields import DayField, offer_published
from interviews.models import Application, Stage
from interviews.process import current
from roles.models import Role

DETAILS = ("company", "post", "role", "link", "source", "resume_label", "resume_text", "notes")
NO_ROLE = _("no particular role")
HELP = {
    "link": _("Copy the text into the notes too: posts go offline."),
    "source": _("Where you found it: a job board, a referral, a fair."),
    "resume_label": _("For example “ML engineer, March”."),
    "resume_text": _("Optional. The copy stays as it is, whatever you change later."),
    "silent_after": _("After so many days you are asked; nothing is set by itself."),
    "company_outcome": _("Follows the stages. Set it yourself when you know more."),
    "own_decision": _("Yours alone, whatever the company says."),
}


class NewApplicationForm(forms.ModelForm[Application]):
    """A new application and where it stands."""

    stage = forms.ChoiceField(label=_("Where does it stand?"))
    happened_on = DayField(label=_("Since"), help_text=_("A day in the past is fine."))
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    class Meta:
        model = Application
        fields = DETAILS
        field_classes = {"link": SecureURLField}
        help_texts = HELP
        widgets = {"notes": forms.Textarea(attrs={"rows": 4}), "resume_text": forms.Textarea(attrs={"rows": 4})}

    field_order = ("company", "post", "stage", "happened_on", *DETAILS[2:])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_published(self, "role", Role, chosen=None, nothing=NO_ROLE)
        choice_field(self, "stage").choices = [(stage.slug, stage.name) for stage in current().published() if not stage.is_end]

    def clean_stage(self) -> Stage:
        """The stage itself."""
        return current().stages[self.cleaned_data["stage"]]


class ApplicationForm(VersionedForm[Application]):
    """What is known about an application; its stage changes by events only."""

    class Meta:
        model = Application
        fields = (*DETAILS[:-1], "company_outcome", "own_decision", "silent_after", "notes")
        field_classes = {"link": SecureURLField}
        help_texts = HELP
        widgets = {"notes": forms.Textarea(attrs={"rows": 8}), "resume_text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_published(self, "role", Role, chosen=self.instance.role_id, nothing=NO_ROLE)


class StageField(forms.CharField):
    """The slug of a stage, as the stage."""

    def to_python(self, value: Any) -> Any:
        """The stage; unknown ones are refused."""
        slug = super().to_python(value)
        if not slug:
            return None
        stage = current().stages.get(slug)
        if stage is None:
            raise ValidationError(_("Choose a stage from the list."), code="unknown_stage")
        return stage


class MoveForm(forms.Form):
    """Where an application goes next. `seen` is the stage that the person was looking at."""

    goal = StageField(label=_("Move to"))
    happened_on = DayField(label=_("Date"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def blank_move_fields(day: date) -> SafeString:
    """The fields for the day and the note, as a page that is opened now draws them: once a day and language."""
    return _move_fields(day, get_language() or "en")


@lru_cache(maxsize=8)
def _move_fields(day: date, _language: str) -> SafeString:
    form = MoveForm(initial={"happened_on": day})
    return mark_safe(form["happened_on"].as_field_group() + form["note"].as_field_group())  # noqa: S308  (drawn by Django)


class CorrectionForm(forms.Form):
    """What should have been noted instead."""

    stage = StageField(label=_("Stage"), required=False)
    happened_on = DayField(label=_("Date"))
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ImportForm(forms.Form):
    """A spreadsheet, as a file or as the text that was previewed."""

    file = forms.FileField(
        label=_("File"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_("A CSV file of at most 1 MB and 1,000 rows."),
    )  # fmt: skip
    text = forms.CharField(label=_("Text"), required=False, strip=False, widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
