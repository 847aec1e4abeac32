"""The fields that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from roles.models import Role, Skill, SkillArea, Transition


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
