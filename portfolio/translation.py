"""The fields that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from portfolio.models import ProjectKind, ProjectPrompt


@register(ProjectKind)
class ProjectKindTranslation(TranslationOptions):
    """Everything a reader of a kind sees."""

    fields = ("name", "summary", "reviewers_look_for", "red_flags", "artefacts")


@register(ProjectPrompt)
class ProjectPromptTranslation(TranslationOptions):
    """What to write, and an example."""

    fields = ("title", "prompt", "hint")
