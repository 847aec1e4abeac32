"""Curation of topics, rounds and questions. Learners' private questions never appear here."""

from collections import defaultdict
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from careerguide.lib.curation.forms import CuratedForm
from careerguide.lib.curation.inlines import TABLE, KnownFormSet, NamedCells, PartForm
from careerguide.lib.curation.sheets import SheetMixin
from interviews.attention import without_key_points, without_skills
from interviews.models import KeyPoint, Question, Round, Stage, StageMove, Tip, Topic
from interviews.question_sheet import QuestionSheet
from roles.admin import CuratedAdmin


@admin.register(Topic)
class TopicAdmin(CuratedAdmin):
    """Topics."""

    examples = {
        "name": _("The field in two or three words. Example: Deep learning"),
        "description": _("What its questions are about, in one sentence. Example: Architectures, training, diagnosis."),
    }


@admin.register(Round)
class RoundAdmin(CuratedAdmin):
    """Rounds."""

    examples = {
        "name": _("As candidates know it. Example: First technical round"),
        "description": _("What the round examines and how long it takes. Example: Basics and projects, 45–60 minutes."),
    }


class KeyPointFormSet(KnownFormSet):
    """What is public keeps two key points."""

    def clean(self) -> None:
        """A draft may wait for them."""
        super().clean()
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if self.instance.pk and self.instance.status == Question.Status.PUBLISHED and len(kept) < 2:
            raise ValidationError(gettext("A question that is public has at least two key points."))


class KeyPointInline(NamedCells, TranslationTabularInline[KeyPoint, Question]):  # type: ignore[misc]
    """What a good answer covers."""

    model = KeyPoint
    template = TABLE
    form = PartForm
    formset = KeyPointFormSet
    extra = 0
    fields = ("order", "text")


class LackFilter(admin.SimpleListFilter):
    """Questions that lack what a published one must have."""

    title = _("lacks")
    parameter_name = "lack"
    lacks = {"key_points": (_("two key points"), without_key_points), "skills": (_("a skill"), without_skills)}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """What may be lacking."""
        return [(key, label) for key, (label, _condition) in self.lacks.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        """Only those that lack it; what is retired needs no work."""
        chosen = self.lacks.get(self.value() or "")
        return queryset.filter(chosen[1]()).exclude(status="retired") if chosen else queryset


class QuestionForm(CuratedForm):
    """What is public keeps a skill."""

    def clean(self) -> dict[str, Any]:
        """A draft may wait for its skills."""
        cleaned = super().clean()
        public = self.instance.pk and self.instance.status == Question.Status.PUBLISHED
        if public and "skills" in cleaned and not cleaned["skills"]:
            self.add_error("skills", gettext("A question that is public names at least one skill."))
        return cleaned


@admin.register(Question)
class QuestionAdmin(SheetMixin, CuratedAdmin):
    """Questions with their key points."""

    form = QuestionForm
    resource_classes = (QuestionSheet,)
    list_display = ["__str__", "topic", "round", "difficulty", "status", "order", "updated_at"]
    list_filter = ["status", "topic", "round", "difficulty", LackFilter]
    list_select_related = ("topic", "round")
    search_fields = ("slug", "prompt_en", "prompt_zh_hans")
    autocomplete_fields = ("topic", "round", "skills")
    inlines = (KeyPointInline,)
    name_field = "prompt"
    examples = {
        "prompt": _("As an interviewer would ask it. Example: Why does batch normalisation behave differently at inference?"),
        "topic": _("The field it comes from. Example: Deep learning"),
        "round": _("Where it is asked most often. Example: Second technical round"),
        "skills": _("What the answer shows; decides which roles it suits. Example: Initialisation and normalisation"),
        "difficulty": _("Screening: a definition. Working level: a choice in a project. Deep: a trade-off under constraints."),
    }

    def obstacles(self, rows: Any) -> dict[int, str]:
        """A question without key points teaches nothing, one without a skill is found by no role: it stays a draft."""
        chosen = Question.objects.filter(pk__in=[row.pk for row in rows])
        found: dict[int, list[str]] = defaultdict(list)
        for condition, problem in (
            (without_skills(), gettext("names no skill")),
            (without_key_points(), gettext("has fewer than two key points")),
        ):
            for pk in chosen.filter(condition).values_list("pk", flat=True):
                found[pk].append(problem)
        return {pk: " · ".join(problems) for pk, problems in found.items()}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        """Only the bank: what learners keep for themselves is nobody's to curate."""
        return super().get_queryset(request).filter(owner=None)


@admin.register(Stage)
class StageAdmin(CuratedAdmin):
    """Stages of the process."""

    list_display = ["__str__", "slug", "kind", "group", "status", "order", "updated_at"]
    list_filter = ["status", "kind", "group"]
    examples = {
        "kind": _("An end expects nothing more. Example: a round or a step"),
        "group": _("Its column on the board. Example: Technical"),
        "company_outcome": _("Leave empty while the company has not decided. Example: offer"),
        "own_decision": _("Leave empty while it is open. Example: accepted"),
        "name": _("Example: Second technical round"),
        "short_name": _("At most 24 characters, for a card. Example: Tech 2"),
        "examines": _("Example: Deep-learning depth, choices made in projects, debugging."),
        "prepare": _("One step a line. Example: Re-derive the gradient of cross-entropy"),
        "log": _("One thing a line. Example: Questions asked"),
    }


@admin.register(StageMove)
class StageMoveAdmin(CuratedAdmin):
    """Moves that the process allows."""

    list_display = ["__str__", "label", "is_main", "opens_new", "status", "order", "updated_at"]
    list_filter = ["status", "is_main"]
    list_select_related = ("from_stage", "to_stage")
    search_fields = ("slug", "outcome", "guard_en", "guard_zh_hans")
    autocomplete_fields = ("from_stage", "to_stage")
    name_field = "label"
    examples = {
        "to_stage": _("Where the application stands afterwards. Example: Offer"),
        "outcome": _("A word for statistics; letters and hyphens. Example: passed"),
        "is_main": _("Whether it is offered first. Example: passing a round is; withdrawing is not"),
        "label": _("What the button says. Example: Passed"),
        "guard": _("When the move makes sense. Example: The company has confirmed in writing"),
    }


@admin.register(Tip)
class TipAdmin(CuratedAdmin):
    """Tips."""

    list_display = ["__str__", "slug", "kind", "status", "order", "updated_at"]
    list_filter = ["status", "kind", "topics"]
    search_fields = ("slug", "headline_en", "headline_zh_hans", "how_to_en", "how_to_zh_hans")
    autocomplete_fields = ("topics",)
    name_field = "headline"
    examples = {
        "kind": _("Where the advice applies. Example: In every round"),
        "headline": _("The advice as an order. Example: Make sure of the question before you answer"),
        "says": _("What is commonly said, in a sentence."),
        "how_to": _("How to do it in the room, with words one could say. Example: “May I check that you mean …?”"),
        "topics": _("Where it helps. Leave empty for all. Example: Deep learning"),
    }
