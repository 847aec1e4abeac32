"""Publishing, retiring and restoring, with what it means for learners told first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from careerguide.lib.curated import Curated
from careerguide.lib.curation import texts
from careerguide.lib.curation.history import sign

Status = Curated.Status


@dataclass(frozen=True, slots=True)
class Verb:
    """A step in the life of a piece of guidance."""

    label: str | StrPromise
    question: str | StrPromise
    meaning: str | StrPromise
    done: str | StrPromise
    start: tuple[str, ...]
    goal: str

    @property
    def makes_public(self) -> bool:
        """Whether readers see the rows afterwards."""
        return self.goal == Status.PUBLISHED


VERBS = {
    "publish": Verb(
        gettext_lazy("Publish"),
        gettext_lazy("Publish this?"),
        gettext_lazy("Everybody, signed in or not, sees it from this moment, in both languages."),
        gettext_lazy("Published."),
        (Status.DRAFT,),
        Status.PUBLISHED,
    ),
    "retire": Verb(
        gettext_lazy("Retire"),
        gettext_lazy("Retire this?"),
        gettext_lazy("It disappears from every list and its page is gone. What learners have recorded against it is kept."),
        gettext_lazy("Retired."),
        (Status.PUBLISHED, Status.DRAFT),
        Status.RETIRED,
    ),
    "restore": Verb(
        gettext_lazy("Restore"),
        gettext_lazy("Restore this?"),
        gettext_lazy("It comes back to everybody, with what learners had recorded against it."),
        gettext_lazy("Restored."),
        (Status.RETIRED,),
        Status.PUBLISHED,
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One row before the step; `problem` says why it cannot take it."""

    row: Curated
    name: str
    problem: str


def steps(rows: Iterable[Curated], verb: Verb, obstacles: Mapping[int, str]) -> list[Step]:
    """Every row with what stands in its way; `obstacles` are an app's own, for what would become public."""
    own = obstacles if verb.makes_public else {}
    return [Step(row, str(row), _problem(row, verb) or own.get(row.pk, "")) for row in rows]


def _problem(row: Curated, verb: Verb) -> str:
    if row.status not in verb.start:
        return _("is “%(status)s” already") % {"status": Status(row.status).label}
    return lacking(row) if verb.makes_public else ""


def lacking(row: Curated) -> str:
    """The texts without which the row may not be public, in a sentence; nothing when they are all there."""
    gaps, model = texts.missing(row), type(row)
    if not gaps:
        return ""
    named = (
        f"{getattr(model._meta.get_field(name), 'verbose_name', name)} ({texts.LANGUAGE_NAMES[language]})"
        for name, language in gaps
    )
    return _("still lacks: %(texts)s") % {"texts": ", ".join(named)}


@transaction.atomic
def take(chosen: Sequence[Step], verb: Verb, *, by: Model) -> list[Curated]:
    """Take the step with every row that can; returns them."""
    moved, at = [], timezone.now()
    for step in chosen:
        if not step.problem:
            row = step.row
            row.status = verb.goal
            sign(row, by=by, at=at, reason=str(verb.label))
            row.save(update_fields=["status", "updated_at"])
            moved.append(row)
    return moved
