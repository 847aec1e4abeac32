"""The job search: applications, what happened to them and when, interviews that took place, and tasks."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.models import OwnedModel, OwnedQuerySet
from careerguide.lib.versioned import Versioned
from interviews.models.process import CompanyOutcome, OwnDecision, Stage
from interviews.models.questions import Question, Round
from roles.models import Role

SILENT_AFTER_DAYS = 30


class ApplicationQuerySet(OwnedQuerySet["Application"]):
    """Applications in words of the search."""

    def active(self) -> Self:
        """Those that have not ended."""
        return self.exclude(stage__kind=Stage.Kind.END)

    def changed_since(self, moment: datetime) -> Self:
        """Those whose stage changed after `moment`, by when it was noted (not by when it happened)."""
        return self.filter(events__recorded_at__gt=moment).distinct()


class Application(Versioned, OwnedModel):
    """One application for one post.

    The events are the truth. `stage`, `stage_on` and `applied_on` are what the effective events say, kept beside them so that
    lists can sort and filter; only `actions` writes them, together with the event.
    """

    company = models.CharField(_("company"), max_length=120)
    post = models.CharField(_("post"), max_length=160)
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("role"))
    link = models.URLField(_("link to the post"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True)
    notes = models.TextField(_("notes"), max_length=10_000, blank=True)
    resume_label = models.CharField(_("résumé version sent"), max_length=120, blank=True)
    resume_text = models.TextField(_("copy of the résumé as sent"), max_length=20_000, blank=True)
    silent_after = models.PositiveSmallIntegerField(
        _("days without news before it counts as silent"),
        default=SILENT_AFTER_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    company_outcome = models.CharField(_("the company says"), max_length=12, choices=CompanyOutcome, blank=True, default="")
    own_decision = models.CharField(_("your decision"), max_length=12, choices=OwnDecision, blank=True, default="")
    reapplication_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reapplications", verbose_name=_("applied before as")
    )
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", editable=False)
    stage_on = models.DateField(editable=False)
    applied_on = models.DateField(null=True, editable=False)
    form_key = models.UUIDField(editable=False)

    objects: ClassVar = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-stage_on", "-pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes = [
            models.Index(fields=["owner", "-stage_on", "-id"], name="applications_by_news"),
            models.Index(fields=["owner", "stage", "-stage_on"], name="applications_by_stage"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="an_application_sent_twice_is_one"),
            models.CheckConstraint(condition=Q(silent_after__range=(1, 365)), name="silence_1_to_365_days"),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.post}"

    def get_absolute_url(self) -> str:
        """The page of this application."""
        return reverse("interviews:application_detail", args=[self.pk])


class StageEventQuerySet(OwnedQuerySet["StageEvent"]):
    """Events by time."""

    def changed_since(self, moment: datetime) -> Self:
        """Events noted after `moment`."""
        return self.filter(recorded_at__gt=moment)


class StageEvent(OwnedModel):
    """Something that happened to an application, or a correction. Never changed, never deleted on its own.

    A correction takes the place of the event that it `replaces`; without a stage it says that the event did not happen.
    """

    class Kind(models.TextChoices):
        """What the event is."""

        NORMAL = "normal", _("event")
        CORRECTION = "correction", _("correction")

    application = models.ForeignKey(Application, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NORMAL)
    stage = models.ForeignKey(Stage, models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.CASCADE, null=True, related_name="replaced_by")
    happened_on = models.DateField(_("happened on"))
    recorded_at = models.DateTimeField()
    note = models.CharField(_("note"), max_length=500, blank=True)
    form_key = models.UUIDField(editable=False)

    objects: ClassVar = StageEventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("stage event")
        verbose_name_plural = _("stage events")
        indexes = [models.Index(fields=["owner", "recorded_at"], name="stage_events_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["application", "form_key"], name="an_event_sent_twice_is_one"),
            models.CheckConstraint(
                condition=Q(kind="normal", stage__isnull=False, replaces=None) | Q(kind="correction", replaces__isnull=False),
                name="only_a_correction_replaces",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage or '–'} ({self.happened_on})"


class InterviewOutcome(models.TextChoices):
    """How a round ended."""

    OPEN = "", _("not known yet")
    PASS = "pass", _("passed")
    FAIL = "fail", _("not passed")
    HOLD = "hold", _("on hold")
    REDIRECT = "redirect", _("redirected to another post")
    MORE = "more-evidence", _("more evidence wanted")
    RESCHEDULED = "rescheduled", _("rescheduled")
    CANCELLED = "cancelled", _("cancelled by the company")
    WITHDRAWN = "withdrawn", _("withdrawn by you")


OFF = (InterviewOutcome.RESCHEDULED, InterviewOutcome.CANCELLED, InterviewOutcome.WITHDRAWN)
"""Outcomes of a round that did not take place."""


def round_name() -> str:
    """The column of a round's name in the language of this request, for queries of interviews that read plain values."""
    return str(build_localized_fieldname("round__name", get_language() or settings.LANGUAGE_CODE))


class InterviewQuerySet(OwnedQuerySet["Interview"]):
    """Interviews by time."""

    def upcoming(self, moment: datetime) -> Self:
        """Those that are still ahead and have not been called off, the next one first."""
        return self.filter(starts_at__gte=moment).exclude(outcome__in=OFF).order_by("starts_at", "pk")


class Interview(Versioned, OwnedModel):
    """A round that is planned or took place, with its debrief."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="interviews")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("round"))
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    place = models.CharField(_("where"), max_length=300, blank=True)
    people = models.CharField(_("with whom"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=15, choices=InterviewOutcome, blank=True, default="")
    asked = models.TextField(_("what was asked"), max_length=10_000, blank=True)
    differently = models.TextField(_("what I would answer differently"), max_length=10_000, blank=True)
    questions = models.ManyToManyField(Question, blank=True, related_name="+")
    form_key = models.UUIDField(editable=False)

    objects: ClassVar = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        indexes = [models.Index(fields=["owner", "starts_at"], name="interviews_by_time")]
        constraints = [models.UniqueConstraint(fields=["owner", "form_key"], name="an_interview_sent_twice_is_one")]

    def __str__(self) -> str:
        return f"{self.round or _('Interview')} ({self.starts_at:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        """The page of this interview."""
        return reverse("interviews:interview_edit", args=[self.pk])


class TaskQuerySet(OwnedQuerySet["Task"]):
    """Tasks by state."""

    def open(self) -> Self:
        """Those still to do, the most urgent first; without a date last."""
        return self.filter(done_at=None).order_by(models.F("due_on").asc(nulls_last=True), "pk")


class Task(Versioned, OwnedModel):
    """Something to do, with or without an application."""

    application = models.ForeignKey(
        Application, models.CASCADE, null=True, blank=True, related_name="tasks", verbose_name=_("application")
    )
    interview = models.OneToOneField(Interview, models.SET_NULL, null=True, related_name="next_action", editable=False)
    title = models.CharField(_("what to do"), max_length=200)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    form_key = models.UUIDField(editable=False)

    objects: ClassVar = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = [models.Index(fields=["owner", "done_at", "due_on"], name="tasks_to_do")]
        constraints = [models.UniqueConstraint(fields=["owner", "form_key"], name="a_task_sent_twice_is_one")]

    def __str__(self) -> str:
        return self.title
