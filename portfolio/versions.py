"""Several rows that are edited as one page: the project's version guards them together."""

from collections.abc import Callable

from django.db import transaction

from portfolio.models import Project


def write_with(project: Project, expected: int, write: Callable[[], None]) -> bool:
    """Run `write` if the project still has version `expected`, and raise it; tells whether it had. All or nothing."""
    with transaction.atomic():
        if not project.save_edit([], expected=expected):
            return False
        write()
    return True
