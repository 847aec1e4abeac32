"""What the résumé pages read."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404

from accounts.models import User
from portfolio.models import ResumeVersion
from portfolio.resume import exports
from portfolio.resume.kinds import KINDS, SECTION_TITLES, Kind
from portfolio.resume.material import Fact, assemble, entries


@dataclass(frozen=True, slots=True)
class Group:
    """One section of the person's material."""

    key: str
    title: str
    kind: Kind
    facts: list[Fact]


def groups(owner: User) -> list[Group]:
    """The person's own entries by kind; kinds without any follow at the end."""
    facts: dict[str, list[Fact]] = {}
    for fact in entries(owner.pk):
        if fact.entry:
            facts.setdefault(fact.entry.kind, []).append(fact)
    found = [Group(key, str(SECTION_TITLES[kind.section]), kind, facts.get(key, [])) for key, kind in KINDS.items()]
    return sorted(found, key=lambda group: not group.facts)


def frozen_copy(owner: User, version_id: int) -> dict[str, Any] | None:
    """A résumé as it is now, to be kept by whoever sends it: name, language, plain text, Markdown, JSON Resume.

    None when the person has no such version. Nothing in it points back: it stays as it was sent when the version changes.
    """
    version = ResumeVersion.objects.owned_by(owner).filter(pk=version_id).first()
    if version is None:
        return None
    assembled = assemble(owner, version)
    document = assembled.document()
    return {
        "name": version.name,
        "language": version.language,
        "text": exports.text(document),
        "markdown": exports.markdown(document),
        "json": assembled.json_resume(),
    }


def own_version(owner: User, pk: int) -> ResumeVersion:
    """The person's version; raises Http404 without one."""
    return get_object_or_404(ResumeVersion.objects.owned_by(owner), pk=pk)
