"""Suggestions answered, as notifications: in the app and by mail, in the reader's language."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import notifications
from accounts.models import User
from accounts.notifications import Kind
from curation.models import Suggestion
from curation.telling import add_teller

KINDS = (
    Kind(
        "suggestion-accepted",
        _("A suggestion of yours is accepted"),
        _("The curators accepted your suggestion “%(subject)s”. Thank you. %(reason)s"),
    ),
    Kind(
        "suggestion-declined",
        _("A suggestion of yours is declined"),
        _("The curators did not take over your suggestion “%(subject)s”: %(reason)s"),
    ),
)


def tell(user: User, kind: str, *, suggestion: Suggestion, reason: str) -> None:
    """Write the notification; runs in the transaction of the answer."""
    url = reverse("curation:suggestion_list")
    notifications.notify(owner=user, kind=kind, url=url, subject=suggestion.proposed[:80], reason=reason[:400])


def register_all() -> None:
    """Make the kinds known, and this way of telling."""
    notifications.register(*KINDS)
    add_teller(tell)
