"""Profile, language and theme."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.i18n import set_language as django_set_language

from accounts.context_processors import THEMES
from accounts.forms import ProfileForm, SettingsForm
from accounts.models import Profile, User

YEAR_SECONDS = 365 * 24 * 60 * 60


def signed_in(request: HttpRequest) -> User:
    """The person of this request; only for views that require one."""
    assert isinstance(request.user, User)
    return request.user


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """See and change one's settings and profile."""
    user = signed_in(request)
    # A copy, so that an invalid form does not change the name in the header of the page that shows the error.
    settings_form = SettingsForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    own = Profile.objects.filter(user=user).first() or Profile(user=user)
    profile_form = ProfileForm(request.POST or None, request.FILES or None, instance=own)
    if request.method == "POST" and settings_form.is_valid() and profile_form.is_valid():
        with transaction.atomic():
            changed = settings_form.save()
            profile_form.save()
        with override(changed.language or None):
            messages.success(request, _("Saved."))
        return redirect("profile")
    status = 422 if request.method == "POST" else 200
    context = {"settings_form": settings_form, "profile_form": profile_form, "has_avatar": bool(own.avatar)}
    return render(request, "accounts/profile.html", context, status=status)


@require_GET
def avatar(request: HttpRequest) -> HttpResponseBase:
    """One's own picture; files are never served by their path, so nobody else's can be asked for."""
    own = Profile.objects.filter(user=signed_in(request)).exclude(avatar="").first()
    if own is None:
        raise Http404
    response = FileResponse(own.avatar.open(), content_type="image/webp")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Choose the language: kept in a cookie, and in the account when signed in."""
    response = django_set_language(request)
    language = request.POST.get("language", "")
    if isinstance(request.user, User) and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return response


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Choose light or dark on this device; anything else goes back to the system's."""
    goal = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(goal, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        goal = "/"
    response = HttpResponseRedirect(goal)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
