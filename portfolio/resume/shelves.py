"""The material of the workbench, section by section: what a version picks, and what it could.

A full record has more than a hundred rows of the same few buttons, so rows are joined here and placed by the template.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portfolio.models import SECTIONS
from portfolio.resume.kinds import KINDS, SECTION_TITLES
from portfolio.resume.material import Assembled, Fact


@dataclass(frozen=True, slots=True)
class Shelf:
    """One section in the editor, with its rows as HTML."""

    key: str
    title: str
    shown: bool
    steps: SafeString
    """Its own buttons; none for what always stands in the head."""
    picked: SafeString
    free: SafeString
    left: str
    """How many there are to pick, in words."""
    adders: SafeString


class _Words(NamedTuple):
    """What stands on the buttons of every row."""

    up: str
    down: str
    drop: str
    add: str
    show: str
    hide: str
    asking: str
    """The end of an address that leads back to this version."""


def shelves(assembled: Assembled) -> list[Shelf]:
    """Links first, since they stand in the head; then the shown sections in their order; then the hidden ones."""
    version = assembled.version
    shown = version.shown_sections()
    taken = {fact.key for facts in assembled.chosen.values() for fact in facts}
    free: dict[str, list[Fact]] = {}
    for fact in assembled.material.values():
        # An entry in the other language is offered by way of a translation, never mixed in.
        if fact.key not in taken and (fact.entry is None or fact.entry.language == version.language):
            free.setdefault(fact.section, []).append(fact)
    words = _Words(*_button_words(), f"?version={version.pk}")
    # One address with a mark in place of the kind: `reverse` for each would cost more than the rest of the shelf.
    pattern = reverse("portfolio:resume_entry_create", args=["kind"]) + words.asking

    def shelf(key: str) -> Shelf:
        left, title = len(free.get(key, ())), str(SECTION_TITLES[key])
        return Shelf(
            key,
            title,
            key in shown or key == "links",
            SafeString("") if key == "links" else _steps(key, escape(title), words, shown=key in shown),
            _rows(_picked, assembled.chosen.get(key, ()), words),
            _rows(_free, free.get(key, ()), words),
            ngettext("%(left)s left to pick", "%(left)s left to pick", left) % {"left": left},
            _adders(key, pattern),
        )

    return [shelf(key) for key in (*shown, *(key for key in SECTIONS if key not in shown), "links")]


def _button_words() -> tuple[str, str, str, str, str, str]:
    words = (_("Move up"), _("Move down"), _("Leave out"), _("Add"), _("Show"), _("Hide"))
    up, down, drop, add, show, hide = map(escape, words)
    return up, down, drop, add, show, hide


def _steps(key: str, title: str, words: _Words, *, shown: bool) -> SafeString:
    """The buttons of a section: its place among the others, and whether it is shown."""
    verb, word = ("hide", words.hide) if shown else ("show", words.show)
    moves = (
        f'<button class="plain" id="earlier-{key}" name="do" value="earlier:{key}" aria-label="{words.up}: {title}">↑</button>'
        f'<button class="plain" id="later-{key}" name="do" value="later:{key}" aria-label="{words.down}: {title}">↓</button>'
        if shown
        else ""
    )
    toggle = (
        f'<button class="plain" id="toggle-{key}" name="do" value="{verb}:{key}">{word}'
        f'<span class="hidden"> {title}</span></button>'
    )
    return mark_safe(moves + toggle)  # noqa: S308  (words and title come escaped, keys are our own)


def _rows(draw: Callable[[Fact, _Words], str], facts: Iterable[Fact], words: _Words) -> SafeString:
    return mark_safe("".join(draw(fact, words) for fact in facts))  # noqa: S308  (every part is escaped where it is placed)


def _beside(fact: Fact) -> str:
    said = " · ".join(filter(None, (fact.set.detail, fact.set.period)))
    return f" <small>{escape(said)}</small>" if said else ""


def _picked(fact: Fact, words: _Words) -> str:
    key, title, href = fact.key, escape(fact.set.title), fact.edit_href + (words.asking if fact.entry else "")
    return (
        f'<li><span dir="auto"><a href="{href}">{title}</a>{_beside(fact)}</span><span class="steps-of">'
        f'<button class="plain" id="up-{key}" name="do" value="up:{key}" aria-label="{words.up}: {title}">↑</button>'
        f'<button class="plain" id="down-{key}" name="do" value="down:{key}" aria-label="{words.down}: {title}">↓</button>'
        f'<button class="plain" id="drop-{key}" name="do" value="drop:{key}" aria-label="{words.drop}: {title}"'
        f' title="{words.drop}">×</button></span></li>'
    )


def _free(fact: Fact, words: _Words) -> str:
    key, title = fact.key, escape(fact.set.title)
    return (
        f'<li><span dir="auto">{title}{_beside(fact)}</span><button class="plain" id="add-{key}" name="do" value="add:{key}"'
        f' aria-label="{words.add}: {title}">+ {words.add}</button></li>'
    )


def _adders(section: str, pattern: str) -> SafeString:
    """Ways to a new fact of each kind that stands in this section."""
    links = (
        f'<a href="{pattern.replace("/kind/", f"/{kind.key.value}/")}">+ {escape(str(kind.label))}</a>'
        for kind in KINDS.values()
        if kind.section == section
    )
    return mark_safe("".join(links))  # noqa: S308  (labels are escaped, keys are our own)
