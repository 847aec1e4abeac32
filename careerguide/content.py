"""All starter content, app by app, in the order that foreign keys need."""

from pathlib import Path

from careerguide.lib.content import Outcome
from interviews import content as interviews_content
from interviews import dump as interviews_dump
from portfolio import content as portfolio_content
from portfolio import dump as portfolio_dump
from roles import content as roles_content
from roles import dump as roles_dump

DUMPERS = (roles_dump.files, interviews_dump.files, portfolio_dump.files)
LOADERS = (roles_content.load, interviews_content.load, portfolio_content.load)


def load_all(folder: Path, outcome: Outcome, *, overwrite: bool) -> None:
    """Write everything in `folder`; raises ContentError and expects the caller's transaction."""
    for load in LOADERS:
        load(folder, outcome, overwrite=overwrite)


def dump_all(folder: Path) -> dict[Path, str]:
    """Every content file with what it should hold."""
    found: dict[Path, str] = {}
    for files in DUMPERS:
        found |= files(folder)
    return found
