"""The form of a private question."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from careerguide.lib.form_fields import row_field
from interviews.models import Question, Round, Topic
from roles.models import Skill

MAX_POINTS = 12
MAX_POINT = 400


class QuestionForm(forms.Form):
    """A question that a learner keeps for themselves."""

    prompt = forms.CharField(label=_("Question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "class": "short"}))
    asked_at = forms.CharField(
        label=_("Asked at"), required=False, max_length=120, help_text=_("Optional: company, round, date. Only you see it.")
    )
    key_points = forms.CharField(
        label=_("Key points"),
        required=False,
        max_length=MAX_POINTS * (MAX_POINT + 2),
        widget=forms.Textarea(attrs={"rows": 5, "class": "short"}),
        help_text=_("Optional: what a good answer covers, one a line. Hidden while you practise."),
    )
    topic = forms.ModelChoiceField(
        label=_("Topic"),
        required=False,
        queryset=Topic.objects.none(),
        to_field_name="slug",
        empty_label=pgettext_lazy("choice", "none"),
    )
    round = forms.ModelChoiceField(
        label=_("Round"),
        required=False,
        queryset=Round.objects.none(),
        to_field_name="slug",
        empty_label=pgettext_lazy("choice", "none"),
    )
    difficulty = forms.TypedChoiceField(label=_("Difficulty"), coerce=int, choices=Question.Difficulty, initial=2)
    skills = forms.ModelMultipleChoiceField(
        label=_("Skills"),
        required=False,
        queryset=Skill.objects.none(),
        to_field_name="slug",  # a list of keys that no database can hold would be an error, a list of slugs never is
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Optional: hold Ctrl or ⌘ to choose several."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "topic").queryset = Topic.objects.published()
        row_field(self, "round").queryset = Round.objects.published()
        row_field(self, "skills").queryset = Skill.objects.published().select_related("area")

    def clean_key_points(self) -> list[str]:
        """One a line, empty lines left out."""
        points = [line.strip(" \t-*•") for line in self.cleaned_data["key_points"].splitlines()]
        points = [point for point in points if point]
        if len(points) > MAX_POINTS:
            raise forms.ValidationError(_("At most %(most)s key points.") % {"most": MAX_POINTS})
        if any(len(point) > MAX_POINT for point in points):
            raise forms.ValidationError(_("A key point has at most %(most)s characters.") % {"most": MAX_POINT})
        return points
