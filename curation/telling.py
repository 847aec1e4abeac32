"""Telling people what became of what they suggested. Other parts of the product may add ways, such as mail."""

from collections.abc import Callable
from typing import Any

from accounts.models import User

Teller = Callable[..., None]
_tellers: list[Teller] = []


def add_teller(teller: Teller) -> None:
    """Have this called as `teller(user, kind, **facts)` for everything that people are told."""
    if teller not in _tellers:
        _tellers.append(teller)


def notify(user: User, kind: str, **facts: Any) -> None:
    """Tell a person by every way there is; the list of their suggestions tells them in any case."""
    for teller in _tellers:
        teller(user, kind, **facts)
