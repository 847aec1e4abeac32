"""Forms of the brand plan."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careerguide.lib.versioned import VersionedForm
from portfolio.models import BrandPillar, BrandPlan, PlannedAction, QuarterReview
from roles.forms import level_choices
from roles.models import Skill

DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class BrandPlanForm(VersionedForm[BrandPlan]):
    """The strategy."""

    class Meta:
        model = BrandPlan
        fields = ("positioning", "audience", "proof", "hours_a_week")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "positioning": forms.Textarea(attrs={"rows": 3}),
            "audience": forms.Textarea(attrs={"rows": 3}),
            "proof": forms.Textarea(attrs={"rows": 5}),
        }


class PlannedActionForm(VersionedForm[PlannedAction]):
    """An action with its rhythm."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    pillar = forms.ModelChoiceField(BrandPillar.objects.published(), label=_("Pillar"), empty_label=None)
    due = forms.DateField(label=_("Next due"), widget=DATE)

    class Meta:
        model = PlannedAction
        fields = ("pillar", "title", "channel", "cadence", "hours", "due", "measure")
        widgets: ClassVar[dict[str, forms.Widget]] = {"measure": forms.Textarea(attrs={"rows": 2})}


class ActionDoneForm(forms.Form):
    """What came of an action, and on wish which skill it shows."""

    done_on = forms.DateField(label=_("Done on"), widget=DATE)
    outcome = forms.CharField(
        label=_("What came of it"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A number, an answer, a lesson. “Nothing” is worth noting too."),
    )  # fmt: skip
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    skill = forms.ModelChoiceField(
        Skill.objects.published(), label=_("Add it as evidence for"), required=False, empty_label=_("no skill")
    )
    level = forms.TypedChoiceField(
        label=_("Level it shows"),
        coerce=int,
        required=False,
        initial=2,
        choices=level_choices,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_done_on(self) -> Any:
        """Not in the future: what is still ahead is moved, not noted as done."""
        day = self.cleaned_data["done_on"]
        if day > timezone.localdate():
            raise ValidationError(gettext("This day is still ahead."), code="future")
        return day


class MoveForm(forms.Form):
    """Another day for an action."""

    due = forms.DateField(label=_("Move to"), widget=DATE)

    def clean_due(self) -> Any:
        """Today or later."""
        day = self.cleaned_data["due"]
        if day < timezone.localdate():
            raise ValidationError(gettext("Choose today or a later day."), code="past")
        return day


class QuarterReviewForm(VersionedForm[QuarterReview]):
    """What the quarter taught."""

    class Meta:
        model = QuarterReview
        fields = ("worked", "keep", "drop")
        widgets: ClassVar[dict[str, forms.Widget]] = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 4}))
