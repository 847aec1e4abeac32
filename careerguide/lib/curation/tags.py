"""Template tags of the curators' pages, loaded as `curation_tags`."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

NAMELESS = {'<th class="original"></th>': '<td class="original"></td>', "<th></th>": "<td></td>"}


@register.filter
def without_nameless_headings(drawn: SafeString) -> SafeString:
    """Django's table of an inline begins with a heading that has no name, and one to look at ends with another; a cell that
    heads nothing is no heading.
    """
    for heading, cell in NAMELESS.items():
        drawn = mark_safe(drawn.replace(heading, cell))  # noqa: S308  # drawn by Django, escaped there
    return drawn
