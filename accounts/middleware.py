"""Deny by default, and each person's own language and time zone."""

import zoneinfo
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from careerguide.lib.htmx import is_htmx
from careerguide.lib.typed import typed_texts
from careerguide.middleware import GetResponse


class LoginRequired(LoginRequiredMiddleware):
    """Every page needs a signed-in person unless its view says `login_not_required`."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> HttpResponseRedirect:
        """Send to sign-in and back; for htmx the whole page goes, never a sign-in form inside a fragment.

        What a form sent goes back to the page it stood on, since many addresses only take what is sent; longer texts are shown.
        """
        if is_htmx(request):
            page = urlsplit(request.headers.get("HX-Current-URL", "/")).path or "/"
            # django-htmx's own response is no HttpResponseRedirect for the type checker, though it redirects.
            return cast(HttpResponseRedirect, HttpResponseClientRedirect(redirect_to_login(page).url))
        came_from = _page_of_the_form(request)
        if not came_from:
            return super().handle_no_permission(request, view_func)
        sign_in = redirect_to_login(came_from)
        if typed := typed_texts(request):
            answer = render(request, "signed_out.html", {"typed": typed, "sign_in": sign_in.url}, status=403)
            patch_cache_control(answer, private=True, no_store=True)
            return cast(HttpResponseRedirect, answer)
        return sign_in


def _page_of_the_form(request: HttpRequest) -> str:
    """Where a sent form stood, if the browser says so and it was one of our pages."""
    page = request.headers.get("Referer", "") if request.method == "POST" else ""
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(page)
    return parts.path + (f"?{parts.query}" if parts.query else "")


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
