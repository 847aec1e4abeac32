"""Curation of kinds of projects. What learners write never appears here."""

from django.contrib import admin
from modeltranslation.admin import TranslationStackedInline

from portfolio.models import BrandAction, BrandPillar, ProjectKind, ProjectPrompt
from roles.admin import CuratedAdmin


class ProjectPromptInline(TranslationStackedInline[ProjectPrompt, ProjectKind]):
    """What to write, section by section."""

    model = ProjectPrompt
    extra = 0
    fields = ("order", "section", "title", "prompt", "hint")


@admin.register(ProjectKind)
class ProjectKindAdmin(CuratedAdmin):
    """Kinds of projects with their prompts."""

    search_fields = ("slug", "name_en", "name_zh_hans")
    filter_horizontal = ("skills",)
    inlines = (ProjectPromptInline,)


@admin.register(BrandPillar)
class BrandPillarAdmin(CuratedAdmin):
    """Pillars of the brand."""

    search_fields = ("slug", "name_en", "name_zh_hans")


@admin.register(BrandAction)
class BrandActionAdmin(CuratedAdmin):
    """Actions that learners can plan."""

    list_display = ["__str__", "pillar", "cadence", "hours", "status", "order", "updated_at"]
    list_filter = ["status", "pillar", "cadence"]
    list_select_related = ("pillar",)
    search_fields = ("slug", "title_en", "title_zh_hans", "measure_en", "measure_zh_hans")
    filter_horizontal = ("skills",)
