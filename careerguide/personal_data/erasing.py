"""An account goes for good: all of it, or nothing when anything fails on the way."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.personal_data import waiting
from curation import credit
from interviews.models import Question
from mentoring.models import Mentorship

logger = logging.getLogger(__name__)


class LastSuperuserError(Exception):
    """Nobody would be left who can run the site."""


def is_last_superuser(user: User) -> bool:
    """Whether nobody else may do everything."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


@transaction.atomic
def erase(user: User, *, farewell: bool = True) -> None:
    """Delete the person and everything about them. Sessions and the farewell follow the commit, as files do with their rows.

    No `farewell` for those who had theirs: a restored backup brought them back.
    """
    superusers = User.objects.select_for_update().filter(is_superuser=True)
    list(superusers)  # two last ones who leave at the same moment must not both find the other
    if is_last_superuser(user):
        raise LastSuperuserError
    key, address, language = user.pk, user.email, user.language
    sessions = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    _forget_traces(user)
    transaction.on_commit(lambda: waiting.forget(user), robust=True)
    User.objects.get(pk=key).delete()
    transaction.on_commit(lambda: _end_sessions(sessions), robust=True)
    if farewell:
        transaction.on_commit(lambda: _say_farewell(address, language))


def _forget_traces(user: User) -> None:
    """What no foreign key leads to: addresses in invitations, credits, versions of private questions, the admin's log."""
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    for address in addresses:
        invited = Mentorship.objects.filter(invited_email__iexact=address)
        invited.filter(state=Mentorship.State.INVITED, revoked_at=None).update(revoked_at=timezone.now(), token_hash=None)
        invited.update(invited_email="")
    credit.forget(user)
    private = list(Question._base_manager.filter(owner=user).values_list("pk", flat=True))
    versions = apps.get_model("interviews", "HistoricalQuestion")._base_manager
    former = list(versions.filter(owner_id=user.pk).values_list("id", flat=True))
    apps.get_model("interviews", "HistoricalKeyPoint")._base_manager.filter(question_id__in=[*private, *former]).delete()
    versions.filter(Q(owner_id=user.pk) | Q(id__in=private)).delete()
    LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)).delete()


def _end_sessions(keys: Iterable[str]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in keys:
        store(key).delete(key)


def _say_farewell(address: str, language: str) -> None:
    """The account is gone; a farewell that cannot be sent must not look like a failed deletion."""
    with translation.override(language or settings.LANGUAGE_CODE):
        mail = EmailMessage(
            _("Your Careerguide account has been deleted"),
            _(
                "Your account and everything in it have been deleted, as you asked. Nothing is left to restore.\n\n"
                "If it was not you, tell whoever runs this site."
            ),
            to=[address],
        )
    try:
        mail.send()
    except (OSError, smtplib.SMTPException):
        logger.warning("The farewell of a deleted account could not be sent.")
