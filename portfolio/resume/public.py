"""The résumé's facts as sections of the public page: picked one by one, like everything there."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from accounts.models import User
from portfolio.models import PublicItem, ResumeEntry
from portfolio.resume.document import Entry, set_entry
from portfolio.resume.kinds import KINDS, SECTION_TITLES
from portfolio.showcase import MOST_CHOICES, Choice, Section, register

OFFERED = ("experience", "education", "publication", "award", "certificate", "volunteering", "language")
"""Projects and skills have sections of their own; what others said, and links, are not for strangers to find here."""


def _all_choices(owner: User) -> dict[str, list[Choice]]:
    """Every fact by kind, read once for the person of a request: seven sections ask for it one after the other."""
    kept: dict[str, list[Choice]] | None = vars(owner).get("_resume_choices")
    if kept is None:
        kept = vars(owner)["_resume_choices"] = {}
        for row in ResumeEntry.objects.owned_by(owner).filter(kind__in=OFFERED):
            note = " · ".join(filter(None, (row.period, str(row.get_language_display()))))
            kept.setdefault(row.kind, []).append(Choice(row.pk, str(row), note))
    return kept


def _choices(owner: User, kind: str) -> list[Choice]:
    return _all_choices(owner).get(kind, [])[:MOST_CHOICES]


def _entries(owner: User, items: Sequence[PublicItem], kind: str) -> list[Entry]:
    rows = ResumeEntry.objects.owned_by(owner).filter(kind=kind).in_bulk([item.item_id for item in items])
    return [set_entry(rows[item.item_id]) for item in items if item.item_id in rows]


for _kind in OFFERED:
    _title = SECTION_TITLES[KINDS[_kind].section]
    _drawn: Callable[[User, Sequence[PublicItem]], list[Any]] = partial(_entries, kind=_kind)
    _choice: Callable[[User], list[Choice]] = partial(_choices, kind=_kind)
    register(Section(_kind, _title, "portfolio/public/_resume_entries.html", _choice, _drawn, (ResumeEntry,)))
