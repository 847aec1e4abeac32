"""Inviting, accepting, declining, taking back."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.notifications import notify
from mentoring.models import MentorSettings, Mentorship, Scope


@transaction.atomic
def invite(
    *, learner: User, scopes: Sequence[str], until: date | None, email: str, form_key: uuid.UUID
) -> tuple[Mentorship, str]:
    """An invitation and its token, which is told once and kept nowhere; an empty token when the form was sent before."""
    row = Mentorship(learner=learner, scopes=in_order(scopes), until=until, invited_email=email.lower(), form_key=form_key)
    token = row.new_token()
    known = Mentorship.objects.filter(learner=learner, form_key=form_key).first()
    if known:
        return known, ""
    row.save()
    return row, token


def in_order(scopes: Sequence[str]) -> list[str]:
    """Known kinds only, each once, in their order."""
    return [scope.value for scope in Scope if scope.value in set(scopes)]


def send_invitation(*, mentorship: Mentorship, link: str) -> bool:
    """Mail the link to the address that was given, in the inviting person's language; tells whether the mail server took it.

    Outside any transaction, and from memory: the link is stored nowhere, so a mail that was lost is made good by a new link.
    """
    context = {"mentorship": mentorship, "person": mentorship.learner.get_short_name(), "link": link}
    subject = _("%(person)s asks you to be their mentor") % {"person": mentorship.learner.get_short_name()}
    try:
        body = render_to_string("mentoring/invitation_mail.txt", context)
        send_mail(" ".join(subject.split())[:150], body, None, [mentorship.invited_email])
    except OSError:
        return False
    Mentorship.objects.filter(pk=mentorship.pk).update(mail_sent_at=timezone.now())
    return True


def renew(*, mentorship: Mentorship) -> str:
    """A new link for seven days; the old one stops working. An empty string when it was accepted or taken back meanwhile."""
    token = mentorship.new_token()
    open_rows = Mentorship.objects.filter(pk=mentorship.pk, state=Mentorship.State.INVITED, revoked_at__isnull=True)
    changed = open_rows.update(token_hash=mentorship.token_hash, expires_at=mentorship.expires_at, mail_sent_at=None)
    return token if changed else ""


def revoke(*, mentorship: Mentorship) -> bool:
    """Take an invitation back; tells whether it was still open."""
    open_rows = Mentorship.objects.filter(pk=mentorship.pk, state=Mentorship.State.INVITED, revoked_at__isnull=True)
    return bool(open_rows.update(revoked_at=timezone.now(), token_hash=None))


def obstacle(*, mentorship: Mentorship, person: User) -> str:
    """Why this person cannot accept, in words for them; an empty string when they can."""
    if mentorship.learner_id == person.pk:
        return _("This is your own invitation. Send its link to the person you want as a mentor.")
    address = mentorship.invited_email
    verified = person.emailaddress_set.filter(verified=True)  # type: ignore[attr-defined]  # allauth's reverse relation
    if address and not verified.filter(email__iexact=address).exists():
        return _("This invitation was sent to another address. Sign in with that one, or ask for a new invitation.")
    if Mentorship.objects.running().filter(learner=mentorship.learner_id, mentor=person).exists():
        return _("You are this person's mentor already.")
    limits = MentorSettings.objects.filter(user=person).first()
    if limits and not limits.accepting:
        return _("You have set that you take no new mentees. Change that first, if you want to accept.")
    most = limits.capacity if limits else None
    if most is not None and Mentorship.objects.running().filter(mentor=person).count() >= most:
        return _("You have as many mentees as you set as your most. Raise it first, if you want to accept.")
    return ""


def accept(*, mentorship: Mentorship, person: User) -> bool:
    """Become the mentor, if the invitation still stands at the moment of the write; tells whether it did."""
    try:
        with transaction.atomic():
            open_rows = Mentorship.objects.invited().filter(pk=mentorship.pk, mentor__isnull=True).exclude(learner=person)
            # Single use: the condition is part of the UPDATE, so of many at once exactly one finds the row.
            if not open_rows.update(mentor=person, state=Mentorship.State.ACTIVE, accepted_at=timezone.now(), token_hash=None):
                return False
            url = reverse("mentoring:mentorship", args=[mentorship.pk])
            notify(owner=mentorship.learner, kind="invitation_accepted", url=url, about=person)
    except IntegrityError:  # a second invitation of the same learner, accepted in another tab
        return False
    return True


@transaction.atomic
def decline(*, mentorship: Mentorship, reason: str) -> bool:
    """Say no, with or without a reason."""
    declined = Mentorship.objects.invited().filter(pk=mentorship.pk)
    if not declined.update(state=Mentorship.State.DECLINED, decline_reason=reason, token_hash=None):
        return False
    url = reverse("mentoring:mentorship", args=[mentorship.pk])
    notify(owner=mentorship.learner, kind="invitation_declined", url=url, reason=reason)
    return True
