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
