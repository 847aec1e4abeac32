"""What other apps show on the page of a skill. roles knows none of them: each registers its panel when it starts."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from roles.guidance import Guidance
from roles.texts import SkillText

Panel = Callable[[HttpRequest, Guidance, SkillText], SafeString]
_panels: list[Panel] = []


def register(panel: Panel) -> None:
    """Show this on every page of a skill, in the order of registration; it draws a whole section, or nothing."""
    if panel not in _panels:
        _panels.append(panel)


def draw(request: HttpRequest, known: Guidance, skill: SkillText) -> SafeString:
    """All panels for a skill."""
    return mark_safe("".join(panel(request, known, skill) for panel in _panels))  # noqa: S308  (each is safe by its type)
