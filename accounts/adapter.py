"""Where allauth asks us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import translation

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Keeps the language that a guest was reading in when they sign up."""

    def save_user(self, request: HttpRequest, user: User, form: object, commit: bool = True) -> User:
        """Store the new user with the language of the page they signed up on."""
        user.language = translation.get_language() or "en"
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def is_safe_url(self, url: str | None) -> bool:
        """Whether sign-in may lead there: to a page of ours. What cannot be read as an address is none, instead of an error."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False
