"""One's dates in one's own calendar program: the settings, and the file behind the secret address."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import CalendarKindsForm
from accounts.models import CalendarFeed
from accounts.views import signed_in
from careerguide import calendar_feed as feeds
from careerguide.lib.calendar_file import CONTENT_TYPE


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Whether there is an address, and what stands behind it."""
    own = CalendarFeed.objects.owned_by(signed_in(request)).first()
    form = CalendarKindsForm(request.POST or None, initial={"kinds": own.kinds} if own else None)
    if request.method != "POST":
        return _page(request, own, form)
    form = CalendarKindsForm(request.POST)
    if not form.is_valid():
        return _page(request, own, form, status=422)
    if own:
        CalendarFeed.objects.filter(pk=own.pk).update(kinds=form.cleaned_data["kinds"])
        messages.success(request, _("Saved."))
    return redirect("calendar_feed")


@require_POST
def calendar_feed_renew(request: HttpRequest) -> HttpResponse:
    """Make an address, or another one in its place, and show it the one time that it can be shown."""
    owner = signed_in(request)
    own = CalendarFeed.objects.owned_by(owner).first()
    form = CalendarKindsForm({"kinds": own.kinds} if own else request.POST)
    if not form.is_valid():
        return _page(request, own, form, status=422)
    token = feeds.make(owner=owner, kinds=form.cleaned_data["kinds"])
    link = settings.SITE_URL + reverse("calendar_feed_file", args=[token])
    return render(request, "careerguide/calendar_address.html", {"link": link, "subscribe": "webcal:" + link.partition(":")[2]})


@require_POST
def calendar_feed_off(request: HttpRequest) -> HttpResponse:
    """Switch the address off: the next request finds nothing."""
    CalendarFeed.objects.owned_by(signed_in(request)).delete()
    messages.success(request, _("The address is switched off. What a calendar has read already, it may keep."))
    return redirect("calendar_feed")


@login_not_required
@require_safe
def calendar_feed_file(request: HttpRequest, token: str) -> HttpResponse:
    """The file, for programs that cannot sign in. Who has the address may read it, and nobody learns more from a wrong one."""
    feed = feeds.find(token)
    if feed is None:
        return _guarded(_plain(404) if _may(request, "miss") else _plain(429))
    if not _may(request, "read", str(feed.pk)):
        return _guarded(_plain(429))
    with translation.override(feed.owner.language or settings.LANGUAGE_CODE):
        dates = feeds.dates_of(feed, timezone.now())
        response = get_conditional_response(request, etag=dates.etag) or HttpResponse(dates.file, content_type=CONTENT_TYPE)
        response.headers["ETag"] = dates.etag
    response.headers["Content-Disposition"] = 'inline; filename="careerguide.ics"'
    return _guarded(response)


def _page(request: HttpRequest, own: CalendarFeed | None, form: CalendarKindsForm, *, status: int = 200) -> HttpResponse:
    return render(request, "careerguide/calendar_feed.html", {"feed": own, "form": form}, status=status)


def _may(request: HttpRequest, action: str, key: str | None = None) -> bool:
    limits = settings.CALENDAR_RATE_LIMITS
    used = ratelimit.consume(request, app="calendar", action=action, config=limits, key=key, limit_get=True)
    return used is not None


def _plain(status: int) -> HttpResponse:
    """An answer that says the same whatever was asked for: the page of the site would repeat the address."""
    return HttpResponse(status=status, content_type="text/plain; charset=utf-8")


def _guarded(response: HttpResponse) -> HttpResponse:
    """Kept by nobody on the way, and told to nobody."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
