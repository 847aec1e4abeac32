"""Curation of roles and skills."""

from typing import Any

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from careerguide.lib.curated import Curated
from roles.models import Requirement, Role, Skill, SkillArea, Transition


class CuratedAdmin(TranslationAdmin[Any]):
    """What every curated list shows. Nothing curated is deleted: it is retired."""

    list_display = ["__str__", "slug", "status", "order", "updated_at"]
    list_filter = ["status"]
    list_editable = ("order",)
    ordering = ("order", "slug")

    def get_readonly_fields(self, request: object, obj: Curated | None = None) -> tuple[str, ...]:
        """A slug is part of addresses that people have kept."""
        return ("slug",) if obj else ()

    def has_delete_permission(self, *_args: object, **_kwargs: object) -> bool:
        """Nobody: retire it."""
        return False


@admin.register(SkillArea)
class SkillAreaAdmin(CuratedAdmin):
    """Areas."""

    search_fields = ("slug", "name_en", "name_zh_hans")


@admin.register(Skill)
class SkillAdmin(CuratedAdmin):
    """Skills."""

    list_display = ["__str__", "area", "slug", "status", "order", "updated_at"]
    list_filter = ["status", "area"]
    list_select_related = ("area",)
    search_fields = ("slug", "name_en", "name_zh_hans", "description_en", "description_zh_hans")


class RequirementInline(admin.TabularInline[Requirement, Role]):
    """What the role asks."""

    model = Requirement
    extra = 0
    autocomplete_fields = ("skill",)
    fields = ("skill", "level")


@admin.register(Role)
class RoleAdmin(CuratedAdmin):
    """Roles with their requirements."""

    search_fields = ("slug", "title_en", "title_zh_hans")
    inlines = (RequirementInline,)


@admin.register(Transition)
class TransitionAdmin(CuratedAdmin):
    """Moves."""

    list_display = ["__str__", "status", "order", "updated_at"]
    list_select_related = ("from_role", "to_role")
    search_fields = ("slug", "learn_en", "learn_zh_hans")
