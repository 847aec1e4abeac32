"""What the résumé pages read."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.models import User
from careerguide.lib.dates import day_text
from careerguide.lib.written import WrittenRows
from portfolio.models import EntryKind, ResumeVersion
from portfolio.resume import exports
from portfolio.resume.kinds import KINDS, SECTION_TITLES
from portfolio.resume.material import Fact, assemble, entries
from portfolio.resume.rows import entry_rows
from roles import guidance

MOST_VERSIONS = 100


@dataclass(frozen=True, slots=True)
class Group:
    """One section of the person's material; `label` where the section's title does not tell the kind."""

    title: str
    label: str
    kind: str
    add_href: str
    rows: SafeString


def groups(owner: User) -> list[Group]:
    """The person's own entries by kind; kinds without any follow at the end."""
    facts: dict[str, list[Fact]] = {}
    for fact in entries(owner.pk):
        if fact.entry:
            facts.setdefault(fact.entry.kind, []).append(fact)
    pattern = reverse("portfolio:resume_entry_create", args=["kind"])
    found = [
        Group(
            str(SECTION_TITLES[kind.section]),
            kind.label if key in {EntryKind.PROJECT, EntryKind.SKILL} else "",
            kind.label,
            pattern.replace("/kind/", f"/{kind.key.value}/"),
            entry_rows(facts.get(key, ())),
        )
        for key, kind in KINDS.items()
    ]
    return sorted(found, key=lambda group: not group.rows)


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A résumé on the list."""

    name: str
    href: str
    headline: str
    language: str
    role: str
    updated: str


def version_cards(owner: User, known: guidance.Guidance) -> list[VersionCard]:
    """The person's résumés, the latest touched first."""
    pattern, languages = reverse("portfolio:resume_edit", args=[0]), dict(settings.LANGUAGES)
    rows = ResumeVersion.objects.owned_by(owner).values_list(
        "pk", "name", "headline", "language", "target_role_id", "updated_at"
    )
    found = []
    for pk, name, headline, language, role_id, updated in rows[:MOST_VERSIONS]:
        role = known.texts.roles.get(role_id or 0)
        title, href = role.title if role else "", pattern.replace("/0/", f"/{pk}/")
        found.append(VersionCard(name, href, headline or title, str(languages[language]), title, day_text(updated)))
    return found


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


_version = WrittenRows[ResumeVersion](lambda owner, pk: ResumeVersion.objects.filter(owner=owner, pk=pk), -1, -2)


def own_version(owner: User, pk: int) -> ResumeVersion:
    """The person's version; raises Http404 without one."""
    return _version.row_or_404(owner.pk, pk)
