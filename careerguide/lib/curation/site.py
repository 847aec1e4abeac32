"""The admin site: behind our own sign-in and a second factor, with what needs doing on its first page."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import secure_admin_login
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import cached_property

from careerguide.lib.curation import checks

REFUSED_APPS = {"account", "mfa", "socialaccount", "usersessions"}
"""allauth's own tables: addresses, secrets of second factors, sessions. Nobody edits those by hand."""
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the person has one; sign-in then asks for it every time."""
    return request.user.is_authenticated and is_mfa_enabled(request.user, FACTORS)


class CurationSite(admin.AdminSite):
    """Django's admin with our door and our first page."""

    site_header = site_title = "Careerguide"
    index_template = "curation/index.html"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out what no one should see or change by hand."""
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        wanted = [model for model in models if model._meta.app_label not in REFUSED_APPS]
        super().register(wanted, admin_class, **options)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Ask staff without a second factor to set one up before they get in."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if self.has_permission(request) and not has_second_factor(request):
                return render(request, "curation/second_factor.html", status=403)
            response: HttpResponseBase = inner(request, *args, **kwargs)
            return response

        return guarded

    @cached_property
    def _secure_login(self) -> Callable[..., HttpResponse]:
        # The admin's own sign-in form knows neither rate limits nor second factors.
        login: Callable[..., HttpResponse] = secure_admin_login(super().login)
        return login

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Our own sign-in."""
        return self._secure_login(request, extra_context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """What needs doing, then everything there is."""
        context = {"todos": checks.todos(self, request), "text_rows": checks.text_rows(self, request), **(extra_context or {})}
        return super().index(request, context)
