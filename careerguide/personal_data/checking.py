"""Whether a value from an archive could have been written here: its type, the rules of its column, a sensible day."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts import notifications
from accounts.models import NotificationChoice
from careerguide.personal_data import kinds
from careerguide.personal_data.archive import Row, is_storable
from interviews.models import KeyPoint, Question, ReviewCard, ReviewLog
from interviews.models.review import STATE_FIELDS
from portfolio.models import SECTIONS as RESUME_SECTIONS
from portfolio.models import PublicItem, PublicPage, ResumeEntry, ResumeVersion
from portfolio.resume.jsonresume import MAX_DEPTH, MAX_EXTRA
from portfolio.showcase import SECTIONS as PAGE_SECTIONS

LONGEST_TEXT = 50_000
"""For columns that name no limit of their own: as long as the longest of those that do."""
MOST_VERSIONS = 1_000_000
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_SOON = timedelta(days=1)  # clocks of two servers differ, and so do calendars of two places
_AHEAD = {"starts_at"}
"""Moments that may lie ahead; all others tell what has happened."""
_JSON_TYPES: tuple[tuple[type[models.Field[Any, Any]], type | tuple[type, ...]], ...] = (
    (models.BooleanField, bool),
    (models.FloatField, (int, float)),
    (models.IntegerField, int),
    (models.Field, str),
)


def cleaned_row(model: type[Model], raw: Row, *, now: datetime) -> dict[str, Any]:
    """The columns of a row that hold plain values; raises ValidationError with all that is wrong."""
    values, problems = {}, []
    for each in kinds.fields_of(model):
        if each.is_relation:
            continue
        try:
            values[each.name] = _value(model, each, raw, now)
        except ValidationError as error:
            problems += [f"{each.verbose_name}: {text}" for text in error.messages]
    if not problems:
        problems = _contradictions(model, values)
    if problems:
        raise ValidationError(problems)
    return values


def _value(model: type[Model], each: kinds.Field, raw: Row, now: datetime) -> Any:
    if each.name not in raw:
        # A key that is made up would be another one next time, and the row would come twice.
        if (each.name == "form_key" and not each.null) or not (each.has_default() or each.blank or each.null):
            raise ValidationError(_("is missing"), code="missing")
        return None if each.null and not each.has_default() else each.get_default()
    return cleaned(model, each, raw[each.name], now=now)


def cleaned(model: type[Model], each: kinds.Field, raw: Any, *, now: datetime) -> Any:
    """One value as its column holds it; raises ValidationError."""
    if raw is None:
        if not each.null:
            raise ValidationError(_("is missing"), code="missing")
        return None
    if isinstance(each, models.JSONField):
        return _shaped(model, each.name, raw)
    expected = next(kind for column, kind in _JSON_TYPES if isinstance(each, column))
    if not isinstance(raw, expected) or (isinstance(raw, bool) and expected is not bool):
        raise ValidationError(_("is of the wrong kind"), code="kind")
    try:
        value = _converted(each, raw)
        _check(each, value, now)
    except (TypeError, ValueError, OverflowError, ArithmeticError) as error:
        raise ValidationError(_("cannot be read"), code="unreadable") from error
    return value


def _converted(each: kinds.Field, raw: Any) -> Any:
    if isinstance(raw, str):
        is_text = isinstance(each, models.CharField | models.TextField)
        longest = (each.max_length if is_text else None) or LONGEST_TEXT
        if len(raw) > longest:
            raise ValidationError(_("is longer than %(most)s characters") % {"most": longest}, code="long")
        if not is_storable(raw):
            raise ValidationError(_("holds characters that cannot be stored"), code="characters")
    if isinstance(each, models.DateTimeField):
        moment = parse_datetime(raw)
        if moment is None or moment.tzinfo is None:
            raise ValidationError(_("cannot be read"), code="unreadable")
        return moment
    return each.to_python(raw)


def _check(each: kinds.Field, value: Any, now: datetime) -> None:
    """What the column asks for; of a column that no form shows, Django itself would check the validators only."""
    if value in each.empty_values and not each.blank:
        raise ValidationError(_("is empty"), code="blank")
    if each.choices and value not in {key for key, _label in each.flatchoices} and not (each.blank and value == ""):
        raise ValidationError(_("is none of the choices"), code="choice")
    if isinstance(value, datetime):
        if not _FIRST <= value < (_LAST if each.name in _AHEAD else now + _SOON):
            raise ValidationError(_("is not a likely day"), code="day")
    elif isinstance(value, date) and not 1900 <= value.year < _LAST.year:
        raise ValidationError(_("is not a likely day"), code="day")
    if each.name == "version" and not 1 <= value <= MOST_VERSIONS:
        raise ValidationError(_("is not a likely number"), code="number")
    if value not in each.empty_values:
        each.run_validators(value)


# --- Columns that hold JSON ------------------------------------------------------------------------------------------


def _shaped(model: type[Model], name: str, raw: Any) -> Any:
    """A JSON value in the only shape that its column has."""
    shape = _SHAPES.get((model, name))
    if name == "ticked":
        return [key for key in raw[:100] if isinstance(key, int)] if isinstance(raw, list) else []
    if shape is None or not _is_small(raw):
        raise ValidationError(_("is of the wrong kind"), code="kind")
    return shape(raw)


def _is_small(value: Any) -> bool:
    """Short, not deep, and of characters that can be stored."""
    waiting = [(value, 1)]
    while waiting:
        inner, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return False
        if isinstance(inner, dict):
            waiting += [(part, depth + 1) for pair in inner.items() for part in pair]
        elif isinstance(inner, list):
            waiting += [(part, depth + 1) for part in inner]
        elif (isinstance(inner, str) and not is_storable(inner)) or (isinstance(inner, int) and abs(inner) > 2**53):
            return False
    return len(json.dumps(value, ensure_ascii=False)) <= 4 * MAX_EXTRA


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValidationError(_("is of the wrong kind"), code="kind")
    return value


def _names_of(known: Mapping[str, Any] | tuple[str, ...]) -> Callable[[Any], list[str]]:
    """The names in a list that this site knows, each once, in their order."""

    def shape(value: Any) -> list[str]:
        if not isinstance(value, list):
            raise ValidationError(_("is of the wrong kind"), code="kind")
        return list(dict.fromkeys(name for name in value if isinstance(name, str) and name in known))

    return shape


def _resume_extra(value: Any) -> dict[str, Any]:
    """Each part is an object, since the writer of JSON Resume merges them."""
    return {
        key: part for key, part in _mapping(value).items() if key in {"basics", "location", "meta"} and _mapping(part) == part
    }


def _snapshot(value: Any) -> dict[str, Any]:
    """What taking back a grade would restore: exactly the columns of a card, each possible."""
    given = _mapping(value)
    names = {*STATE_FIELDS, "last_grade"}
    if set(given) != names:
        raise ValidationError(_("is of the wrong kind"), code="kind")
    columns = {each.name: each for each in kinds.fields_of(ReviewCard)}
    found = {name: cleaned(ReviewCard, columns[name], given[name], now=_LAST) for name in names}
    if problems := _impossible_memory(found):
        raise ValidationError(problems)
    return {name: found[name].isoformat() if isinstance(found[name], date) else given[name] for name in given}


_SHAPES: dict[tuple[type[Model], str], Callable[[Any], Any]] = {
    (PublicPage, "sections"): _names_of(PAGE_SECTIONS),
    (ResumeVersion, "sections"): _names_of(RESUME_SECTIONS),
    (ResumeVersion, "extra"): _resume_extra,
    (ResumeEntry, "extra"): _mapping,
    (ReviewLog, "parameters"): _mapping,
    (ReviewLog, "previous"): _snapshot,
}


# --- Values that must go together ------------------------------------------------------------------------------------


def _contradictions(model: type[Model], values: dict[str, Any]) -> list[str]:
    """What no single column can know."""
    if model is ReviewCard:
        return _impossible_memory(values)
    if model is Question:
        written = (values["prompt_en"] or "").strip() or (values["prompt_zh_hans"] or "").strip()
        return [] if written else [_("is empty")]
    if model is KeyPoint:
        return [] if (values["text_en"] or "").strip() or (values["text_zh_hans"] or "").strip() else [_("is empty")]
    if model is PublicItem and values["section"] not in PAGE_SECTIONS:
        return [_("is none of the choices")]
    if model is NotificationChoice and values["kind"] not in {kind.key for kind in notifications.kinds()}:
        return [_("is none of the choices")]
    return []


def _impossible_memory(values: dict[str, Any]) -> list[str]:
    """A state that the scheduler could not have reached, and might fail on."""
    likely = (
        0 < values["stability"] <= 36_500
        and 1 <= values["difficulty"] <= 10
        and values["state"] in {1, 2, 3}
        and (values["step"] is None or values["step"] <= 10)
    )
    return [] if likely else [_("is not a likely number")]
