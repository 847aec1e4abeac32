"""The app of work to show: projects, the résumé, the brand plan, the public page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    """Registers the app."""

    name = "portfolio"
    verbose_name = _("Portfolio")

    def ready(self) -> None:
        """Connect the receivers."""
        from portfolio import receivers  # noqa: F401  (importing connects them; it needs the app registry)
