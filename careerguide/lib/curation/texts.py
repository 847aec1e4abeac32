"""Texts that exist once per language: what is missing, and which language was left behind by a change of the other."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator

LANGUAGES = ("en", "zh_hans")
LANGUAGE_NAMES = {"en": _("English"), "zh_hans": _("Chinese")}
HTML_LANGUAGES = {"en": "en", "zh_hans": "zh-Hans"}


def text_fields(model: type[Model]) -> tuple[str, ...]:
    """The names of the fields that exist in both languages, in the model's order; none for a model without texts."""
    try:
        known = set(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return ()
    return tuple(field.name for field in model._meta.concrete_fields if field.name in known)


def columns(model: type[Model]) -> tuple[str, ...]:
    """Every text column: `name_en`, `name_zh_hans`, …"""
    return tuple(f"{name}_{language}" for name in text_fields(model) for language in LANGUAGES)


def may_be_empty(model: type[Model], name: str) -> bool:
    """Whether the text may be left out in both languages."""
    return bool(getattr(model._meta.get_field(name), "blank", False))


def missing(row: Model) -> list[tuple[str, str]]:
    """Field and language of each text that must be there before publishing; an optional text needs both or neither."""
    gaps = []
    for name in text_fields(type(row)):
        empty = [language for language in LANGUAGES if not (getattr(row, f"{name}_{language}") or "").strip()]
        if not (len(empty) == len(LANGUAGES) and may_be_empty(type(row), name)):
            gaps += [(name, language) for language in empty]
    return gaps


def incomplete(model: type[Model]) -> Q:
    """A condition that finds the rows of which `missing` would name something."""
    condition = Q(pk__in=[])
    for name in text_fields(model):
        english, chinese = (Q(**{f"{name}_{language}": ""}) | Q(**{f"{name}_{language}": None}) for language in LANGUAGES)
        condition |= (english & ~chinese) | (chinese & ~english) if may_be_empty(model, name) else english | chinese
    return condition


def left_behind(row: Model, stored: Mapping[str, Any], marks: str) -> str:
    """The marks after a save: `name:zh_hans` says that the English name changed and the Chinese one did not follow.

    A field's mark goes when the language that was behind changes, or when both change at once.
    """
    kept = dict(mark.split(":") for mark in marks.split())
    for name in text_fields(type(row)):
        now = {language: getattr(row, f"{name}_{language}") or "" for language in LANGUAGES}
        changed = [language for language in LANGUAGES if now[language] != (stored[f"{name}_{language}"] or "")]
        if not changed:
            continue
        other = next((language for language in LANGUAGES if language not in changed), "")
        if not other or kept.get(name) in changed or not now[other]:
            kept.pop(name, None)
        else:
            kept[name] = other
    return " ".join(f"{name}:{language}" for name, language in kept.items())


def marks_of(row: Model) -> list[tuple[str, str]]:
    """Field and language of each mark, the fields by their label."""
    pairs = (mark.split(":") for mark in str(getattr(row, "behind", "")).split())
    return [(str(getattr(type(row)._meta.get_field(name), "verbose_name", name)), language) for name, language in pairs]
