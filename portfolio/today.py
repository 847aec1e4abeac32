"""What *today* shows of the portfolio."""

from datetime import date

from accounts.models import User
from portfolio.brand.plan import DueAction, due_soon


def panel(user: User, today: date) -> list[DueAction]:
    """Brand actions that are late or fall due within a week; drawn by `portfolio/_today.html` as `due`."""
    return due_soon(user, today)
