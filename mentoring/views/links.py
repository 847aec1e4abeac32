"""Shows an invitation's link, the one time that it can be shown."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mentoring.actions import invitations as actions
from mentoring.models import Mentorship


def present_link(request: HttpRequest, mentorship: Mentorship, token: str) -> HttpResponse:
    """The page with the link, after mailing it when an address was given."""
    if not token:  # the form was sent before, or the invitation is gone: the link was shown then
        return redirect("mentoring:mentorship", pk=mentorship.pk)
    link = settings.SITE_URL + reverse("mentoring:invitation_link", args=[token])
    sent = actions.send_invitation(mentorship=mentorship, link=link) if mentorship.invited_email else None
    return render(request, "mentoring/invited.html", {"invitation": mentorship, "link": link, "sent": sent})
