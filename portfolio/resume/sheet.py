"""The sections of a résumé as HTML: a full one has hundreds of small parts, joined here and placed by the template."""

from collections.abc import Collection
from html import escape

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override, pgettext

from portfolio.resume.document import Document, Entry, Section


def drawn(document: Document, weak: Collection[str] = ()) -> list[tuple[str, SafeString]]:
    """Title and facts of every section; `weak` are the claims to mark."""
    with override(document.language):  # its colons and commas are the résumé's, whoever reads the page
        # Safe: each part is escaped where it is placed.
        return [(section.title, mark_safe(_section(section, weak))) for section in document.sections]  # noqa: S308


def _section(section: Section, weak: Collection[str]) -> str:
    if section.form != "skills":
        return "".join(_entry(entry, weak) for entry in section.entries)
    colon, comma = pgettext("after a label", ": "), pgettext("list separator", ", ")
    return f'<ul class="paper-skills">{"".join(_skill(entry, colon, comma) for entry in section.entries)}</ul>'


def _title(entry: Entry) -> str:
    title = escape(entry.title)
    return (
        f'<strong><a href="{escape(entry.href)}" rel="nofollow noopener">{title}</a></strong>'
        if entry.href
        else (f"<strong>{title}</strong>")
    )


def _skill(entry: Entry, colon: str, comma: str) -> str:
    parts = ['<li dir="auto" class="long">' if entry.summary or entry.tags else '<li dir="auto">', _title(entry)]
    if entry.detail:
        parts.append(f' <span class="paper-soft">{escape(entry.detail)}</span>')
    if entry.tags:
        parts.append(escape(colon + comma.join(entry.tags)))
    if entry.summary:
        parts.append(f' <span class="paper-soft">–</span> {escape(entry.summary)}')
    return "".join((*parts, "</li>"))


def _entry(entry: Entry, weak: Collection[str]) -> str:
    detail = f' <span class="paper-soft">·</span> {escape(entry.detail)}' if entry.detail else ""
    parts = [f'<div class="paper-entry">\n<div class="paper-line" dir="auto"><p>{_title(entry)}{detail}</p>']
    if when_and_where := " · ".join(filter(None, (entry.period, entry.place))):
        parts.append(f'<p class="paper-soft">{escape(when_and_where)}</p>')
    parts.append("</div>\n")
    if entry.summary:
        parts.append(f'<div dir="auto">{linebreaks(entry.summary, autoescape=True)}</div>\n')
    if entry.bullets:
        parts += ("<ul>", *(_bullet(bullet, bullet in weak) for bullet in entry.bullets), "</ul>\n")
    if entry.tags:
        parts.append(f'<p class="paper-soft">{escape(" · ".join(entry.tags))}</p>\n')
    return "".join((*parts, "</div>"))


def _bullet(text: str, is_weak: bool) -> str:
    return f'<li dir="auto"><span class="weak">{escape(text)}</span></li>' if is_weak else f'<li dir="auto">{escape(text)}</li>'
