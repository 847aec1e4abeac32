"""What the frame of every page needs to know."""

from django.http import HttpRequest

THEMES = ("light", "dark")


def chosen_theme(request: HttpRequest) -> str:
    """The theme chosen on this device, or an empty string for the system's."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else ""


def appearance(request: HttpRequest) -> dict[str, str]:
    """The theme for the page's root element."""
    return {"theme": chosen_theme(request)}
