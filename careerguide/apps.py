"""The app that joins the others."""

from django.apps import AppConfig


class CareerguideConfig(AppConfig):
    """Registers the app."""

    name = "careerguide"
    verbose_name = "Careerguide"

    def ready(self) -> None:
        """Register the checks."""
        from careerguide import checks as checks
