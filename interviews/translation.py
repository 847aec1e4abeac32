"""The fields that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from interviews.models import KeyPoint, Question, Round, Stage, StageMove, Tip, Topic


@register(Topic)
class TopicTranslation(TranslationOptions):
    """What a reader sees of a topic."""

    fields = ("name", "description")


@register(Round)
class RoundTranslation(TranslationOptions):
    """What a reader sees of a round."""

    fields = ("name", "description")


@register(Question)
class QuestionTranslation(TranslationOptions):
    """The question. A private one is kept in one column only, whatever language it is in; reading falls back to it."""

    fields = ("prompt",)


@register(KeyPoint)
class KeyPointTranslation(TranslationOptions):
    """The key point."""

    fields = ("text",)


@register(Stage)
class StageTranslation(TranslationOptions):
    """What a reader sees of a stage."""

    fields = ("name", "short_name", "examines", "prepare", "log")


@register(StageMove)
class StageMoveTranslation(TranslationOptions):
    """What a move is called, and when it happens."""

    fields = ("label", "guard")


@register(Tip)
class TipTranslation(TranslationOptions):
    """All of the advice."""

    fields = ("headline", "says", "how_to", "fair_note")
