"""What may be suggested: another text of something published, or something new of a kind that takes offers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import get_language

from accounts.models import User
from careerguide.lib.curated import Curated
from careerguide.lib.curation import texts
from curation.models import Suggestion

Maker = Callable[[Any], Curated]
Source = Callable[[User, str], str | None]
_makers: dict[str, Maker] = {}
_sources: dict[str, Source] = {}


def register_maker(label: str, maker: Maker) -> None:
    """Let suggestions without a slug make drafts of this model: `maker` gets the suggestion and returns an unsaved row."""
    _makers[label.lower()] = maker


def register_source(label: str, source: Source) -> None:
    """Let an offer begin with something of the learner's own: `source` gets the learner and its slug and returns its text."""
    _sources[label.lower()] = source


def own_text(label: str, owner: User, slug: str) -> str | None:
    """The text of what the learner wants to offer; None when they have nothing of that slug."""
    source = _sources.get(label.lower())
    return source(owner, slug) if source else None


def maker_of(label: str) -> Maker | None:
    """Who makes drafts of this model out of offers."""
    return _makers.get(label.lower())


def model_of(label: str) -> type[Curated] | None:
    """The curated model of this label, such as `roles.skill`."""
    try:
        model: type[Model] = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return model if issubclass(model, Curated) else None


def first_text(model: type[Curated]) -> str:
    """The text that a new row begins with."""
    return texts.text_fields(model)[0]


def longest(model: type[Curated], name: str) -> int:
    """How many characters a text of this field may have; never more than a suggestion can."""
    known = (Suggestion._meta.get_field("proposed").max_length, getattr(model._meta.get_field(name), "max_length", None))
    return min(length for length in known if length)


def published(label: str, slug: str) -> Curated | None:
    """The published row, which alone may be talked about in public."""
    model = model_of(label)
    return model._default_manager.filter(status=Curated.Status.PUBLISHED, slug=slug).first() if model else None


def names(suggestions: Iterable[Suggestion]) -> dict[tuple[str, str], str]:
    """What the things are called that suggestions are about, by model and slug: one query for each kind."""
    slugs: dict[str, set[str]] = {}
    for suggestion in suggestions:
        if suggestion.target_slug:
            slugs.setdefault(suggestion.target_model, set()).add(suggestion.target_slug)
    return {
        (label, row.slug): str(row)
        for label, wanted in slugs.items()
        if (model := model_of(label))
        for row in model._default_manager.filter(slug__in=wanted)
    }


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a row in the reader's language."""

    name: str
    label: str
    current: str


def language_of_reader() -> str:
    """The language in which a suggestion is made: the one that the page is read in."""
    return "zh_hans" if (get_language() or "").startswith("zh") else "en"


def texts_of(row: Curated) -> list[Text]:
    """Everything of the row that can be worded otherwise."""
    language = language_of_reader()
    return [
        Text(
            name, str(getattr(type(row)._meta.get_field(name), "verbose_name", name)), getattr(row, f"{name}_{language}") or ""
        )
        for name in texts.text_fields(type(row))
    ]
