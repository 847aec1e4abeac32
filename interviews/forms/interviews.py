"""Forms about interviews and tasks."""

import uuid
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from careerguide.lib.versioned import Difference, VersionedForm, as_read
from interviews.forms.fields import DayField, LocalMomentField, offer_published
from interviews.models import Application, Interview, Round, Task

LABELS = {"place": pgettext_lazy("interview", "Where")}
PLAN = ("round", "starts_at", "minutes", "place", "people")
NO_ROUND = _("another kind of round")
HELP = {
    "place": _("An address or a link to the call."),
    "people": _("Names or functions, as far as you know them."),
    "asked": _("One question a line. Each becomes a private question that you can practise."),
}


class NewInterviewForm(forms.ModelForm[Interview]):
    """A round that is planned, or one that took place."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    class Meta:
        model = Interview
        fields = PLAN
        field_classes = {"starts_at": LocalMomentField}
        labels = LABELS
        help_texts = HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_published(self, "round", Round, chosen=None, nothing=NO_ROUND)


class InterviewForm(VersionedForm[Interview]):
    """A round with its debrief and the next action."""

    next_action = forms.CharField(label=_("Next action"), max_length=200, required=False)
    next_action_on = DayField(label=_("Due by"), required=False)

    class Meta:
        model = Interview
        fields = (*PLAN, "outcome", "asked", "differently")
        field_classes = {"starts_at": LocalMomentField}
        labels = LABELS
        help_texts = HELP
        widgets = {"asked": forms.Textarea(attrs={"rows": 6}), "differently": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_published(self, "round", Round, chosen=self.instance.round_id, nothing=NO_ROUND)
        task = Task.objects.filter(interview=self.instance).first()
        if task:
            self.initial.update(next_action=task.title, next_action_on=task.due_on)

    def differences(self, stored: Interview) -> list[Difference]:
        """The next action is a task of its own: what is stored of it is what this form was filled with."""
        found = super().differences(stored)
        for name, empty in (("next_action", ""), ("next_action_on", None)):
            was, typed = self.initial.get(name) or empty, self.cleaned_data[name] or empty
            if was != typed:
                found.append(Difference(str(self.fields[name].label), as_read(was), as_read(typed)))
        return found


class NewTaskForm(forms.ModelForm[Task]):
    """Something to do."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    class Meta:
        model = Task
        fields = ("title", "due_on")
        field_classes = {"due_on": DayField}


_KEY = uuid.UUID(int=0)


def blank_task_form() -> SafeString:
    """An empty form for a task. It differs only by its key, so the rest is drawn once per language."""
    return mark_safe(_drawn(get_language() or "en").replace(str(_KEY), str(uuid.uuid4())))  # noqa: S308  (a form)


@lru_cache(maxsize=4)
def _drawn(_language: str) -> str:
    return str(NewTaskForm(initial={"form_key": _KEY}))


class TaskForm(VersionedForm[Task]):
    """A task, and what it belongs to."""

    class Meta:
        model = Task
        fields = ("title", "due_on", "application")
        field_classes = {"due_on": DayField}

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["application"]
        choices.queryset = Application.objects.owned_by(owner).order_by("company", "pk")
        choices.empty_label = str(_("none in particular"))
