"""Forms of an attempt: writing it, judging it, keeping it as evidence."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from careerguide.lib.form_fields import choice_field, row_field
from careerguide.lib.versioned import Difference, VersionedForm
from interviews.models import Answer, KeyPoint
from interviews.models.practice import MAX_ANSWER, Confidence, RubricLevel
from roles.forms import level_choices
from roles.models import Skill

HIDDEN = forms.HiddenInput


class AnswerForm(forms.Form):
    """What is typed on the page of practice, with what the page knows of itself."""

    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        strip=False,
        max_length=MAX_ANSWER,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "true", "data-shortcut": "e"}),
    )
    conflict: Sequence[Difference] = ()
    version = forms.IntegerField(widget=HIDDEN, min_value=0, max_value=2**31 - 1)
    form_key = forms.UUIDField(widget=HIDDEN)
    turn = forms.IntegerField(widget=HIDDEN, min_value=0, max_value=2**31 - 1, required=False, initial=0)
    stamp = forms.CharField(widget=HIDDEN, max_length=300, required=False)

    def clean_text(self) -> str:
        """One kind of line end, so that what comes back from the browser equals what is stored."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean_turn(self) -> int:
        """A page without scripts does not count."""
        return self.cleaned_data["turn"] or 0


def _levels(choices: Any) -> list[tuple[str, str]]:
    return [(str(value), label) for value, label in choices]


class JudgeForm(VersionedForm[Answer]):
    """How the learner judges an attempt after seeing the key points."""

    ticked = forms.TypedMultipleChoiceField(
        label=_("Key points that you covered"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    written_by = forms.UUIDField(widget=HIDDEN)

    class Meta:
        model = Answer
        fields = ("ticked", "confidence", "correctness", "reasoning", "limits", "clarity")

    def __init__(self, *args: Any, key_points: list[KeyPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "ticked").choices = [(point.pk, point.text) for point in key_points]
        self.initial["written_by"] = uuid.uuid4()
        for name in ("correctness", "reasoning", "limits", "clarity"):
            self._as_radios(name, _levels(RubricLevel.choices))
        self._as_radios("confidence", _levels(Confidence.choices))

    def _as_radios(self, name: str, choices: list[tuple[str, str]]) -> None:
        label = self.fields[name].label
        self.fields[name] = forms.TypedChoiceField(
            label=label, choices=choices, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
        )

    def save_edit(self) -> bool:
        """As every versioned form; but a page may go on after its own save whose answer never arrived."""
        self.instance.written_by = self.cleaned_data["written_by"]
        stored = Answer.objects.filter(pk=self.instance.pk).values_list("written_by", "version").first()
        if stored and stored[0] == self.instance.written_by:
            self.cleaned_data["version"] = stored[1]
        return super().save_edit()


class EvidenceForm(forms.Form):
    """An attempt as evidence for skills of its question."""

    skills = forms.ModelMultipleChoiceField(
        label=_("Skills"), queryset=Skill.objects.none(), to_field_name="slug", widget=forms.CheckboxSelectMultiple
    )
    level = forms.TypedChoiceField(
        label=_("Level it shows"),
        coerce=int,
        choices=level_choices,
        initial=2,
    )
    title = forms.CharField(label=_("What shows it?"), max_length=200)

    def __init__(self, *args: Any, skills: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "skills").queryset = skills
