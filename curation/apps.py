"""The app of those who keep the guidance right: their rights, and what learners suggest to them."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    """Registers the app."""

    name = "curation"
    verbose_name = _("Curation")

    def ready(self) -> None:
        """Let every `migrate` see to the groups."""
        from careerguide.lib.curation import checks
        from curation import notices
        from curation.models import Suggestion

        checks.register(
            _("suggestions that wait for an answer"),
            Suggestion,
            lambda: Suggestion.objects.waiting().count(),
            query="status__exact=waiting",
        )
        notices.register_all()
        post_migrate.connect(_grant, sender=self, dispatch_uid="groups of staff")


def _grant(**_kwargs: Any) -> None:
    from curation.rights import grant

    grant()
