"""`manage.py dump_content`: write what curators have made back into the content files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from careerguide.content import dump_all
from careerguide.lib import dumping


class Command(BaseCommand):
    """Write files, each record that says the same keeping its bytes, so that the difference can be read and contributed."""

    help = "Writes published and retired guidance into content/. Drafts are not written. What is unchanged keeps its bytes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("--to", dest="folder", type=Path, default=settings.BASE_DIR / "content")
        parser.add_argument("--dry-run", action="store_true", help="only name the files that would change")

    def handle(self, *_args: Any, folder: Path, dry_run: bool, **_options: Any) -> None:
        """Write, and name each file that changed."""
        changed = 0
        for path, text in dump_all(folder).items():
            if text == dumping.read(path):
                continue
            changed += 1
            self.stdout.write(f"{'would write' if dry_run else 'wrote'} {path.relative_to(folder)}")
            if not dry_run:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        self.stdout.write(f"{changed} {'file' if changed == 1 else 'files'} changed")
