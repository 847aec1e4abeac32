"""What brings answers back: one card per practised question, and a log of every grade."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import OwnedModel, OwnedQuerySet
from interviews.models.practice import Answer, Grade
from interviews.models.questions import Question
from interviews.schedule import CardState

STATE_FIELDS = ("stability", "difficulty", "state", "step", "due", "last_review")


class ReviewCardQuerySet(OwnedQuerySet["ReviewCard"]):
    """Cards by what is to be done with them."""

    def visible(self) -> Self:
        """Those whose question can still be opened: published, or the learner's own."""
        return self.filter(Q(question__status=Question.Status.PUBLISHED) | Q(question__owner=F("owner")))

    def active(self) -> Self:
        """Those that come back, which a suspended one does not."""
        return self.visible().filter(suspended_at=None)

    def due_on(self, day: date) -> Self:
        """What is to be answered on this day, the longest overdue first."""
        return self.active().filter(due__lte=day).order_by("due", "pk")


class ReviewCard(OwnedModel):
    """The state of FSRS for one question that somebody has practised, in days of their own calendar."""

    question = models.ForeignKey(Question, models.RESTRICT, related_name="+", editable=False)
    stability = models.FloatField(editable=False)
    difficulty = models.FloatField(editable=False)
    state = models.PositiveSmallIntegerField(editable=False)
    step = models.PositiveSmallIntegerField(null=True, editable=False)
    due = models.DateField(_("due"), editable=False)
    last_review = models.DateField(_("last review"), editable=False)
    last_grade = models.PositiveSmallIntegerField(_("last grade"), choices=Grade, editable=False)
    suspended_at = models.DateTimeField(_("suspended"), null=True, editable=False)

    objects: ClassVar = ReviewCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("review card")
        verbose_name_plural = _("review cards")
        constraints = [
            models.UniqueConstraint(fields=["owner", "question"], name="one_card_per_question"),
            models.CheckConstraint(condition=Q(last_grade__range=(1, 4)), name="last_grade_1_to_4"),
            models.CheckConstraint(condition=Q(stability__gt=0), name="stability_is_positive"),
        ]
        indexes = [models.Index(fields=["owner", "due", "id"], name="cards_by_due_date")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.due}"

    @property
    def memory(self) -> CardState:
        """The scheduling values as `interviews.schedule` takes them."""
        return CardState(self.stability, self.difficulty, self.state, self.step, self.due, self.last_review)

    @memory.setter
    def memory(self, value: CardState) -> None:
        for name in STATE_FIELDS:
            setattr(self, name, getattr(value, name))

    def snapshot(self) -> dict[str, Any]:
        """Everything that a grade changes, as JSON."""
        values = {name: getattr(self, name) for name in (*STATE_FIELDS, "last_grade")}
        return values | {name: values[name].isoformat() for name in ("due", "last_review")}

    def restore(self, values: dict[str, Any]) -> None:
        """Take back a snapshot."""
        for name, value in values.items():
            setattr(self, name, date.fromisoformat(value) if name in {"due", "last_review"} else value)


class ReviewLogQuerySet(OwnedQuerySet["ReviewLog"]):
    """Grades that count."""

    def in_force(self) -> Self:
        """Those that were not taken back."""
        return self.filter(undone_at=None)


class ReviewLog(OwnedModel):
    """One grade; appended, never rewritten. Taking it back only stamps it.

    It names the question rather than the card: taking back the first grade removes the card, and the log stays.
    """

    question = models.ForeignKey(Question, models.RESTRICT, related_name="+", editable=False)
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, related_name="+", editable=False)
    grade = models.PositiveSmallIntegerField(_("grade"), choices=Grade, editable=False)
    reviewed_on = models.DateField(_("reviewed on"), editable=False)
    due = models.DateField(_("due"), editable=False)
    interview = models.DateField(_("interview that capped it"), null=True, editable=False)
    parameters = models.JSONField(editable=False)
    previous = models.JSONField(null=True, editable=False)
    undone_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects: ClassVar = ReviewLogQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["answer"], condition=Q(undone_at=None, answer__isnull=False), name="an_answer_is_graded_once"
            ),
            models.CheckConstraint(condition=Q(grade__range=(1, 4)), name="review_grade_1_to_4"),
        ]
        indexes = [
            models.Index(fields=["owner", "reviewed_on"], name="reviews_by_day"),
            models.Index(fields=["owner", "question", "id"], name="reviews_of_question"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.grade} ({self.reviewed_on})"
