"""Curation of kinds of projects. What learners write never appears here."""

from django.contrib import admin
from modeltranslation.admin import TranslationStackedInline

from portfolio.models import ProjectKind, ProjectPrompt
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
