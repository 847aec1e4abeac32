"""The rows of the materials, each with its buttons; a row that was edited in place comes back the same way."""

from collections.abc import Iterable
from html import escape

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portfolio.resume.material import Fact


def entry_rows(facts: Iterable[Fact], *, saved: bool = False) -> SafeString:
    """Somebody's own entries as rows of a list."""
    edit, delete = escape(_("Edit")), escape(_("Delete"))
    done = f' <small class="saved" role="status">{escape(_("Saved"))}</small>' if saved else ""
    languages = {code: escape(str(name)) for code, name in settings.LANGUAGES}

    def draw(fact: Fact) -> str:
        key, href, title = fact.key, fact.edit_href, escape(fact.set.title)
        language = languages[fact.entry.language] if fact.entry else ""
        period = f" <small>{escape(fact.set.period)}</small>" if fact.set.period else ""
        return (
            f'<li class="material" id="{key}">\n<p><strong dir="auto">{escape(str(fact.entry))}</strong>{period}'
            f' <span class="tag">{language}</span>{done}</p>\n'
            f'<p class="row"><a class="plain" id="edit-{key}" href="{href}" hx-get="{href}" hx-target="#{key}"'
            f' hx-swap="outerHTML">{edit}<span class="hidden"> {title}</span></a>\n'
            f'<a class="plain" href="{href}delete/">{delete}<span class="hidden"> {title}</span></a></p>\n</li>\n'
        )

    return mark_safe("".join(map(draw, facts)))  # noqa: S308  (every part is escaped where it is placed)
