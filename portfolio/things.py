"""The things that a public page can show, to tick: joined here, since a long record has hundreds of the same few controls."""

from collections.abc import Iterable, Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portfolio.showcase import Choice, Section

HIDDEN, SHORT, FULL = "", "short", "full"


def item_name(slug: str, pk: int) -> str:
    """What the control of a thing is called."""
    return f"item-{slug}-{pk}"


def things(section: Section, choices: Iterable[Choice], shown: Mapping[int, str]) -> SafeString:
    """A labelled control for each; `shown` tells how those are shown that are."""
    ways = [(HIDDEN, escape(_("not shown"))), (SHORT, escape(_("in short"))), (FULL, escape(_("in full")))]
    controls = {
        way: "".join(f'<option value="{value}"{" selected" if value == way else ""}>{word}</option>' for value, word in ways)
        for way, _word in ways
    }

    def draw(choice: Choice) -> str:
        name, way = item_name(section.slug, choice.pk), shown.get(choice.pk, HIDDEN)
        words = escape(f"{choice.label} ({choice.note})" if choice.note else choice.label)
        label = f'<label for="id_{name}">{words}</label>'
        if section.in_full:
            return f'<div class="field">{label}<select name="{name}" id="id_{name}">{controls[way]}</select></div>'
        ticked = " checked" if way else ""
        return f'<div class="field check"><input type="checkbox" name="{name}" id="id_{name}"{ticked}>{label}</div>'

    return mark_safe("".join(map(draw, choices)))  # noqa: S308  (words are escaped, the rest is our own)
