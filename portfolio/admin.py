"""Curation of kinds of projects. What learners write never appears here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from careerguide.lib.curation.inlines import KnownFormSet, PartForm
from portfolio.models import BrandAction, BrandPillar, ProjectKind, ProjectPrompt
from roles.admin import CuratedAdmin


class ProjectPromptInline(TranslationStackedInline[ProjectPrompt, ProjectKind]):
    """What to write, section by section."""

    model = ProjectPrompt
    form = PartForm
    formset = KnownFormSet
    extra = 0
    fields = ("order", "section", "title", "prompt", "hint")


@admin.register(ProjectKind)
class ProjectKindAdmin(CuratedAdmin):
    """Kinds of projects with their prompts."""

    autocomplete_fields = ("skills",)
    examples = {
        "name": _("Example: Model tuning"),
        "summary": _("What such a project does, in one sentence. Example: Makes a model robust that was weak on some data."),
        "reviewers_look_for": _("One a line. Example: A baseline that was measured before anything changed"),
        "red_flags": _("One a line. Example: The test set was used to choose parameters"),
        "artefacts": _("One a line. Example: A table of runs with seeds"),
        "skills": _("What such a project shows. Example: Hyper-parameter tuning"),
    }
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
