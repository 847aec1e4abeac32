"""The app of the job search: questions, practice, mock rounds, applications."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    """Registers the app."""

    name = "interviews"
    verbose_name = _("Interviews")

    def ready(self) -> None:
        """Listen for changes of the guidance, and hang the questions onto the pages of skills."""
        from interviews import receivers  # noqa: F401  (importing connects them; it needs the app registry)
        from interviews.attention import register_checks
        from interviews.offers import register
        from interviews.skill_panel import panel
        from roles import panels

        register_checks()
        register()
        panels.register(panel)
