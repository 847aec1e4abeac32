"""The résumé as Markdown, as plain text, and as one HTML file that needs nothing else."""

import re
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import pgettext

from portfolio.resume import sheet
from portfolio.resume.document import Document, Entry, Section

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$])")


def _plain(text: str) -> str:
    """A text as Markdown that shows the same characters."""
    return _MARKUP.sub(r"\\\1", text)


def _link(text: str, href: str) -> str:
    # Angle brackets keep parentheses and spaces of an address from ending the link.
    return f"[{_plain(text)}](<{href.replace('<', '%3C').replace('>', '%3E')}>)" if href else _plain(text)


def _markdown_entry(entry: Entry, form: str) -> list[str]:
    colon = pgettext("after a label", ": ")
    if form in {"row", "skills"}:
        tail = " – ".join(_plain(part) for part in (entry.detail, entry.period, ", ".join(entry.tags), entry.summary) if part)
        return [f"- {_link(entry.title, entry.href)}{colon if tail else ''}{tail}"]
    found = [f"### {_link(entry.title, entry.href)}{' · ' + _plain(entry.detail) if entry.detail else ''}", ""]
    if meta := " · ".join(_plain(part) for part in (entry.period, entry.place) if part):
        found += [meta, ""]
    if entry.summary:
        found += [_plain(entry.summary), ""]
    if entry.bullets:
        found += [*(f"- {_plain(bullet)}" for bullet in entry.bullets), ""]
    if entry.tags:
        found += [" · ".join(_plain(tag) for tag in entry.tags), ""]
    return found


def markdown(document: Document) -> str:
    """The résumé as Markdown."""
    with translation.override(document.language):
        found = [f"# {_plain(document.name)}", ""]
        if document.headline:
            found += [_plain(document.headline), ""]
        if document.contacts:
            found += [" · ".join(_link(contact.text, contact.href) for contact in document.contacts), ""]
        if document.summary:
            found += [_plain(document.summary), ""]
        for section in document.sections:
            found += [f"## {section.title}", ""]
            for entry in section.entries:
                found += _markdown_entry(entry, section.form)
            found.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip() + "\n"


def _text_entry(entry: Entry, section: Section) -> list[str]:
    head = " · ".join(part for part in (entry.title, entry.detail, entry.period, entry.place) if part)
    if section.form in {"row", "skills"}:
        return ["- " + " · ".join(part for part in (head, ", ".join(entry.tags), entry.summary) if part)]
    found = [head, *([entry.summary] if entry.summary else []), *(f"- {bullet}" for bullet in entry.bullets)]
    if entry.tags:
        found.append(" · ".join(entry.tags))
    return [*found, *([entry.href] if entry.href else []), ""]


def text(document: Document) -> str:
    """The résumé as plain text, for forms that take nothing else."""
    found = [part for part in (document.name, document.headline) if part]
    for contact in document.contacts:
        found.append(contact.text if not contact.href.startswith("http") else f"{contact.text}: {contact.href}")
    if document.summary:
        found += ["", document.summary]
    for section in document.sections:
        found += ["", section.title.upper(), ""]
        for entry in section.entries:
            found += _text_entry(entry, section)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip() + "\n"


def page(document: Document) -> str:
    """The résumé as one HTML file: its styles are inside, since it is opened from a disk."""
    styles = (settings.BASE_DIR / "static" / "css" / "resume-paper.css").read_text(encoding="utf-8")
    with translation.override(document.language):
        context: dict[str, Any] = {"document": document, "sheet": sheet.drawn(document)}
        body = render_to_string("portfolio/_resume_document.html", context)
        head = render_to_string("portfolio/resume_file.html", context)
    return head.replace("</head>", f"<style>\n{styles}</style>\n</head>").replace("<main></main>", f"<main>{body}</main>")
