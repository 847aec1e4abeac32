"""All starter content, app by app, in the order that foreign keys need."""

from pathlib import Path

from careerguide.lib.content import Outcome
from interviews import content as interviews_content
from portfolio import content as portfolio_content
from roles import content as roles_content

LOADERS = (roles_content.load, interviews_content.load, portfolio_content.load)


def load_all(folder: Path, outcome: Outcome, *, overwrite: bool) -> None:
    """Write everything in `folder`; raises ContentError and expects the caller's transaction."""
    for load in LOADERS:
        load(folder, outcome, overwrite=overwrite)
