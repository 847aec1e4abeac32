"""`manage.py compile_catalogues`: make the .mo files that gettext reads, without any system tool."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Compile each locale's django.po that is newer than its django.mo."""

    help = "Compiles locale/*/LC_MESSAGES/django.po where it is newer than what was compiled last."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile what is stale."""
        for folder in settings.LOCALE_PATHS:
            for source in Path(folder).glob("*/LC_MESSAGES/django.po"):
                compiled = source.with_suffix(".mo")
                if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                    polib.pofile(str(source)).save_as_mofile(str(compiled))
                    self.stdout.write(f"compiled {source.parent.parent.name}")
