"""A résumé ready to be set: plain values in the language of the version, the same for page, PDF, Markdown and text."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portfolio.models import EntryKind, ResumeEntry, ResumeVersion
from portfolio.resume import texts
from portfolio.resume.kinds import SECTION_TITLES


@dataclass(slots=True)
class Entry:
    """One fact, set: `title · detail` on the left, period and place on the right, text and bullets below."""

    title: str
    detail: str = ""
    href: str = ""
    place: str = ""
    period: str = ""
    summary: str = ""
    bullets: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    key: str = ""


@dataclass(slots=True)
class Section:
    """A heading with its facts; `form` is how they are set: in full, one a row, or in one flowing line."""

    key: str
    title: str
    form: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Contact:
    """A way to reach the person."""

    text: str
    href: str = ""


@dataclass(slots=True)
class Document:
    """The whole résumé."""

    language: str
    name: str
    headline: str
    contacts: list[Contact]
    summary: str
    sections: list[Section]
    paper: str
    density: str

    def as_plain(self) -> dict[str, Any]:
        """As dictionaries and lists."""
        return asdict(self)


FORMS = {
    "experience": "full", "projects": "full", "volunteering": "full", "education": "full", "publications": "full",
    "awards": "full", "certificates": "row", "languages": "row", "skills": "skills", "interests": "row", "references": "full",
}  # fmt: skip


def joined(*parts: str) -> str:
    """The parts that are there, as the active language lists them."""
    return _(", ").join(part for part in parts if part)


def set_entry(entry: ResumeEntry) -> Entry:
    """A stored fact as it stands on the page; dates and lists in the active language."""
    found = Entry(
        title=entry.title,
        detail=entry.organisation,
        href=entry.url,
        place=entry.place,
        period=entry.period,
        summary=entry.summary,
        bullets=texts.items(entry.highlights),
        tags=texts.items(entry.keywords),
        key=f"entry-{entry.pk}",
    )
    match entry.kind:
        case EntryKind.EDUCATION:
            found.title, found.detail = entry.organisation, joined(entry.title, entry.detail)
            found.summary = _("Grade: %(grade)s") % {"grade": entry.summary} if entry.summary else ""
        case EntryKind.SKILL | EntryKind.LANGUAGE:
            found.detail = entry.detail
        case EntryKind.INTEREST:
            found.detail, found.tags = joined(*found.tags), []
    if not found.title:
        found.title, found.detail = found.detail, ""
    return found


def contacts(version: ResumeVersion, links: Sequence[ResumeEntry]) -> list[Contact]:
    """How to reach the person, then where else they are; what is empty is left out."""
    place = joined(version.city, version.region, version.country_code)
    found = [Contact(place)] if place else []
    if version.email:
        found.append(Contact(version.email, f"mailto:{version.email}"))
    if version.phone:
        found.append(Contact(version.phone, "tel:" + "".join(c for c in version.phone if c.isdigit() or c == "+")))
    if version.website:
        found.append(Contact(_bare(version.website), version.website))
    for link in links:
        found.append(Contact(" ".join(filter(None, (link.title, link.detail))) or _bare(link.url), link.url))
    return found


def _bare(url: str) -> str:
    """An address as people write it."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def compose(version: ResumeVersion, facts: dict[str, list[Entry]], links: Sequence[ResumeEntry]) -> Document:
    """Everything that the version shows, in its order; the caller has made the version's language the active one."""
    sections = [
        Section(key, str(SECTION_TITLES[key]), FORMS[key], facts[key]) for key in version.shown_sections() if facts.get(key)
    ]
    return Document(
        language=version.language,
        name=version.full_name,
        headline=version.headline,
        contacts=contacts(version, links),
        summary=version.summary,
        sections=sections,
        paper=version.paper,
        density=version.density,
    )
