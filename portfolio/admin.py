"""Curation of kinds of projects. What learners write never appears here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from careerguide.lib.curation.inlines import KnownFormSet, PartForm
from portfolio.models import ProjectKind, ProjectPrompt
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
