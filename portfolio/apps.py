"""The app of work to show: projects, the résumé, the brand plan, the public page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    """Registers the app."""

    name = "portfolio"
    verbose_name = _("Portfolio")

    def ready(self) -> None:
        """Connect the receivers, and offer the résumé and the plan to the public page."""
        from portfolio import receivers  # noqa: F401  (importing connects them; it needs the app registry)
        from portfolio.brand import public as brand_public  # noqa: F401  (importing registers its section)
        from portfolio.resume import public  # noqa: F401  (importing registers its sections)
