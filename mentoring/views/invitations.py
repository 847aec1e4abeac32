"""Inviting a mentor, and the page behind the link."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.secret_addresses import digest
from mentoring import access
from mentoring.actions import invitations as actions
from mentoring.forms import DeclineForm, InviteForm
from mentoring.models import Mentorship
from mentoring.views.links import present_link

SESSION_KEY = "invitation"


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Choose what to share, then invite by link or mail."""
    learner = signed_in(request)
    form = InviteForm(request.POST or None, initial={"scopes": ["skills"]})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row, token = actions.invite(
            learner=learner, scopes=data["scopes"], until=data["until"], email=data["email"], form_key=data["form_key"]
        )
        return present_link(request, row, token)
    return render(request, "mentoring/invite.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_POST
def revoke(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take an invitation back."""
    row = access.own_mentorship(signed_in(request), pk)
    if actions.revoke(mentorship=row):
        messages.success(request, _("The invitation was taken back. Its link no longer works."))
    return redirect("mentoring:home")


@login_not_required
@require_safe
def invitation_link(request: HttpRequest, token: str) -> HttpResponse:
    """Move the token out of the address, whatever it is worth: nothing is looked up, so nothing can be told from the answer."""
    request.session[SESSION_KEY] = digest(token[:200])
    response = _guarded(redirect("mentoring:invitation"))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_safe
def invitation(request: HttpRequest) -> HttpResponse:
    """Who invites, what is shared, until when; before signing up. Opening it changes nothing."""
    row = _invited(request)
    if row is None:
        return _guarded(render(request, "mentoring/invitation_closed.html", status=404))
    person = request.user if isinstance(request.user, User) else None
    context = {
        "invitation": row,
        "obstacle": actions.obstacle(mentorship=row, person=person) if person else "",
        "form": DeclineForm(),
    }
    return _guarded(render(request, "mentoring/invitation.html", context))


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Become the mentor."""
    row, person = _invited(request), signed_in(request)
    if row is None:
        return _guarded(render(request, "mentoring/invitation_closed.html", status=404))
    if actions.obstacle(mentorship=row, person=person) or not actions.accept(mentorship=row, person=person):
        return redirect("mentoring:invitation")
    request.session.pop(SESSION_KEY, None)
    messages.success(request, _("You are now %(person)s's mentor.") % {"person": row.learner.get_short_name()})
    return redirect("mentoring:mentee", pk=row.pk)


@login_not_required
@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    """Say no; nobody has to sign up for that, unless the invitation was for one address only."""
    row, form = _invited(request), DeclineForm(request.POST)
    if row is None:
        return _guarded(render(request, "mentoring/invitation_closed.html", status=404))
    person = request.user if isinstance(request.user, User) else None
    if person and actions.obstacle(mentorship=row, person=person) and row.invited_email:
        return redirect("mentoring:invitation")
    if not form.is_valid():
        return _guarded(render(request, "mentoring/invitation.html", {"invitation": row, "form": form}, status=422))
    actions.decline(mentorship=row, reason=form.cleaned_data["reason"])
    request.session.pop(SESSION_KEY, None)
    messages.success(request, _("You declined. Thank you for saying so."))
    return redirect("home")


def _invited(request: HttpRequest) -> Mentorship | None:
    """The invitation that this browser came with, if it still stands. Expired, used, taken back, unknown: all alike."""
    held = request.session.get(SESSION_KEY, "")
    return Mentorship.objects.invited().select_related("learner").filter(token_hash=held).first() if held else None


def _guarded(response: HttpResponse) -> HttpResponse:
    """Not kept by the browser, also for guests."""
    # Not `no-referrer`: a form of such a page is sent with the origin “null”, which the check against forgery refuses. The
    # address of the page behind the link holds no token.
    response.headers["Cache-Control"] = "private, no-store"
    return response
