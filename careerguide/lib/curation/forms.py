"""The form of a curated row: complete before it is public, and never saved over somebody else's change."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careerguide.lib.curated import Curated
from careerguide.lib.curation import texts
from careerguide.lib.curation.history import Change, label_of
from careerguide.lib.form_fields import answer_with


class CuratedForm(forms.ModelForm[Any]):
    """Carries the moment that it was drawn from; after a lost race `conflict` tells what the other curator stored."""

    edit_token = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    still_fits = forms.BooleanField(
        label=_("The other language still fits"),
        required=False,
        help_text=_("Takes the mark away without a change, for example after you have mended a typing error."),
    )
    conflict: list[Change]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict = []
        stamp = self.instance.updated_at if self.instance.pk else None
        self.initial["edit_token"] = stamp.isoformat() if stamp else ""
        if not self.instance.behind:
            self.fields.pop("still_fits", None)

    def clean(self) -> dict[str, Any]:
        """Refuse a lost race and, for what is public, a missing language."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and "edit_token" in self.fields:
            self._refuse_lost_race(cleaned)
        self._ask_for_texts(cleaned)
        return cleaned

    def _refuse_lost_race(self, cleaned: dict[str, Any]) -> None:
        # Locked until the admin's transaction ends: of two who save at once, the second sees what the first has stored.
        stored = type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
        if cleaned.get("edit_token") == stored.updated_at.isoformat():
            return
        for name in self.fields:
            field = next((column for column in stored._meta.concrete_fields if column.name == name), None)
            if field is None or name not in cleaned:
                continue
            kept, typed = getattr(stored, field.attname), _value(cleaned[name])
            if (kept or "") != (typed or ""):
                label, language = label_of(field)
                self.conflict.append(Change(label, language, str(kept or ""), str(typed or "")))
        answer_with(self, "edit_token", stored.updated_at.isoformat())
        raise ValidationError(
            gettext(
                "Somebody else changed this while you were writing. Nothing is lost: what is stored now stands below, your own "
                "text is still in the form. Take over what you need; saving again replaces the stored text."
            ),
            code="conflict",
        )

    def _ask_for_texts(self, cleaned: dict[str, Any]) -> None:
        """A draft needs one language of its name; what is public needs both of everything."""
        model = type(self.instance)
        names = [name for name in texts.text_fields(model) if f"{name}_en" in self.fields]
        public = self.instance.pk and self.instance.status == Curated.Status.PUBLISHED
        for position, name in enumerate(names):
            empty = [code for code in texts.LANGUAGES if not (cleaned.get(f"{name}_{code}") or "").strip()]
            given = len(empty) < len(texts.LANGUAGES)
            if public and empty and (given or not texts.may_be_empty(model, name)):
                for code in empty:
                    self.add_error(f"{name}_{code}", gettext("What is public needs this text in both languages."))
            elif position == 0 and not given:
                self.add_error(f"{name}_en", gettext("Write this in at least one language."))


def _value(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
