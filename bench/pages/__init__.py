"""What is measured: one module per app, each with `PAGES` and, when its pages need data, `prepare(user)`.

A new app adds a module here and nothing else. Django may be imported only inside `prepare`, since the judge reads the
targets without setting Django up.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A request that is measured, and what it may cost: the ratio to the floor, queries, and kilobytes as sent (gzip)."""

    path: str
    target: float = 1.0
    queries: int = 6
    kilobytes: float | None = None
    guest: bool = False
    unchanged: bool = False
    """Ask as a browser that has the page: the answer must be 304."""
    send: Callable[[int], Fields] | None = None
    """Post these fields, as htmx does; called with the number of the request, so that each one can differ."""


def modules() -> list[ModuleType]:
    """The modules of all apps, by name."""
    return [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]


def all_pages() -> dict[str, Page]:
    """Every page by the name that the table prints."""
    return {name: page for module in modules() for name, page in module.PAGES.items()}


def prepare_all(user: "User") -> None:
    """Give the measured learner everything that the pages show."""
    for module in modules():
        if hasattr(module, "prepare"):
            module.prepare(user)
