"""The public page: choosing, looking at it as a stranger, publishing, taking down; and the page itself."""

from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Profile, User
from accounts.views import signed_in
from portfolio import actions, addresses, public
from portfolio.drawn import drawn
from portfolio.forms.public import PublicPageForm, suggested_address
from portfolio.models import PublicPage, address_key
from portfolio.views.pictures import serve


@require_http_methods(["GET", "HEAD", "POST"])
def public_edit(request: HttpRequest) -> HttpResponse:
    """Choose what strangers may see; nobody sees it before it is published."""
    owner = signed_in(request)
    page = PublicPage.objects.owned_by(owner).first()
    if page is not None:
        page.owner = owner  # known already: no need to fetch it again
    else:
        page = PublicPage(owner=owner, slug=suggested_address(owner), display_name=owner.name)
    if request.method != "POST":
        return _edit(request, page, PublicPageForm(instance=page))
    if page.pk is None:  # the first save makes the row; two at once make one
        page, _created = PublicPage.objects.get_or_create(owner=owner)
    form = PublicPageForm(request.POST, instance=page)
    if form.is_valid():
        try:
            if form.save_edit():
                text = _("Saved. Strangers see it now.") if page.is_published else _("Saved. Nobody but you sees it yet.")
                messages.success(request, text)
                return redirect("portfolio:public_edit")
        except actions.AddressTakenError:
            form.add_error("slug", _("This address is not free. Choose another one."))
    return _edit(request, PublicPage.objects.owned_by(owner).get(), form, status=409 if form.conflict else 422)


def _edit(request: HttpRequest, page: PublicPage, form: PublicPageForm, status: int = 200) -> HttpResponse:
    context = {"page": page, "form": form, "parts": form.parts(), "prefix": request.build_absolute_uri("/p/")}
    return render(request, "portfolio/public_edit.html", context, status=status)


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


@require_safe
def public_preview(request: HttpRequest) -> HttpResponse:
    """The page exactly as a stranger would get it."""
    page = PublicPage.objects.owned_by(signed_in(request)).select_related("owner").first()
    if page is None or not page.slug:
        messages.info(request, _("Save the page first; then you can look at it."))
        return redirect("portfolio:public_edit")
    return HttpResponse(public.draw(page, _origin(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def public_publish(request: HttpRequest) -> HttpResponse:
    """Say what strangers will see, ask once, publish."""
    page = PublicPage.objects.owned_by(signed_in(request)).select_related("owner").first()
    if page is None or not page.slug:
        messages.info(request, _("Save the page first; then you can publish it."))
        return redirect("portfolio:public_edit")
    problem = ""
    if request.method == "POST":
        try:
            addresses.check_form(page.slug)
            actions.publish(page=page)
        except (actions.AddressTakenError, ValidationError):
            problem = _("The address “%(address)s” is not free any more. Go back and choose another one.") % {
                "address": page.slug
            }
        else:
            messages.success(request, _("Your page is public now."))
            return redirect("portfolio:public_edit")
    context = {"page": page, "sections": public.shown_sections(page), "problem": problem}
    context["address"] = request.build_absolute_uri(page.get_absolute_url())
    return render(request, "portfolio/public_publish.html", context, status=409 if problem else 200)


@require_POST
def public_take_down(request: HttpRequest) -> HttpResponse:
    """At once, without asking: publishing again is one click."""
    page = get_object_or_404(PublicPage.objects.owned_by(signed_in(request)))
    actions.take_down(page=page)
    messages.success(request, _("Your page is down. Nobody else can take its address for 90 days."))
    return redirect("portfolio:public_edit")


# --- What strangers see ----------------------------------------------------------------------------------------------

_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def _published(slug: str) -> PublicPage | None:
    pages = PublicPage.objects.filter(slug_key=address_key(slug)[:80], published_at__isnull=False)
    return pages.select_related("owner").filter(owner__is_active=True).first()


def _nothing(request: HttpRequest) -> HttpResponse:
    """A page that never was and one that is private are the same answer, to the byte."""
    body = render_to_string("portfolio/public/missing.html", {"language": get_language() or "en"})
    return _unkept(request, HttpResponse(body, status=404), listed=False)


def _unkept(request: HttpRequest, response: _Answer, *, listed: bool) -> _Answer:
    """Caches ask each time, so that what is taken down is gone with the next request."""
    if not request.user.is_authenticated:  # whoever is signed in gets no-store, like everywhere
        patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    if not listed:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@require_safe
def public_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Somebody's page, as they chose it."""
    page = _published(slug)
    if page is None:
        return _nothing(request)
    if slug != page.slug:
        return _unkept(request, redirect(page), listed=False)
    shown = drawn(page, _origin(request), get_language() or "en")
    response = HttpResponse(shown.body, headers={"ETag": shown.etag})
    answer = get_conditional_response(request, shown.etag, None, response) or response
    return _unkept(request, answer, listed=page.allow_indexing)


def _visible(request: HttpRequest, slug: str) -> PublicPage | None:
    """A published page; its owner finds its files before that too, for the look as a stranger."""
    page = _published(slug)
    if page is None and isinstance(request.user, User):
        page = PublicPage.objects.owned_by(request.user).filter(slug=slug).first()
    return page


@login_not_required
@require_safe
def public_picture(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The owner's picture, where the page shows it."""
    page = _visible(request, slug)
    profile = Profile.objects.filter(user_id=page.owner_id).exclude(avatar="").first() if page and page.show_picture else None
    if profile is None:
        return _nothing(request)
    response = serve(profile.avatar)
    return _unkept(request, response, listed=False)


@login_not_required
@require_safe
def public_image(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A picture of a project that the page shows in full."""
    page = _visible(request, slug)
    image = public.shown_image(page, pk) if page else None
    return _unkept(request, serve(image.file), listed=False) if image else _nothing(request)
