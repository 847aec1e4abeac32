"""The small parts of a project: numbers, skills shown, lessons, pictures, related projects. One query for all."""

from collections.abc import Callable
from decimal import Decimal
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from careerguide.lib.written import Written
from portfolio.models import Lesson, Metric, Project, ProjectImage, ProjectSkill

_OWNER, _PROJECT, _SOURCE = -1, -2, -3
_METRIC, _SKILL, _LESSON, _PICTURE, _RELATED = range(5)
_OF_PICTURE = ("file", "alt", "width", "height")
_VALUES = ("before", "after", "low", "high")


class Skill(NamedTuple):
    """A skill that the project shows, by its primary key."""

    skill: int
    level: int
    in_evidence: bool


class Learned(NamedTuple):
    """A lesson, and the project that it was taken from."""

    text: str
    repeat_next_time: bool
    source: int | None
    source_title: str


class Related(NamedTuple):
    """Another project: one that looks back at this one, or the one that this one looks back at."""

    pk: int
    title: str
    looks_back: bool


class Parts(NamedTuple):
    """All of them, each kind in its order."""

    metrics: list[Metric]
    skills: list[Skill]
    lessons: list[Learned]
    pictures: list[ProjectImage]
    related: list[Related]


def of(project: Project) -> Parts:
    """The parts of a project."""
    found = Parts([], [], [], [], [])
    rows = _asked.ask(project.owner_id, project.pk, project.retrospective_of_id or 0)
    for kind, _place, key, values in sorted(rows, key=itemgetter(0, 1, 2)):
        found[kind].append(_MAKERS[kind](key, values))
    return found


def _metric(key: int, values: dict[str, Any]) -> Metric:
    # A number of 15 digits goes through JSON unharmed, as the shortest text that means it.
    exact = {name: None if values[name] is None else Decimal(str(values[name])) for name in _VALUES}
    return Metric(pk=key, **{**values, **exact, "higher_is_better": bool(values["higher_is_better"])})


def _skill(_key: int, values: dict[str, Any]) -> Skill:
    in_evidence = values["evidenced"] == values["level"] and values["withdrawn"] is None
    return Skill(values["skill"], values["level"], in_evidence)


def _lesson(_key: int, values: dict[str, Any]) -> Learned:
    return Learned(values["text"], bool(values["repeat"]), values["source"], values["source_title"] or "")


def _picture(key: int, values: dict[str, Any]) -> ProjectImage:
    return ProjectImage(pk=key, **values)


def _related(key: int, values: dict[str, Any]) -> Related:
    return Related(key, values["title"], values["source"] is not None and values["source"] == values["here"])


_MAKERS: tuple[Callable[[int, dict[str, Any]], Any], ...] = (_metric, _skill, _lesson, _picture, _related)


def _query(owner: int, project: int, source: int) -> QuerySet[Any, Any]:
    def rows(kind: int, model: Any, where: Q, place: Any, **values: Any) -> Any:
        own = model.objects.filter(where, owner=owner).order_by()
        return own.values_list(Value(kind, IntegerField()), place, "pk", JSONObject(**values))

    here, first = Q(project=project), Value(0, IntegerField())
    numbers = {name: F(name) for name in (*_VALUES, "name", "unit", "interval_note", "higher_is_better")}
    found: QuerySet[Any, Any] = rows(_METRIC, Metric, here, F("order"), **numbers).union(
        rows(
            _SKILL, ProjectSkill, here, first,
            skill=F("skill_id"), level=F("level"), evidenced=F("evidence__level"), withdrawn=F("evidence__withdrawn_at"),
        ),
        rows(
            _LESSON, Lesson, here, F("order"), text=F("text"), repeat=F("repeat_next_time"),
            source=F("taken_from__project_id"), source_title=F("taken_from__project__title"),
        ),
        rows(_PICTURE, ProjectImage, here, F("order"), **{name: F(name) for name in _OF_PICTURE}),
        rows(
            _RELATED, Project, Q(retrospective_of=project) | Q(pk=source), first,
            title=F("title"), source=F("retrospective_of_id"), here=Value(project, IntegerField()),
        ),
        all=True,
    )  # fmt: skip
    return found


_asked = Written(_query, _OWNER, _PROJECT, _SOURCE)
