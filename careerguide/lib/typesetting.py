"""What the two languages set differently between their sentences."""

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def gap() -> str:
    """The space after a sentence or a colon, before more follows: Chinese has none, as its full-width marks bring their own."""
    return "" if (get_language() or "").startswith("zh") else " "
