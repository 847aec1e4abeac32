"""The two small parts that recur on every page: the level meter and the rating control.

They are made here rather than in a template because a checklist draws 81 of each: prepared once per combination, a row
costs a string replacement instead of a nested loop.
"""

from functools import lru_cache

from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from roles.models import Level


def meter(level: int, required: int) -> SafeString:
    """Four cells: filled up to the claimed level, hatched up to the required one."""
    return _meter(level, required, translation.get_language() or "en")


@lru_cache(maxsize=128)
def _meter(level: int, required: int, _language: str) -> SafeString:
    words = _("level %(level)s") % {"level": level}
    if required:
        words = _("level %(level)s of the %(required)s required") % {"level": level, "required": required}
    cells = (("on" if cell <= level else "short" if cell <= required else "off",) for cell in (1, 2, 3, 4))
    return format_html(
        '<span class="meter" role="img" aria-label="{}">{}</span>', words, format_html_join("", '<i class="{}"></i>', cells)
    )


def rating_options(slug: str, level: int | None, required: int) -> SafeString:
    """Five radio buttons, 0–4; the required level carries a notch. `slug` makes ids that keep focus across a swap."""
    # Safe: a slug is letters, digits, hyphens and underscores by its field's validator; the rest was escaped below.
    return mark_safe(_options(level, required, translation.get_language() or "en").replace("SLUG", slug))  # noqa: S308


@lru_cache(maxsize=128)
def _options(level: int | None, required: int, _language: str) -> str:
    return format_html_join(
        "",
        '<label{}><input type="radio" name="level" id="SLUG-{}" value="{}"{} aria-label="{}">{}</label>',
        (
            (
                SafeString(' class="need"') if required and option == required else "",
                option.value,
                option.value,
                SafeString(" checked") if option == level else "",
                f"{option.value} {option.label}" + (f" ({_('required')})" if required and option == required else ""),
                option.value,
            )
            for option in Level
        ),
    )
