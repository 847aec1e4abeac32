"""Forms about oneself."""

import zoneinfo
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import CalendarFeed, Profile, User
from careerguide.lib.form_fields import choice_field
from careerguide.lib.images import reencode_square

AVATAR_SIDE = 320


def time_zone_choices() -> list[tuple[str, str]]:
    """Every place of the time-zone database, by name; the purely technical zones are left out."""
    places = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return [("UTC", "UTC"), *((place, place.replace("_", " ")) for place in places)]


class SettingsForm(forms.ModelForm[User]):
    """Name, language and time zone."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)

    class Meta:
        model = User
        fields = ("name", "language", "time_zone")


class SecureURLField(forms.URLField):
    """An address that is https when only a host was typed, as Django 6 does."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


def _name_no_background(form: forms.ModelForm[Profile]) -> None:
    """Say in words what leaving the question open means, instead of a row of dashes."""
    choice_field(form, "background").choices = [("", _("rather not say")), *Profile.Background.choices]


class ProfileForm(forms.ModelForm[Profile]):
    """What a person tells about themselves."""

    avatar = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 5 MB. It is cropped to a square; hidden data such as places is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    remove_avatar = forms.BooleanField(label=_("Remove the picture"), required=False)

    class Meta:
        model = Profile
        fields = ("headline", "background", "current_role", "years", "website", "code_link", "network_link")
        field_classes = {"website": SecureURLField, "code_link": SecureURLField, "network_link": SecureURLField}
        help_texts = {
            "headline": _("One line, for example “Backend engineer moving into machine learning”."),
            "code_link": _("For example your page on a code-hosting site."),
        }

    field_order = (*Meta.fields, "avatar", "remove_avatar")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_no_background(self)
        if not self.instance.avatar:
            del self.fields["remove_avatar"]

    def clean_avatar(self) -> Any:
        """The uploaded picture, encoded anew; nothing when none was chosen."""
        upload = self.cleaned_data.get("avatar")
        return reencode_square(upload, side=AVATAR_SIDE) if isinstance(upload, UploadedFile) else None

    def save(self, commit: bool = True) -> Profile:
        """Store the profile; a replaced or removed picture is deleted from storage once the row is saved."""
        profile = super().save(commit=False)
        picture, former = self.cleaned_data.get("avatar"), profile.avatar.name
        if picture:
            profile.avatar.save(picture.name, picture, save=False)
        elif self.cleaned_data.get("remove_avatar"):
            profile.avatar = ""
        profile.save()
        if former and former != profile.avatar.name:
            # After the commit: a write that is rolled back must not have lost the picture.
            storage = profile.avatar.storage
            transaction.on_commit(lambda: storage.delete(former))
        return profile


class BackgroundForm(forms.ModelForm[Profile]):
    """The one question about the past that the welcome asks."""

    class Meta:
        model = Profile
        fields = ("background",)
        widgets = {"background": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_no_background(self)


class CalendarKindsForm(forms.Form):
    """What stands in one's calendar."""

    kinds = forms.MultipleChoiceField(
        label=_("What should stand in your calendar"),
        choices=CalendarFeed.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        # What comes back every day would bury the rest.
        initial=[kind.value for kind in CalendarFeed.Kind if kind != CalendarFeed.Kind.REVIEWS],
        error_messages={"required": _("Choose at least one.")},
    )
