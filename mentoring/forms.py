"""What people type in mentoring."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careerguide.lib.form_fields import choice_field
from careerguide.lib.versioned import VersionedForm
from interviews.forms.fields import LocalMomentField
from interviews.forms.mocks import MockForm
from interviews.models import RUBRIC as MOCK_RUBRIC
from interviews.models.practice import RubricLevel
from mentoring import kinds
from mentoring.models import CheckIn, Feedback, MentorSettings, Mentorship, MockInvitation, MockSheet
from mentoring.models.reviews import RUBRIC
from roles.forms import level_choices

SCORE_CHOICES = [("0", _("0 · missing")), ("1", _("1 · weak")), ("2", _("2 · sound")), ("3", _("3 · strong"))]


class KeyedForm(forms.Form):
    """A form that is sent once, however often its button is pressed."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DayField(forms.DateField):
    """A day of the calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ShareForm(forms.Form):
    """What a mentor sees, and until when."""

    scopes = forms.MultipleChoiceField(
        label=_("What to share"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You can change it at any time; the change counts at once. Drafts are never shown."),
        error_messages={"required": _("Choose at least one, or pause the mentorship instead.")},
    )
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Optional. The mentor sees nothing after this day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "scopes").choices = kinds.offered()  # read late: apps register kinds

    def clean_until(self) -> date | None:
        """A day that has not passed."""
        day: date | None = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."), code="past")
        return day


class InviteForm(ShareForm, KeyedForm):
    """An invitation."""

    email = forms.EmailField(
        label=_("E-mail address of the mentor"),
        required=False,
        max_length=254,
        help_text=_("Optional. With an address, we send the link there, and only that person can accept."),
    )
    field_order = ["scopes", "until", "email", "form_key"]


class DeclineForm(forms.Form):
    """A reason, if somebody wants to give one."""

    reason = forms.CharField(label=_("Reason (optional)"), required=False, max_length=500)


class MentorSettingsForm(forms.ModelForm[MentorSettings]):
    """A mentor's limits."""

    class Meta:
        model = MentorSettings
        fields = ("accepting", "capacity", "away_until")
        field_classes = {"away_until": DayField}
        help_texts = {
            "capacity": _("Empty: no limit. Beyond it you cannot accept another invitation."),
            "away_until": _("Your mentees see it before they ask you."),
        }


class ScoreFields(forms.Form):
    """The rubric: four scores of 0–3."""

    required_scores = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in RUBRIC:
            # Nothing is chosen beforehand: a score that nobody gave would count as one.
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=[("", "–"), *SCORE_CHOICES], coerce=int, required=self.required_scores, empty_value=None
            )

    @property
    def scores(self) -> dict[str, int]:
        """The scores that were given."""
        given = {name: self.cleaned_data.get(name) for name, _label in RUBRIC}
        return {name: value for name, value in given.items() if value is not None}


class AskForm(ScoreFields, KeyedForm):
    """A question about one thing to one mentor."""

    required_scores = False
    mentorship = forms.ChoiceField(label=_("Whom to ask"))
    question = forms.CharField(
        label=_("Your question"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "short"}),
        help_text=_("One specific question gets a better answer than “What do you think?”."),
    )

    def __init__(self, *args: Any, mentors: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "mentorship").choices = list(mentors.items())


class FeedbackForm(VersionedForm[Feedback]):
    """The mentor's text; another tab never overwrites it silently."""

    class Meta:
        model = Feedback
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        help_texts = {"text": _("Markdown: **bold**, lists, `code`. Only you see it until you send it.")}


