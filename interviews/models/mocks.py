"""Mock rounds: a set of questions against a clock, and how each answer was judged."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import OwnedModel, OwnedQuerySet
from interviews.mock_clock import Clock
from interviews.models.practice import RUBRIC, Answer, RubricLevel
from interviews.models.questions import Question, Round
from roles.models import Role

CLOCK_FIELDS = ("started_at", "allowed_seconds", "paused_seconds", "paused_at", "finished_at")
MAX_NOTE = 2_000


class Length(models.IntegerChoices):
    """How long a mock round takes."""

    QUARTER = 15, _("15 minutes")
    HALF = 30, _("30 minutes")
    THREE_QUARTERS = 45, _("45 minutes")
    HOUR = 60, _("60 minutes")


class MockRoundQuerySet(OwnedQuerySet["MockRound"]):
    """Rounds by state."""

    def under_way(self) -> Self:
        """Begun and not finished."""
        return self.filter(finished_at=None)

    def finished(self) -> Self:
        """Over; the newest first."""
        return self.filter(finished_at__isnull=False)


class MockRound(OwnedModel):
    """One rehearsal of a round. Its clock is made of stamps that only the server sets (`interviews.mock_clock`)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name=_("round"))
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("role"))
    minutes = models.PositiveSmallIntegerField(_("length"), choices=Length, default=Length.HALF)
    started_at = models.DateTimeField(_("started"), editable=False)
    allowed_seconds = models.PositiveIntegerField(editable=False)
    paused_seconds = models.PositiveIntegerField(default=0, editable=False)
    paused_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    current = models.PositiveSmallIntegerField(default=1, editable=False)
    current_since = models.DateTimeField(editable=False)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = MockRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("mock round")
        verbose_name_plural = _("mock rounds")
        indexes = [models.Index(fields=["owner", "-started_at", "-id"], name="mock_rounds_by_start")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="a_mock_sent_twice_is_one"),
            models.UniqueConstraint(fields=["owner"], condition=Q(finished_at=None), name="one_mock_under_way"),
        ]

    def __str__(self) -> str:
        return f"{self.round} ({self.started_at:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        """The page of this round."""
        return reverse("interviews:mock_detail", args=[self.pk])

    @property
    def clock(self) -> Clock:
        """The clock as it stands."""
        return Clock(**{name: getattr(self, name) for name in CLOCK_FIELDS})

    @clock.setter
    def clock(self, value: Clock) -> None:
        for name in CLOCK_FIELDS:
            setattr(self, name, getattr(value, name))

    def spent_on_current(self, now: datetime) -> int:
        """Seconds since the question in view was opened, or the round was resumed; none while the clock stands still."""
        if not self.clock.is_running:
            return 0
        return min(max(0, int((now - self.current_since).total_seconds())), MOST_SECONDS_ON_ONE)


MOST_SECONDS_ON_ONE = 60 * 60 * 2
"""A question left open overnight was not worked on all night."""


class MockItem(OwnedModel):
    """One question of a round, the attempt at it, and the time that it had."""

    mock = models.ForeignKey(MockRound, models.CASCADE, related_name="items", editable=False)
    question = models.ForeignKey(Question, models.RESTRICT, related_name="+", editable=False)
    order = models.PositiveSmallIntegerField(editable=False)
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, related_name="+", editable=False)
    seconds = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["mock", "order"], name="one_mock_item_per_place"),
            models.UniqueConstraint(fields=["mock", "question"], name="one_mock_item_per_question"),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.question_id}"


class MockScoreQuerySet(OwnedQuerySet["MockScore"]):
    """Judgements by who may read them."""

    def revealed(self) -> Self:
        """Those that the learner may read: one judges for oneself first, and sees what the interviewer gave afterwards."""
        own = MockScore.objects.filter(item__mock=OuterRef("item__mock"), scorer=MockScore.Scorer.LEARNER)
        return self.filter(Q(scorer=MockScore.Scorer.LEARNER) | Exists(own))


class MockScore(OwnedModel):
    """How one scorer judged one answer: the learner, or the person who played the interviewer."""

    class Scorer(models.TextChoices):
        """Who judged."""

        LEARNER = "learner", _("you")
        INTERVIEWER = "interviewer", _("interviewer")

    item = models.ForeignKey(MockItem, models.CASCADE, related_name="scores", editable=False)
    scorer = models.CharField(max_length=12, choices=Scorer, editable=False)
    by_name = models.CharField(_("name"), max_length=80, blank=True, editable=False)
    correctness = models.PositiveSmallIntegerField(_("correctness"), choices=RubricLevel)
    reasoning = models.PositiveSmallIntegerField(_("reasoning shown"), choices=RubricLevel)
    limits = models.PositiveSmallIntegerField(_("limits stated"), choices=RubricLevel)
    clarity = models.PositiveSmallIntegerField(_("clarity"), choices=RubricLevel)
    note = models.TextField(_("note"), blank=True, validators=[MaxLengthValidator(MAX_NOTE)])

    objects: ClassVar = MockScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "scorer"], name="one_score_per_scorer"),
            models.CheckConstraint(
                condition=Q(correctness__lte=3, reasoning__lte=3, limits__lte=3, clarity__lte=3), name="mock_rubric_0_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} · {self.scorer}: {self.total}"

    @property
    def values(self) -> dict[str, int]:
        """The four judgements by name."""
        return {name: getattr(self, name) for name in RUBRIC}

    @property
    def total(self) -> int:
        """Points of 12."""
        return sum(self.values.values())
