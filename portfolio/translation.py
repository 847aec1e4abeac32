"""The fields that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from careerguide.lib.curation.history import register_history
from portfolio.models import BrandAction, BrandPillar, ProjectKind, ProjectPrompt


@register(ProjectKind)
class ProjectKindTranslation(TranslationOptions):
    """Everything a reader of a kind sees."""

    fields = ("name", "summary", "reviewers_look_for", "red_flags", "artefacts")


@register(ProjectPrompt)
class ProjectPromptTranslation(TranslationOptions):
    """What to write, and an example."""

    fields = ("title", "prompt", "hint")


@register(BrandPillar)
class BrandPillarTranslation(TranslationOptions):
    """Everything a reader of a pillar sees."""

    fields = ("name", "summary", "principle")


@register(BrandAction)
class BrandActionTranslation(TranslationOptions):
    """Everything a reader of an action sees."""

    fields = ("title", "channel", "first_step", "measure")


register_history(ProjectKind, ProjectPrompt, BrandPillar, BrandAction)
