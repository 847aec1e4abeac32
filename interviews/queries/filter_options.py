"""What the filters of the bank offer: lists of options, made once per version of the guidance and language."""

from collections.abc import Callable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from interviews.guidance import Frame
from interviews.queries.questions import Filters
from roles import fragments
from roles.controls import select_options
from roles.guidance import Guidance


def filter_options(known: Guidance, frame: Frame, filters: Filters) -> dict[str, SafeString]:
    """For each filter its options, the chosen one selected."""
    topic, round_ = frame.topics.get(filters.topic or 0), frame.rounds.get(filters.round or 0)
    chosen = {"topic": topic, "round": round_, "role": filters.role, "skill": filters.skill}
    choices: dict[str, Callable[[], list[tuple[str, str]]]] = {
        "topic": lambda: [(one.slug, one.name) for one in frame.topics.values()],
        "round": lambda: [(one.slug, one.name) for one in frame.rounds.values()],
        "role": lambda: [(one.slug, one.title) for one in known.roles.values()],
        "skill": lambda: [(one.slug, one.name) for one in known.skills.values()],
    }
    return {name: _options(known, name, choices[name], row.slug if row else "") for name, row in chosen.items()}


def _options(known: Guidance, name: str, choices: Callable[[], list[tuple[str, str]]], chosen: str) -> SafeString:
    options = fragments.kept(known, f"bank filter {name}", lambda: select_options(choices(), ""))
    if not chosen:
        return options
    value = f'value="{escape(chosen)}"'
    return mark_safe(options.replace(value, f"{value} selected", 1))  # noqa: S308  (escaped where it was made)
