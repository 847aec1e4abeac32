"""The fields that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from careerguide.lib.curation.history import register_history
from roles.models import Release, Requirement, Resource, Role, Skill, SkillArea, Transition, Trend


@register(SkillArea)
class SkillAreaTranslation(TranslationOptions):
    """Area names and descriptions."""

    fields = ("name", "short_name", "description")


@register(Skill)
class SkillTranslation(TranslationOptions):
    """Everything a reader of a skill sees."""

    fields = ("name", "description", "level_1", "level_2", "level_3", "level_4", "evidence", "aliases")


@register(Role)
class RoleTranslation(TranslationOptions):
    """Everything a reader of a role sees."""

    fields = (
        "title", "also_called", "summary", "distinguishes", "responsibilities", "works_on", "interview_topics", "note"
    )  # fmt: skip


@register(Transition)
class TransitionTranslation(TranslationOptions):
    """The editor's text about a move."""

    fields = ("learn", "why")


@register(Trend)
class TrendTranslation(TranslationOptions):
    """Everything a reader of a trend sees."""

    fields = ("title", "summary", "what_it_changes", "publisher")


@register(Resource)
class ResourceTranslation(TranslationOptions):
    """Why to use it; its title stays in its own language."""

    fields = ("note",)


@register(Release)
class ReleaseTranslation(TranslationOptions):
    """The change note."""

    fields = ("title", "note")


# Last: what a history copies must have its columns of both languages by now.
register_history(SkillArea, Skill, Role, Requirement, Transition, Trend, Resource)
