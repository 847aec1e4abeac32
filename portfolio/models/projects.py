"""A learner's projects: the write-up, the numbers, the skills shown, the lessons."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, Self

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from django_stubs_ext import StrPromise

from accounts.models import OwnedModel, OwnedQuerySet
from careerguide.lib.markdown import render
from careerguide.lib.versioned import Versioned
from portfolio.models.kinds import ProjectKind
from roles.models import Evidence, Level, Skill

MAX_SECTION = 50_000


class ProjectQuerySet(OwnedQuerySet["Project"]):
    """Projects by state."""

    def finished(self) -> Self:
        """Projects that their owner called finished."""
        return self.filter(finished_at__isnull=False)

    def drafts(self) -> Self:
        """Projects that are still being written."""
        return self.filter(finished_at=None)


class Project(Versioned, OwnedModel):
    """A piece of work; a draft until `finished_at`. Without a kind it is free in form."""

    kind = models.ForeignKey(
        ProjectKind, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kind"), editable=False
    )
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), max_length=1000, blank=True)
    own_part = models.TextField(_("your own part"), max_length=2000, blank=True)
    organisation = models.CharField(pgettext_lazy("project", "where"), max_length=120, blank=True)
    started = models.DateField(_("started"), null=True, blank=True)
    ended = models.DateField(pgettext_lazy("project", "ended"), null=True, blank=True)
    code_link = models.URLField(_("code"), max_length=500, blank=True)
    report_link = models.URLField(_("report or article"), max_length=500, blank=True)
    demo_link = models.URLField(_("demo or recording"), max_length=500, blank=True)
    skills = models.ManyToManyField(Skill, through="ProjectSkill", related_name="+", verbose_name=_("skills"))
    retrospective_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="retrospectives", editable=False
    )
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    form_key = models.UUIDField(editable=False, default=uuid.uuid4)

    objects: ClassVar = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [models.Index(fields=["owner", "-updated_at", "-id"], name="own_projects")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="a_project_sent_twice_is_one"),
            models.CheckConstraint(
                condition=Q(started=None) | Q(ended=None) | Q(ended__gte=F("started")), name="a_project_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The project as its owner reads it."""
        return reverse("portfolio:project_detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.finished_at is None

    @property
    def links(self) -> list[tuple[str, str]]:
        """Label and address of every link that is filled in."""
        named = (("code_link", pgettext("link of a project", "Code")), ("report_link", _("Report")), ("demo_link", _("Demo")))
        return [(str(label), address) for name, label in named if (address := getattr(self, name))]


class ProjectSection(Versioned, OwnedModel):
    """One part of the write-up. `section` names the prompt of the project's kind that it answers; blank: the learner's own."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="sections")
    section = models.SlugField(max_length=40, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=80, blank=True)
    text = models.TextField(_("text"), blank=True, validators=[MaxLengthValidator(MAX_SECTION)])
    html = models.TextField(blank=True, editable=False)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["project", "order", "id"], name="sections_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["project", "section"], condition=~Q(section=""), name="one_text_per_section")
        ]

    def __str__(self) -> str:
        return self.title or self.section

    def save_edit(self, fields: Sequence[str], *, expected: int) -> bool:
        """Write these fields if nobody was quicker; the HTML always goes with its text."""
        if "text" in fields:
            self.html = render(self.text)
            fields = [*fields, "html"]
        return super().save_edit(fields, expected=expected)


class SectionRevision(OwnedModel):
    """A state of a section. One row holds one burst of writing, so that autosaving does not flood the history."""

    section = models.ForeignKey(ProjectSection, models.CASCADE, related_name="revisions")
    text = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    """When the burst that wrote this text began."""
    writer = models.UUIDField(null=True)
    """The open page that wrote it: two tabs never share a row, so that neither can wipe out the other's text."""

    class Meta:
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["section", "-begun_at", "-id"], name="revisions_newest_first")]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}"


class ProjectSkill(OwnedModel):
    """A skill that a project shows, and at which level; `evidence` is what was made of it when the project was finished."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="shown")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+", verbose_name=_("skill"))
    level = models.PositiveSmallIntegerField(
        _("level it shows"), choices=Level, default=Level.PRACTISED, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    evidence = models.ForeignKey(Evidence, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)

    class Meta:
        ordering = ["skill__area__order", "skill__order", "pk"]
        indexes = [models.Index(fields=["owner", "skill"], name="own_projects_of_a_skill")]
        constraints = [
            models.UniqueConstraint(fields=["project", "skill"], name="a_project_shows_a_skill_once"),
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="shown_level_1_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.level}"

    @property
    def is_in_evidence(self) -> bool:
        """Whether this very level is evidence that was not taken back."""
        return self.evidence is not None and self.evidence.level == self.level and self.evidence.withdrawn_at is None


def _number(label: StrPromise) -> models.DecimalField[Decimal | int | None, Decimal | None]:
    """A measured value; 15 digits are what SQLite keeps exactly."""
    return models.DecimalField(label, max_digits=15, decimal_places=6, null=True, blank=True)


class Metric(OwnedModel):
    """A number before and after, with the interval of the latter."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="metrics")
    name = models.CharField(_("metric"), max_length=80)
    before = _number(_("before"))
    after = _number(_("after"))
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    low = _number(_("interval from"))
    high = _number(_("interval to"))
    interval_note = models.CharField(_("what the interval is"), max_length=60, blank=True)
    higher_is_better = models.BooleanField(_("higher is better"), default=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("metric")
        verbose_name_plural = _("metrics")
        constraints = [
            models.CheckConstraint(condition=Q(low=None) | Q(high=None) | Q(high__gte=F("low")), name="an_interval_goes_upward")
        ]

    def __str__(self) -> str:
        return self.name


class Lesson(OwnedModel):
    """What a project taught. One to repeat is suggested in later projects, where taking it up makes a row of its own."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="lessons")
    text = models.CharField(_("lesson"), max_length=400)
    repeat_next_time = models.BooleanField(_("repeat next time"), default=False)
    taken_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="applied", editable=False)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        indexes = [models.Index(fields=["owner", "-id"], condition=Q(repeat_next_time=True), name="lessons_to_repeat")]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "taken_from"], condition=Q(taken_from__isnull=False), name="a_lesson_is_taken_up_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


def image_path(_image: "ProjectImage", _filename: str) -> str:
    """A random name: neither the person nor the name of the uploaded file can be read from it."""
    return f"projects/{uuid.uuid4().hex}.webp"


class ProjectImage(OwnedModel):
    """A picture of a project, encoded anew; served by a view that knows who may see it, never by its path."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="images")
    file = models.ImageField(_("picture"), upload_to=image_path, width_field="width", height_field="height")
    alt = models.CharField(_("what the picture shows"), max_length=300)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    form_key = models.UUIDField(editable=False, default=uuid.uuid4)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["owner"], name="own_pictures")]
        constraints = [models.UniqueConstraint(fields=["owner", "form_key"], name="a_picture_sent_twice_is_one")]

    def __str__(self) -> str:
        return self.alt[:80]
