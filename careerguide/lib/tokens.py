"""The token against forged requests."""

from django.http import HttpRequest
from django.middleware.csrf import get_token


def page_token(request: HttpRequest) -> str:
    """One token for all forms of a page: Django masks it anew each time it is asked, and many masks don't compress."""
    token: str | None = getattr(request, "page_token", None)
    if token is None:
        token = get_token(request)
        request.page_token = token  # type: ignore[attr-defined]
    return token
