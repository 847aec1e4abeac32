"""Forms about a project and its texts."""

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from careerguide.lib.form_fields import field_of
from careerguide.lib.images import reencode_within
from careerguide.lib.versioned import VersionedForm
from portfolio import actions
from portfolio.models import Project, ProjectSection

PICTURE_SIDE = 1600


class SecureURLField(forms.URLField):
    """An address that is https when only a host was typed, as Django 6 does."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class NewProjectForm(forms.Form):
    """What it takes to start: a working title."""

    title = forms.CharField(
        label=gettext_lazy("Working title"),
        max_length=160,
        help_text=gettext_lazy("For example “Night photos: from 0.61 to 0.79 recall”. You can change it at any time."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DetailsForm(VersionedForm[Project]):
    """The frame of a project: title, summary, one's own part, time, links."""

    class Meta:
        model = Project
        fields = (
            "title", "summary", "own_part", "organisation", "started", "ended", "code_link", "report_link", "demo_link"
        )  # fmt: skip
        field_classes = dict.fromkeys(("code_link", "report_link", "demo_link"), SecureURLField)
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "own_part": forms.Textarea(attrs={"rows": 3}),
            "started": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ended": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "summary": gettext_lazy("Two sentences: what it is, and what came out, with a number."),
            "own_part": gettext_lazy("What you did yourself, and what others did."),
            "organisation": gettext_lazy("Employer, course, competition, or your own."),
            "ended": gettext_lazy("Leave it empty while it goes on."),
        }

    def clean(self) -> dict[str, Any]:
        """An end before the start is told at the end."""
        cleaned = super().clean() or self.cleaned_data
        started, ended = cleaned.get("started"), cleaned.get("ended")
        if started and ended and ended < started:
            self.add_error("ended", _("The end is before the start."))
        return cleaned


class SectionForm(VersionedForm[ProjectSection]):
    """One text of the write-up."""

    writer = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ProjectSection
        fields = ("text",)
        widgets: ClassVar[dict[str, forms.Widget]] = {"text": forms.Textarea(attrs={"rows": 8, "spellcheck": "true"})}

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        section = kwargs["instance"]
        kwargs.setdefault("prefix", f"s{section.pk}")
        kwargs.setdefault("initial", {"writer": uuid.uuid4()})
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label or section.title
        field_of(self, "text", forms.CharField).strip = False  # an indented first line is code in Markdown

    def clean_text(self) -> str:
        """A browser sends CR LF, scripts send LF: one text, one form."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def stored_version(self) -> int:
        """The version that the database has, after an attempt to save."""
        lost = self.instance.version == self.cleaned_data["version"]
        return int(self.data[self.add_prefix("version")]) if lost else self.instance.version

    def write(self, fields: Sequence[str], *, expected: int) -> bool:
        """Save with its revision."""
        writer = self.cleaned_data.get("writer")
        return actions.save_section(section=self.instance, fields=fields, expected=expected, writer=writer)


class SectionTitleForm(forms.Form):
    """The name of a section of one's own."""

    title = forms.CharField(label=gettext_lazy("Title of the section"), max_length=80)


class PictureWordsForm(forms.Form):
    """What a picture shows, in words."""

    alt = forms.CharField(
        label=gettext_lazy("What the picture shows"),
        max_length=300,
        help_text=gettext_lazy("For those who cannot see it: “Recall by hour, before and after”."),
    )


class PictureForm(PictureWordsForm):
    """A picture with its words."""

    field_order = ("picture", "alt", "form_key")
    picture = forms.FileField(
        label=pgettext_lazy("of a project", "Picture"),
        help_text=gettext_lazy("JPEG, PNG or WebP, up to 5 MB. Hidden data such as places is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_picture(self) -> Any:
        """The uploaded picture, encoded anew."""
        upload = self.cleaned_data["picture"]
        if not isinstance(upload, UploadedFile):
            raise ValidationError(_("Choose a picture."), code="missing")
        return reencode_within(upload, longest=PICTURE_SIDE)
