"""Curation of topics, rounds and questions. Learners' private questions never appear here."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from modeltranslation.admin import TranslationTabularInline

from interviews.models import KeyPoint, Question, Round, Stage, StageMove, Tip, Topic
from roles.admin import CuratedAdmin


@admin.register(Topic)
class TopicAdmin(CuratedAdmin):
    """Topics."""

    search_fields = ("slug", "name_en", "name_zh_hans")


@admin.register(Round)
class RoundAdmin(CuratedAdmin):
    """Rounds."""

    search_fields = ("slug", "name_en", "name_zh_hans")


class KeyPointInline(TranslationTabularInline[KeyPoint, Question]):
    """What a good answer covers."""

    model = KeyPoint
    extra = 0
    fields = ("order", "text")


@admin.register(Question)
class QuestionAdmin(CuratedAdmin):
    """Questions with their key points."""

    list_display = ["__str__", "topic", "round", "difficulty", "status", "order", "updated_at"]
    list_filter = ["status", "topic", "round", "difficulty"]
    list_select_related = ("topic", "round")
    search_fields = ("slug", "prompt_en", "prompt_zh_hans")
    filter_horizontal = ("skills",)
    inlines = (KeyPointInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        """Only the bank: what learners keep for themselves is nobody's to curate."""
        return super().get_queryset(request).filter(owner=None)


@admin.register(Stage)
class StageAdmin(CuratedAdmin):
    """Stages of the process."""

    list_display = ["__str__", "slug", "kind", "group", "status", "order", "updated_at"]
    list_filter = ["status", "kind", "group"]
    search_fields = ("slug", "name_en", "name_zh_hans")


@admin.register(StageMove)
class StageMoveAdmin(CuratedAdmin):
    """Moves that the process allows."""

    list_display = ["__str__", "label", "is_main", "opens_new", "status", "order", "updated_at"]
    list_filter = ["status", "is_main"]
    list_select_related = ("from_stage", "to_stage")
    search_fields = ("slug", "outcome", "guard_en", "guard_zh_hans")


@admin.register(Tip)
class TipAdmin(CuratedAdmin):
    """Tips."""

    list_display = ["__str__", "slug", "kind", "status", "order", "updated_at"]
    list_filter = ["status", "kind", "topics"]
    search_fields = ("slug", "headline_en", "headline_zh_hans", "how_to_en", "how_to_zh_hans")
    filter_horizontal = ("topics",)
