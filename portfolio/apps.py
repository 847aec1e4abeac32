"""The app of work to show: projects, the résumé, the brand plan, the public page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    """Registers the app."""

    name = "portfolio"
    verbose_name = _("Portfolio")
