"""Notifications: the list, their settings, and the way out of mails."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import notifications as notices
from accounts import outbox
from accounts.models import Notification, NotificationChoice, User
from accounts.views import signed_in

SHOWN = 100


@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """The latest, the newest first."""
    owner = signed_in(request)
    own = list(Notification.objects.owned_by(owner).filter(in_app=True).select_related("about")[:SHOWN])
    unread = sum(row.read_at is None for row in own)
    if len(own) < SHOWN and unread != owner.unread:  # what was told about a deleted account went with it
        User.objects.filter(pk=owner.pk).update(unread=unread)
        owner.unread = unread
    texts = notices.sentences(own)
    rows = [
        {
            "pk": row.pk,
            "text": texts[row.pk],
            "when": date_format(timezone.localtime(row.created_at), "DATETIME_FORMAT"),
            "moment": row.created_at.isoformat(),
            "unread": row.read_at is None,
        }
        for row in own
    ]
    return render(request, "accounts/notifications.html", {"rows": rows})


@require_POST
def notification(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one: it counts as read, and its page comes up. A POST, since opening changes something."""
    row = get_object_or_404(Notification.objects.owned_by(signed_in(request)), pk=pk)
    notices.mark_read(owner=signed_in(request), pks=[row.pk])
    return redirect(row.url)


@require_POST
def notifications_read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    notices.mark_read(owner=signed_in(request))
    return redirect("notifications")


@require_http_methods(["GET", "HEAD", "POST"])
def notification_settings(request: HttpRequest) -> HttpResponse:
    """Per kind: in the app, by mail."""
    owner = signed_in(request)
    if request.method == "POST":
        sent = request.POST
        choices = {kind.key: (f"app-{kind.key}" in sent, f"mail-{kind.key}" in sent) for kind in notices.kinds()}
        notices.choose(owner=owner, choices=choices)
        messages.success(request, _("Saved."))
        return redirect("notification_settings")
    chosen = {choice.kind: choice for choice in NotificationChoice.objects.owned_by(owner)}
    rows = [
        {
            "key": kind.key,
            "label": kind.label,
            "in_app": kind.key not in chosen or chosen[kind.key].in_app,
            "by_mail": kind.key not in chosen or chosen[kind.key].by_mail,
        }
        for kind in notices.kinds()
    ]
    return render(request, "accounts/notification_settings.html", {"rows": rows})


@csrf_exempt  # The signed token is the right to do it; mail programs send the one-click POST without a cookie or a form.
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """No more mails of one kind. Opening the link changes nothing, since scanners open links too."""
    try:
        pk, key = outbox.read_unsubscribe_token(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    kind = next((kind for kind in notices.kinds() if kind.key == key), None)
    owner = User.objects.filter(pk=pk).first()
    if kind is None or owner is None:
        raise Http404
    if request.method == "POST":
        notices.stop_mails(owner=owner, kind=key)
    return render(request, "accounts/unsubscribe.html", {"kind": kind, "done": request.method == "POST"})
