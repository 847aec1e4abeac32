"""Deny by default, and each person's own language and time zone."""

import zoneinfo
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from careerguide.lib.htmx import is_htmx
from careerguide.middleware import GetResponse


class LoginRequired(LoginRequiredMiddleware):
    """Every page needs a signed-in person unless its view says `login_not_required`."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> HttpResponseRedirect:
        """Send to sign-in and back; for htmx the whole page goes, never a sign-in form inside a fragment."""
        if is_htmx(request):
            page = urlsplit(request.headers.get("HX-Current-URL", "/")).path or "/"
            # django-htmx's own response is no HttpResponseRedirect for the type checker, though it redirects.
            return cast(HttpResponseRedirect, HttpResponseClientRedirect(redirect_to_login(page).url))
        return super().handle_no_permission(request, view_func)


class PersonalSettings:
    """Activates the signed-in person's language and time zone, and keeps their pages out of shared caches."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Draw the response in the person's own settings."""
        user = request.user
        if not isinstance(user, User):
            timezone.deactivate()
            return self.get_response(request)
        if user.language:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        with timezone.override(zoneinfo.ZoneInfo(user.time_zone)):
            response = self.get_response(request)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["Content-Language"] = translation.get_language() or "en"
        return response
