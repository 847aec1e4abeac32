"""The app between two people: invitations, shares, reviews, endorsements."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringConfig(AppConfig):
    """Registers the app."""

    name = "mentoring"
    verbose_name = _("Mentoring")
