"""Forms about one's own data."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from careerguide.personal_data.archive import MAX_BYTES


class ImportForm(forms.Form):
    """The archive to take over."""

    archive = forms.FileField(
        label=gettext_lazy("Archive"),
        help_text=gettext_lazy(
            "The file “careerguide-….zip” that you downloaded here or on another site of this kind; 60 MB at most."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_archive(self) -> Any:
        """Refuse what is too large before anything reads it."""
        upload = self.cleaned_data["archive"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(_("The archive is larger than 60 MB."), code="too_large")
        return upload


class DeleteForm(forms.Form):
    """The address, typed: nobody deletes an account by a slip."""

    email = forms.CharField(
        label=gettext_lazy("Your e-mail address, to confirm"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """Accept the account's own address only, however it is capitalised."""
        typed = str(self.cleaned_data["email"]).strip().lower()
        if typed != self.user.email.lower():
            raise forms.ValidationError(_("This is not the address of this account."), code="other_address")
        return typed
