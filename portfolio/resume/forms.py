"""Forms of the résumé."""

import uuid
from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careerguide.lib.form_fields import row_field
from careerguide.lib.versioned import VersionedForm
from portfolio.models import ResumeEntry, ResumeVersion
from portfolio.resume import dates, texts
from portfolio.resume.kinds import KINDS, Kind
from roles import guidance
from roles.models import Role

BLANK = gettext_lazy("A résumé for no role in particular")


def _tidy(form: forms.ModelForm[Any], cleaned: dict[str, Any]) -> None:
    """Store texts as an import would, so that an export reads back the same."""
    for name, value in cleaned.items():
        if isinstance(value, str) and name in {field.name for field in form._meta.model._meta.concrete_fields}:
            long = isinstance(form._meta.model._meta.get_field(name), models.TextField)
            cleaned[name] = texts.many_lines(value) if long else texts.one_line(value)


class SecureURLField(forms.URLField):
    """An address that is https when only a host was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class EntryForm(VersionedForm[ResumeEntry]):
    """One fact; `entry_form` makes the form of each kind."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Dates in their order, and no end for what goes on."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        _tidy(self, cleaned)
        start, end = cleaned.get("start") or "", cleaned.get("end") or ""  # not yet known to be dates
        if end and cleaned.get("current"):
            self.add_error("end", _("Leave this empty for what goes on to the present."))
        elif dates.exists(start) and dates.exists(end) and dates.first_day(start) > dates.last_day(end):
            self.add_error("end", _("This is before the beginning."))
        return cleaned


@lru_cache(maxsize=32)
def entry_form(key: str) -> type[EntryForm]:
    """The form of one kind, with its own words for the fields."""
    kind = KINDS[key]
    classes = {"url": SecureURLField} if "url" in kind.fields else {}
    meta = type("Meta", (), {"model": ResumeEntry, "fields": tuple(kind.form_fields), "field_classes": classes})
    return type(f"{kind.key.name.title()}Form", (EntryForm,), {"Meta": meta, "__init__": _named_by(kind)})


def _named_by(kind: Kind) -> Any:
    def start(form: EntryForm, *args: Any, **kwargs: Any) -> None:
        EntryForm.__init__(form, *args, **kwargs)
        form.initial.setdefault("form_key", uuid.uuid4())
        for name, meaning in kind.fields.items():
            field = form.fields[name]
            field.label, field.help_text, field.required = capfirst(str(meaning.label)), str(meaning.help), meaning.required
            if field.required:
                field.widget.is_required = True
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 5 if meaning.many else 3
        if "current" in form.fields:
            form.fields["current"].label = _("To the present")

    return start


class VersionForm(VersionedForm[ResumeVersion]):
    """The texts and settings of a résumé; what it picks is arranged beside it."""

    class Meta:
        model = ResumeVersion
        fields = (
            "name", "target_role", "full_name", "headline", "summary", "email", "phone", "website", "city", "region",
            "country_code", "skill_detail", "paper", "density",
        )  # fmt: skip
        field_classes = {"website": SecureURLField}
        widgets = {"summary": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, known: guidance.Guidance | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_roles(row_field(self, "target_role"), known or guidance.current())

    def clean(self) -> dict[str, Any]:
        """Texts in the one way that they are stored."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        _tidy(self, cleaned)
        return cleaned


def _offer_roles(field: "forms.ModelChoiceField[Role]", known: guidance.Guidance) -> None:
    """Published roles, from what is kept in memory."""
    field.queryset = Role.objects.filter(pk__in=known.roles)
    field.choices = [("", BLANK), *((role.pk, role.title) for role in known.texts.roles.values())]


class NewVersionForm(forms.Form):
    """What is asked before a résumé exists."""

    name = forms.CharField(
        label=gettext_lazy("Name of this version"), max_length=80, help_text=gettext_lazy("Only you see it.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    target_role = forms.ModelChoiceField(label=gettext_lazy("For the role"), queryset=Role.objects.none(), required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_roles(row_field(self, "target_role"), guidance.current())


class CopyForm(forms.Form):
    """A copy, in the same or in the other language."""

    name = forms.CharField(label=gettext_lazy("Name of the copy"), max_length=80)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class JobTextForm(forms.Form):
    """A job text, pasted."""

    posting = forms.CharField(
        label=gettext_lazy("Job text"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("Paste the whole text. It is kept with this résumé and seen by nobody else."),
    )


class ImportForm(forms.Form):
    """A JSON Resume file, or its text."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("JSON Resume 1.0.0, up to 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste it here"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of its texts"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("A file that was written here says so itself."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("file") and not (cleaned.get("text") or "").strip():
            self.add_error("file", _("Choose a file or paste its text."))
        return cleaned


class ConfirmImportForm(forms.Form):
    """What was previewed, sent once more to be stored."""

    text = forms.CharField(strip=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name of the new version"), max_length=80)
    language = forms.ChoiceField(choices=settings.LANGUAGES, widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
