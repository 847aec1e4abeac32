"""`manage.py load_content`: bring the starter content into the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from careerguide.content import load_all
from careerguide.lib.content import ContentError, Outcome


class Command(BaseCommand):
    """Load every content file in one transaction, keeping what curators edited."""

    help = "Loads content/ into the database. Rows that a curator has edited are kept, unless --overwrite."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where from, and how boldly."""
        parser.add_argument("--from", dest="folder", type=Path, default=settings.BASE_DIR / "content")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be added, changed and kept")
        parser.add_argument("--overwrite", action="store_true", help="also rewrite rows that a curator has edited")

    def handle(self, *_args: Any, folder: Path, overwrite: bool, dry_run: bool, verbosity: int, **_options: Any) -> None:
        """Load, and say what came of it."""
        outcome = Outcome()
        try:
            with transaction.atomic():
                load_all(folder, outcome, overwrite=overwrite)
                if dry_run:
                    transaction.set_rollback(True)
        except ContentError as error:
            raise CommandError(f"{error}\nNothing was changed.") from error
        if verbosity > 1 or dry_run:
            for verb, labels in (("added", outcome.added), ("changed", outcome.changed)):
                for label in labels:
                    self.stdout.write(f"{verb} {label}")
        for label in outcome.kept:
            self.stdout.write(f"kept {label}: edited here since it was loaded")
        for label in outcome.gone:
            self.stdout.write(f"not in the files any more: {label}; it is still public: keep it, or retire it in the admin")
        self.stdout.write(
            f"{'Nothing was written. ' if dry_run else ''}{len(outcome.added)} added, {len(outcome.changed)} changed, "
            f"{len(outcome.kept)} kept as edited, {outcome.unchanged} left alone"
        )
