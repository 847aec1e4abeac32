"""The small parts that recur on every page: the level meter, the rating control, and the row that rates a skill.

They are made here rather than in a template because a checklist draws 81 of each: prepared once per combination, a row
costs joining a few strings instead of a nested loop.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from roles.models import Level

if TYPE_CHECKING:
    from roles.queries import SkillRow


def meter(level: int, required: int, confirmed: int = 0) -> SafeString:
    """Four cells: filled up to the claimed level, hatched up to the required one, ringed up to the confirmed one."""
    return _meter(level, required, confirmed, translation.get_language() or "en")


@lru_cache(maxsize=512)
def _meter(level: int, required: int, confirmed: int, _language: str) -> SafeString:
    words = _("level %(level)s") % {"level": level}
    if required:
        words = _("level %(level)s of the %(required)s required") % {"level": level, "required": required}
    if confirmed:
        words += _("; level %(level)s confirmed by a mentor") % {"level": confirmed}
    cells = (
        (
            ("on" if cell <= level else "short" if cell <= required else "off")
            + (" sure" if cell <= confirmed else ""),
        )
        for cell in (1, 2, 3, 4)
    )  # fmt: skip
    return format_html(
        '<span class="meter" role="img" aria-label="{}">{}</span>', words, format_html_join("", '<i class="{}"></i>', cells)
    )


def rating_options(level: int | None, required: int) -> SafeString:
    """Five radio buttons, 0–4; the required level carries a notch."""
    return _options(level, required, translation.get_language() or "en")


@lru_cache(maxsize=128)
def _options(level: int | None, required: int, _language: str) -> SafeString:
    return format_html_join(
        "",
        '<label{}><input type="radio" name="level" value="{}"{} aria-label="{}">{}</label>',
        (
            (
                SafeString(' class="need"') if required and option == required else "",
                option.value,
                SafeString(" checked") if option == level else "",
                f"{option.value} {option.label}" + (f" ({_('required')})" if required and option == required else ""),
                option.value,
            )
            for option in Level
        ),
    )


def select_options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select: (value, label)."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected") if value == chosen else "", label) for value, label in choices),
    )


def rating_forms(
    rows: Iterable["SkillRow"], *, token: str, role_slug: str, here: str, saved: bool = False, explain: bool = True
) -> SafeString:
    """Rows that rate skills in place, each a form of its own; `here` is where a browser without scripts goes back to.

    What differs from row to row stands in as few places as possible: of what is the same, compression leaves next to nothing.
    """
    language = translation.get_language() or "en"
    hidden = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="role" value="{}">'
        '<input type="hidden" name="next" value="{}">{}<p>',
        token,
        role_slug,
        here,
        SafeString('<input type="hidden" name="explain" value="1">') if explain else "",
    )
    stale, done, ask, end = _words(language)
    drawn: list[str] = []
    for row in rows:
        start, link, middle, legend = _fixed_parts(row.href, row.name, row.description if explain else "")
        drawn += (start, hidden, link, _meter(row.level or 0, row.required, row.confirmed, language))
        if saved:
            drawn.append(done)
        if row.stale:
            drawn.append(stale)
        drawn.append(middle)
        if saved and (row.level or 0) > 2:
            drawn.append(f' <a href="{row.href}#evidence">{ask}</a>')
        drawn += (legend, _options(row.level, row.required, language), end)
    # Safe: every part was escaped where it was made.
    return mark_safe("".join(drawn))  # noqa: S308


@lru_cache(maxsize=1024)
def _fixed_parts(href: str, name: str, description: str) -> tuple[str, str, str, str]:
    """The parts of a row that no learner changes, in their order. Scripts take the address from `action`: see `site.js`."""
    safe_name = escape(name)
    return (
        f'<form class="skill" method="post" action="{href}rate/" hx-post="" hx-trigger="change, submit" hx-swap="outerHTML">',
        f'<a href="{href}">{safe_name}</a> ',
        f'</p><p class="soft">{escape(description)}' if description else "",
        f'</p><fieldset class="rate"><legend class="hidden">{safe_name}</legend>',
    )


@lru_cache(maxsize=8)
def _words(_language: str) -> tuple[str, str, str, str]:
    """The words of a row in the active language: stale, saved, the question, and the end with its button."""
    return (
        format_html(' <span class="tag gap">{}</span>', _("rated over a year ago")),
        format_html(' <small class="saved" role="status">{}</small>', _("Saved")),
        escape(_("What shows it?")),
        format_html('</fieldset><noscript><button class="button quiet">{}</button></noscript></form>\n', _("Save")),
    )
