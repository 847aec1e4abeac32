"""What would make a résumé better: said with the place, never a verdict. A gap between jobs is nobody's business here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from careerguide.lib.columns import column
from portfolio.models import EntryKind, ResumeEntry, ResumeVersion
from portfolio.resume import dates
from portfolio.resume.material import Assembled, Fact

MAX_PAGES = 2
MOST_CHARACTERS = 20
LONG_BULLET = {"en": 45, "zh-hans": 100}
"""Words in English, characters in Chinese: about three lines."""
_NUMBER = re.compile(
    r"[0-9０-９%％½¼¾]|[一二两三四五六七八九十百千万亿半数]+[多余来]?(?:倍|成|个|名|人|次|天|周|年|月|项|套|台|篇|万|亿|分|秒|条|家|款|种|轮|位)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|half|halved|twice|doubled?|"
    r"tripled?|third|quarter)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|\bwww\.|\bdoi:|\barxiv\b|\bgithub\b|\bgitee\b", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class Place:
    """Where it is: words, and the page that mends it."""

    text: str
    href: str = ""

    def link(self, version: int) -> str:
        """As HTML; a page of the material leads back to this version."""
        words = escape(self.text)
        back = f"?version={version}" if "/entries/" in self.href else ""
        return f'<a href="{self.href}{back}">{words}</a>' if self.href else words


@dataclass(slots=True)
class Finding:
    """One thing to look at, with all its places."""

    kind: str
    text: str
    places: list[Place] = field(default_factory=list)

    def links(self, version: int) -> SafeString:
        """All places as a list's rows; there may be a hundred."""
        rows = (f'<li dir="auto">{place.link(version)}</li>' for place in self.places)
        return mark_safe("".join(rows))  # noqa: S308  (words are escaped, addresses are our own)


def is_unsupported(bullet: str, artefact: str = "") -> bool:
    """Whether a claim names no number and nothing that can be looked at."""
    return not (artefact or _NUMBER.search(bullet) or _ADDRESS.search(bullet))


def unsupported(fact: Fact) -> list[str]:
    """The claims of a fact that nothing supports; the link of a project is an artefact, that of an employer is not."""
    artefact = fact.set.href if fact.section == "projects" else ""
    return [bullet for bullet in fact.set.bullets if is_unsupported(bullet, artefact)]


def look(assembled: Assembled, pages: int | None = None, missing: str = "") -> list[Finding]:
    """Everything worth a look, the weightiest first; `pages` and `missing` characters are known when the PDF was set."""
    version, facts = assembled.version, assembled.facts
    found = [
        *_head(version, facts),
        *_characters(facts, missing),
        *_length(pages),
        *_claims(facts),
        *_dates(facts),
        *_overlaps(facts),
        *_language(version, facts),
    ]
    return [finding for finding in found if finding.places or finding.kind in {"head", "pages", "empty", "characters"}]


def _place(fact: Fact, text: str = "") -> Place:
    return Place(text or " · ".join(part for part in (fact.set.title, fact.set.detail) if part), fact.edit_href)


def _head(version: ResumeVersion, facts: list[Fact]) -> Iterator[Finding]:
    if not facts:
        yield Finding("empty", _("Nothing is picked yet."))
    missing = [
        str(column(ResumeVersion, name).verbose_name)
        for name in ("full_name", "headline", "summary")
        if not getattr(version, name)
    ]
    if not (version.email or version.phone):
        missing.append(_("a way to reach you"))
    if missing:
        parts = pgettext("list separator", ", ").join(missing)
        yield Finding("head", _("Still missing at the top: %(parts)s") % {"parts": parts})


def _characters(facts: list[Fact], missing: str) -> Iterator[Finding]:
    if missing:
        text = _("The PDF cannot show these characters and draws empty boxes: %(characters)s")
        some = " ".join(missing[:MOST_CHARACTERS]) + (" …" if len(missing) > MOST_CHARACTERS else "")
        holding = [_place(fact) for fact in facts if not set(missing).isdisjoint("".join(_words(fact)))]
        yield Finding("characters", text % {"characters": some}, holding)


def _words(fact: Fact) -> tuple[str, ...]:
    said = fact.set
    return (said.title, said.detail, said.place, said.period, said.summary, *said.bullets, *said.tags)


def _length(pages: int | None) -> Iterator[Finding]:
    if pages and pages > MAX_PAGES:
        yield Finding(
            "pages",
            _("It is %(pages)s pages long; most readers stop after two. Leave out what this role does not ask.")
            % {"pages": pages},
        )


def _claims(facts: list[Fact]) -> Iterator[Finding]:
    weak = [_place(fact, bullet) for fact in facts for bullet in unsupported(fact)]
    if weak:
        text = ngettext(
            "%(count)s claim has no number and nothing to look at. Say by how much, for how many, or link what came out.",
            "%(count)s claims have no number and nothing to look at. Say by how much, for how many, or link what came out.",
            len(weak),
        )
        yield Finding("claims", text % {"count": len(weak)}, weak)
    long = [
        _place(fact, bullet[:80] + "…")
        for fact in facts
        for bullet in fact.set.bullets
        if len(bullet.split()) > LONG_BULLET["en"] or len(_HAN.findall(bullet)) > LONG_BULLET["zh-hans"]
    ]
    yield Finding("long", _("A claim longer than three lines is not read. Split it, or drop the half that matters less."), long)


def _dated(facts: list[Fact]) -> Iterator[tuple[Fact, ResumeEntry]]:
    kinds = {EntryKind.EXPERIENCE, EntryKind.EDUCATION, EntryKind.VOLUNTEERING}
    return ((fact, fact.entry) for fact in facts if fact.entry and fact.entry.kind in kinds)


def _dates(facts: list[Fact]) -> Iterator[Finding]:
    dated = list(_dated(facts))
    undated = [_place(fact) for fact, entry in dated if not entry.start or not (entry.end or entry.current)]
    yield Finding("dates", _("A date is missing: from when to when?"), undated)
    backward = [
        _place(fact) for fact, entry in dated if entry.start and entry.end and _first(entry) > dates.last_day(entry.end)
    ]
    yield Finding("backward", _("It ends before it begins."), backward)


def _first(entry: ResumeEntry) -> date:
    return dates.first_day(entry.start)


def _overlaps(facts: list[Fact]) -> Iterator[Finding]:
    """Jobs that ran side by side for more than a month: often true, and then worth a word (“part-time”)."""
    jobs = sorted(
        (
            (_first(entry), dates.last_day(entry.end) if entry.end else date.max, fact)
            for fact, entry in _dated(facts)
            if entry.kind == EntryKind.EXPERIENCE and entry.start and (entry.end or entry.current)
        ),
        key=lambda job: job[:2],
    )
    pairs = []
    for (_begin, end, fact), (begin, _end, other) in pairwise(jobs):
        if end - begin > timedelta(days=31):
            pairs.append(
                Place(f"{fact.set.title} ({fact.set.period}) / {other.set.title} ({other.set.period})", other.edit_href)
            )
    yield Finding("overlaps", _("Two jobs overlap. If that is right, say so: part-time, internship, own company."), pairs)


def _language(version: ResumeVersion, facts: list[Fact]) -> Iterator[Finding]:
    chinese = version.language == "zh-hans"
    foreign = [
        _place(fact)
        for fact in facts
        if fact.entry
        and (said := " ".join((fact.set.summary, *fact.set.bullets)).strip())
        and bool(_HAN.search(said)) != chinese
    ]
    text = _("These texts are not in Chinese yet.") if chinese else _("These texts are not in English yet.")
    yield Finding("language", text, foreign)