class PassageForm(KeyedForm):
    """A comment on a passage; without scripts the passage is pasted."""

    quote = forms.CharField(
        label=_("Passage"),
        max_length=2000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short", "data-passage-quote": ""}),
        help_text=_("Select it in the text above, or paste it here exactly."),
    )
    start = forms.IntegerField(
        required=False, min_value=0, max_value=10**6, widget=forms.HiddenInput(attrs={"data-passage-start": ""})
    )
    text = forms.CharField(label=_("Your comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3, "class": "short"}))

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean(self) -> dict[str, Any]:
        """Find the passage in the text: where the selection was, else the first place with these words."""
        cleaned = super().clean() or {}
        quote = cleaned.get("quote", "").replace("\r\n", "\n")
        if not quote.strip():
            return cleaned
        start = cleaned.get("start")
        if start is None or self.source[start : start + len(quote)] != quote:
            quote = quote.strip()
            start = self.source.find(quote)
        if start < 0:
            self.add_error("quote", _("These words are not in the text. Copy the passage exactly as it stands there."))
        else:
            cleaned |= {"quote": quote, "start": start, "end": start + len(quote)}
        return cleaned


class MockMentorForm(KeyedForm):
    """Whom to ask as interviewer."""

    mentorship = forms.ChoiceField(label=_("Interviewer"))

    def __init__(self, *args: Any, mentors: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "mentorship").choices = list(mentors.items())


class MockStartForm(MockMentorForm, MockForm):
    """A round that is prepared with an interviewer."""

    field_order = ["mentorship", "round", "role", "minutes", "form_key"]


class MockSheetForm(VersionedForm[MockSheet]):
    """Private notes and points for one question; each row can be given, changed and taken back until all is handed in."""

    class Meta:
        model = MockSheet
        fields = (*MOCK_RUBRIC, "notes")
        widgets = {
            **dict.fromkeys(MOCK_RUBRIC, forms.RadioSelect),
            "notes": forms.Textarea(attrs={"rows": 5, "class": "short", "data-shortcut": "e"}),
        }
        help_texts = {"notes": _("Only you ever see them.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MOCK_RUBRIC:
            choices = [("", "–"), *((level.value, str(level.value)) for level in RubricLevel)]
            choice_field(self, name).choices = choices

    @property
    def rubric(self) -> list[forms.BoundField]:
        """The rows of the rubric."""
        return [self[name] for name in MOCK_RUBRIC]


class MockCommentForm(VersionedForm[MockInvitation]):
    """What the interviewer says about the round as a whole."""

    problem = ""
    """Why it could not be handed in."""

    class Meta:
        model = MockInvitation
        fields = ("comment",)
        widgets = {"comment": forms.Textarea(attrs={"rows": 6})}


class MessageForm(forms.Form):
    """A few sentences to the other one."""

    text = forms.CharField(label=_("Message"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "class": "short"}))


class NoteForm(KeyedForm):
    """A note to oneself."""

    text = forms.CharField(label=_("New note"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3, "class": "short"}))


class EndorseForm(KeyedForm):
    """A confirmed level and what it rests on."""

    level = forms.TypedChoiceField(
        label=_("Level that you confirm"),
        coerce=int,
        choices=level_choices,
    )
    note = forms.CharField(
        label=_("What it rests on"), max_length=500, help_text=_("The learner sees it. For example: “We deployed it together.”")
    )


class CheckInForm(VersionedForm[CheckIn]):
    """A meeting; times are those of one's own time zone."""

    starts_at = LocalMomentField(label=_("When"), help_text=_("In your own time zone."))

    class Meta:
        model = CheckIn
        fields = ("starts_at", "agenda", "notes")
        widgets = {
            "agenda": forms.Textarea(attrs={"rows": 6, "class": "short"}),
            "notes": forms.Textarea(attrs={"rows": 6, "class": "short"}),
        }


class PlanForm(KeyedForm):
    """The next meeting."""

    starts_at = LocalMomentField(label=_("When"), help_text=_("In your own time zone."))
    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "short"}),
        help_text=_("What changed and what is open is proposed; change it as you like."),
    )


class GoalForm(KeyedForm):
    """Something to have done by a day."""

    title = forms.CharField(label=_("Goal"), max_length=200)
    due = DayField(label=_("By (optional)"), required=False)


class ThanksForm(forms.ModelForm[Mentorship]):
    """A thank-you."""

    class Meta:
        model = Mentorship
        fields = ("thanks",)
        help_texts = {"thanks": _("One or two sentences. Your mentor may show it on their page, or keep it to themselves.")}
