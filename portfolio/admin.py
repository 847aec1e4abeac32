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

    examples = {
        "name": _("What it makes people do, in a few words. Example: Be findable"),
        "summary": _("What belongs to it, in one sentence. Example: Publish useful work where others already read."),
        "principle": _("What keeps it honest, in one sentence. Example: Say so where something is sponsored."),
    }
    search_fields = ("slug", "name_en", "name_zh_hans")


@admin.register(BrandAction)
class BrandActionAdmin(CuratedAdmin):
    """Actions that learners can plan."""

    list_display = ["__str__", "pillar", "cadence", "hours", "status", "order", "updated_at"]
    list_filter = ["status", "pillar", "cadence"]
    list_select_related = ("pillar",)
    search_fields = ("slug", "title_en", "title_zh_hans", "measure_en", "measure_zh_hans")
    autocomplete_fields = ("pillar", "skills")
    name_field = "title"
    examples = {
        "pillar": _("What the action serves. Example: Be findable"),
        "title": _("An order that can be planned as it is. Example: Pin one project whose front page shows a result"),
        "channel": _("Where it happens; each language names what its readers use. Example: GitHub, your own site"),
        "first_step": _("What to do in the first half hour. Example: Read the page as a stranger would."),
        "measure": _("What shows that it worked. Example: A stranger runs it within fifteen minutes."),
        "cadence": _("How often it is done. Example: every quarter"),
        "hours": _("For one occurrence, from 0.5 to 200. Example: 2"),
        "skills": _("The skills that it shows. Example: Technical writing"),
    }
