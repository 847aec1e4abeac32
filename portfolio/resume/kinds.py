"""The kinds of facts: one table that forms, import, export and documents all read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from careerguide.lib.columns import column
from portfolio.models.resume_entry import EntryKind, PartialDateField, ResumeEntry

SECTION_TITLES: dict[str, Promise] = {
    "experience": _("Experience"),
    "projects": _("Projects"),
    "education": _("Education"),
    "skills": _("Skills"),
    "publications": _("Publications"),
    "awards": _("Awards"),
    "certificates": _("Certificates"),
    "volunteering": _("Volunteer work"),
    "languages": _("Languages"),
    "interests": _("Interests"),
    "references": _("References"),
    "links": _("Links"),
}
LISTS = {"highlights", "keywords"}
"""Fields with one item a line: arrays in JSON."""
Label = Promise | str
WHAT_YOU_ACHIEVED = _("what you achieved")
CLAIMS = _("One a line: what you did, by how much it changed what, and where that can be seen.")
ONE_A_LINE = _("One a line.")
WHEN = _("A year or a month: 2024 or 2024-03.")
SHORT = _("in one or two sentences")


@dataclass(frozen=True, slots=True)
class Field:
    """What a field of the table means for one kind; `json` is its property, a list when `many`."""

    label: Label
    json: str
    help: Label = ""
    required: bool = False
    many: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of fact. `open_ended` ones may last to the present."""

    key: EntryKind
    section: str
    json_section: str
    fields: Mapping[str, Field]

    @property
    def open_ended(self) -> bool:
        """Whether it has an end, and so may have none yet."""
        return "end" in self.fields

    @cached_property
    def form_fields(self) -> list[str]:
        """What a person edits, in the order of the form."""
        names = list(self.fields)
        if self.open_ended:
            names.insert(names.index("end") + 1, "current")
        return [*names, "language"]

    @property
    def label(self) -> str:
        """“job”, “award”, …"""
        return str(self.key.label)


def model_field(name: str) -> models.Field[Any, Any]:
    """The column."""
    return column(ResumeEntry, name)


def is_date(name: str) -> bool:
    """Whether the column holds a partial date."""
    return isinstance(model_field(name), PartialDateField)


def _link(json: str = "url") -> Field:
    return Field(_("link"), json)


_SPAN = {
    "start": Field(pgettext_lazy("dates", "from"), "startDate", WHEN),
    "end": Field(pgettext_lazy("dates", "to"), "endDate", WHEN),
}
_DONE = {"summary": Field(SHORT, "summary"), "highlights": Field(WHAT_YOU_ACHIEVED, "highlights", CLAIMS, many=True)}
_TOOLS = Field(_("tools and methods"), "keywords", ONE_A_LINE, many=True)


def _day(json: str) -> dict[str, Field]:
    return {"start": Field(_("when"), json, WHEN)}


_ALL = (
    Kind(EntryKind.EXPERIENCE, "experience", "work", {
        "title": Field(_("job title"), "position", required=True),
        "organisation": Field(_("organisation"), "name", required=True),
        "place": Field(_("place"), "location"), **_SPAN, **_DONE, "url": _link(),
    }),
    Kind(EntryKind.PROJECT, "projects", "projects", {
        "title": Field(_("name"), "name", required=True),
        "organisation": Field(_("for whom"), "entity", _("A company, a course, a community; empty for your own.")),
        **_SPAN,
        "summary": Field(SHORT, "description"),
        "highlights": Field(WHAT_YOU_ACHIEVED, "highlights", CLAIMS, many=True),
        "keywords": _TOOLS, "url": _link(),
    }),
    Kind(EntryKind.EDUCATION, "education", "education", {
        "organisation": Field(_("school or university"), "institution", required=True),
        "title": Field(_("degree"), "studyType"),
        "detail": Field(_("subject"), "area"), **_SPAN,
        "summary": Field(_("final grade"), "score"),
        "keywords": Field(_("courses worth naming"), "courses", ONE_A_LINE, many=True), "url": _link(),
    }),
    Kind(EntryKind.SKILL, "skills", "skills", {
        "title": Field(_("skill"), "name", required=True),
        "detail": Field(_("level"), "level"),
        "keywords": _TOOLS,
        "summary": Field(_("what shows it"), "evidence"), "url": _link(),
    }),
    Kind(EntryKind.PUBLICATION, "publications", "publications", {
        "title": Field(_("title"), "name", required=True),
        "organisation": Field(_("where it appeared"), "publisher"), **_day("releaseDate"),
        "summary": Field(SHORT, "summary"), "url": _link(),
    }),
    Kind(EntryKind.AWARD, "awards", "awards", {
        "title": Field(_("award"), "title", required=True),
        "organisation": Field(_("given by"), "awarder"), **_day("date"),
        "summary": Field(_("what for"), "summary"),
    }),
    Kind(EntryKind.CERTIFICATE, "certificates", "certificates", {
        "title": Field(_("certificate"), "name", required=True),
        "organisation": Field(_("issued by"), "issuer"), **_day("date"), "url": _link(),
    }),
    Kind(EntryKind.VOLUNTEERING, "volunteering", "volunteer", {
        "organisation": Field(_("organisation"), "organization", required=True),
        "title": Field(_("your part"), "position"), **_SPAN, **_DONE, "url": _link(),
    }),
    Kind(EntryKind.LANGUAGE, "languages", "languages", {
        "title": Field(_("language"), "language", required=True),
        "detail": Field(_("how well"), "fluency", _("For example “native”, “fluent”, “C1”, “CET-6 560”.")),
    }),
    Kind(EntryKind.INTEREST, "interests", "interests", {
        "title": Field(_("interest"), "name", required=True),
        "keywords": Field(_("in particular"), "keywords", ONE_A_LINE, many=True),
    }),
    Kind(EntryKind.REFERENCE, "references", "references", {
        "title": Field(_("who"), "name", required=True),
        "summary": Field(_("what they say"), "reference"),
    }),
    Kind(EntryKind.LINK, "links", "profiles", {
        "title": Field(_("where"), "network", _("For example the name of the site, or “Blog”."), required=True),
        "detail": Field(_("your name there"), "username"), "url": _link(),
    }),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.key.value: kind for kind in _ALL}
