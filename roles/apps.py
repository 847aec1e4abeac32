"""The app of roles and skills: which job, and what it takes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    """Registers the app."""

    name = "roles"
    verbose_name = _("Roles and skills")

    def ready(self) -> None:
        """Connect the receivers, and tell the curators' start page what to count."""
        from roles import receivers  # noqa: F401  (importing connects them; it needs the app registry)
        from roles.attention import register_checks

        register_checks()
