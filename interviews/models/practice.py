"""Attempts at questions: every one is kept."""

import uuid
from typing import ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.models import OwnedModel, OwnedQuerySet
from careerguide.lib import markdown
from careerguide.lib.versioned import Versioned
from interviews.models.questions import KeyPoint, Question

MAX_ANSWER = 50_000


class Grade(models.IntegerChoices):
    """How well the answer came back to mind; the numbers are those of FSRS."""

    AGAIN = 1, _("Again")
    HARD = 2, _("Hard")
    GOOD = 3, _("Good")
    EASY = 4, _("Easy")


class Confidence(models.IntegerChoices):
    """How sure the learner was before seeing the key points."""

    GUESSING = 1, _("guessing")
    UNSURE = 2, _("unsure")
    FAIR = 3, _("fairly sure")
    SURE = 4, _("sure")
    CERTAIN = 5, _("certain")


class RubricLevel(models.IntegerChoices):
    """One row of the rubric."""

    MISSING = 0, _("missing")
    PARTLY = 1, _("partly")
    MOSTLY = 2, _("mostly")
    FULLY = 3, _("fully")


RUBRIC = ("correctness", "reasoning", "limits", "clarity")
"""The rows of the rubric, each a field of `Answer`, 0–3 or not judged."""


class AnswerQuerySet(OwnedQuerySet["Answer"]):
    """Attempts by state."""

    def submitted(self) -> Self:
        """Finished attempts."""
        return self.filter(submitted_at__isnull=False)

    def drafts(self) -> Self:
        """Attempts that are still being written."""
        return self.filter(submitted_at=None)


def _rubric_row(label: StrPromise) -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(label, choices=RubricLevel, null=True, blank=True)


class Answer(Versioned, OwnedModel):
    """One attempt at a question. It is a draft until `submitted_at`; then the key points are revealed and it is judged.

    `html` is the text as it was handed in, rendered once; while the text still changes with every save it is empty.
    `seconds` is the time worked by the server's clock: spans between saves, of each at most ten minutes.
    `form_key` is that of the page that began it, `written_by` that of the page that wrote last: a page whose save was stored
    but never acknowledged may go on, since nobody else has written. `turn` is the number of that page's save: of two that were
    under way at once the one sent later stays.
    """

    question = models.ForeignKey(Question, models.RESTRICT, related_name="+", verbose_name=_("question"))
    text = models.TextField(_("answer"), blank=True, validators=[MaxLengthValidator(MAX_ANSWER)])
    html = models.TextField(blank=True, editable=False)
    seconds = models.PositiveIntegerField(default=0, editable=False)
    started_at = models.DateTimeField(editable=False)
    touched_at = models.DateTimeField(editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    ticked = models.JSONField(_("key points covered"), default=list, blank=True)
    total = models.PositiveSmallIntegerField(default=0, editable=False)
    correctness = _rubric_row(_("correctness"))
    reasoning = _rubric_row(_("reasoning shown"))
    limits = _rubric_row(_("limits stated"))
    clarity = _rubric_row(_("clarity"))
    confidence = models.PositiveSmallIntegerField(_("confidence"), choices=Confidence, null=True, blank=True)
    grade = models.PositiveSmallIntegerField(_("grade"), choices=Grade, null=True, blank=True, editable=False)
    form_key = models.UUIDField(editable=False)
    written_by = models.UUIDField(default=uuid.uuid4, editable=False)
    turn = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [
            models.Index(fields=["owner", "-submitted_at", "-id"], name="answer_log"),
            models.Index(fields=["owner", "question", "-submitted_at"], name="answer_of_question"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="an_answer_sent_twice_is_one"),
            models.UniqueConstraint(
                fields=["owner", "question"], condition=Q(submitted_at=None), name="one_draft_per_question"
            ),
            models.CheckConstraint(condition=Q(grade=None) | Q(grade__range=(1, 4)), name="grade_1_to_4"),
            models.CheckConstraint(condition=Q(grade=None) | Q(submitted_at__isnull=False), name="a_draft_has_no_grade"),
            models.CheckConstraint(condition=Q(confidence=None) | Q(confidence__range=(1, 5)), name="confidence_1_to_5"),
            models.CheckConstraint(
                condition=(Q(correctness=None) | Q(correctness__lte=3))
                & (Q(reasoning=None) | Q(reasoning__lte=3))
                & (Q(limits=None) | Q(limits__lte=3))
                & (Q(clarity=None) | Q(clarity__lte=3)),
                name="rubric_0_to_3",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.started_at:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        """The page of this attempt."""
        return reverse("interviews:answer_detail", args=[self.pk])

    def get_ticked_display(self) -> str:
        """The ticked key points as texts, for whoever compares two states of a judgement."""
        return "\n".join(KeyPoint.objects.filter(question=self.question_id, pk__in=self.ticked).values_list("text", flat=True))

    @property
    def shown(self) -> SafeString:
        """The text as pages show it."""
        return mark_safe(self.html) if self.html else markdown.render(self.text)  # noqa: S308  (rendered by us when handed in)

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.submitted_at is None
