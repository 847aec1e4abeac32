"""The kinds of projects, read once and kept in memory until the guidance changes; see `roles.guidance`."""

from dataclasses import dataclass

from careerguide.lib.kept import Kept
from portfolio.models import ProjectKind, ProjectPrompt
from roles import guidance


@dataclass(frozen=True, slots=True)
class Kind:
    """A published kind with its prompts in their order, and the keys of its published skills."""

    row: ProjectKind
    prompts: dict[str, ProjectPrompt]
    skills: list[int]

    @property
    def look_for(self) -> list[str]:
        """What reviewers look for, one by one."""
        return self.row.reviewers_look_for.splitlines()

    @property
    def red_flags(self) -> list[str]:
        """What makes reviewers doubt, one by one."""
        return self.row.red_flags.splitlines()

    @property
    def artefacts(self) -> list[str]:
        """What to show, one by one."""
        return self.row.artefacts.splitlines()


_kept: Kept[dict[int, Kind]] = Kept()


def kinds(known: guidance.Guidance | None = None) -> dict[int, Kind]:
    """Every kind by primary key, retired ones too: a learner's project may be of one. See `published_kinds`.

    `known` is the guidance where the caller has asked for it already.
    """
    state = known or guidance.current()
    return _kept.get(state.token, lambda: _read(state))


def published_kinds(known: guidance.Guidance | None = None) -> list[Kind]:
    """The kinds that a new project can be of."""
    return [kind for kind in kinds(known).values() if kind.row.status == ProjectKind.Status.PUBLISHED]


def kind_by_slug(slug: str) -> Kind | None:
    """The published kind of this slug."""
    return next((kind for kind in published_kinds() if kind.row.slug == slug), None)


def _read(known: guidance.Guidance) -> dict[int, Kind]:
    found = {}
    for row in ProjectKind.objects.prefetch_related("prompts", "skills"):
        prompts: dict[str, ProjectPrompt] = {}
        for prompt in row.prompts.all():
            prompts.setdefault(prompt.section, prompt)
        found[row.pk] = Kind(row, prompts, [skill.pk for skill in row.skills.all() if skill.pk in known.skills])
    return found
