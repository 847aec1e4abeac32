"""Guidance about roles and skills, and the learner's record against it."""

import uuid
from functools import lru_cache
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import OwnedModel, OwnedQuerySet
from careerguide.lib.curated import Curated
from roles.reading import Resource as Resource
from roles.reading import ResourceReport as ResourceReport
from roles.reading import Trend as Trend
from roles.release_models import Release as Release
from roles.release_models import ReleaseChange as ReleaseChange
from roles.release_models import ReleasesSeen as ReleasesSeen
from roles.release_models import StagedRequirement as StagedRequirement


class Level(models.IntegerChoices):
    """How well somebody has a skill."""

    NONE = 0, _("none")
    AWARE = 1, _("aware")
    PRACTISED = 2, _("practised with guidance")
    INDEPENDENT = 3, _("independent")
    LEADS = 4, _("leads or teaches")


LEVEL_RANGE = (MinValueValidator(0), MaxValueValidator(4))


@lru_cache(maxsize=1024)
def skill_address(slug: str) -> str:
    """Where a skill's page is; kept, since a checklist asks for 81 of them and `reverse` is slow."""
    return reverse("roles:skill_detail", args=[slug])


class SkillArea(Curated):
    """A family of skills: one axis of the radar."""

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=20, help_text=_("Fits beside the radar: “Frameworks”."))
    description = models.TextField(_("description"), max_length=600)

    class Meta(Curated.Meta):
        verbose_name = _("skill area")
        verbose_name_plural = _("skill areas")

    def __str__(self) -> str:
        return self.name


class Skill(Curated):
    """Something a person can do, with what each level of it looks like."""

    name_en: str | None  # these columns are made by `translation.py`
    name_zh_hans: str | None
    aliases_en: str | None
    aliases_zh_hans: str | None

    area = models.ForeignKey(SkillArea, models.PROTECT, related_name="+", verbose_name=_("area"))
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=600, help_text=_("What someone with the skill does."))
    level_1 = models.TextField(_("level 1"), max_length=400, help_text=_("Aware: can say what it is for."))
    level_2 = models.TextField(_("level 2"), max_length=400, help_text=_("Practised with guidance."))
    level_3 = models.TextField(_("level 3"), max_length=400, help_text=_("Independent on unfamiliar problems."))
    level_4 = models.TextField(_("level 4"), max_length=400, help_text=_("Leads or teaches."))
    evidence = models.TextField(_("what shows level 3"), max_length=600)
    aliases = models.TextField(
        _("names in job texts"),
        max_length=2000,
        blank=True,
        help_text=_("One a line. A Latin name with a capital is found only as written, one without in any case."),
    )

    class Meta(Curated.Meta):
        ordering = ["area__order", "order", "slug"]
        verbose_name = _("skill")
        verbose_name_plural = _("skills")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this skill."""
        return skill_address(self.slug)


class Role(Curated):
    """A job in or beside machine learning. Lists are texts with one item a line, so that curators can just type."""

    title = models.CharField(_("title"), max_length=120)
    also_called = models.TextField(_("also called"), max_length=1000, blank=True, help_text=_("One title a line."))
    summary = models.TextField(_("summary"), max_length=600)
    distinguishes = models.TextField(_("what sets it apart"), max_length=3000)
    responsibilities = models.TextField(_("responsibilities"), max_length=5000, help_text=_("One a line."))
    works_on = models.TextField(_("works on"), max_length=3000, help_text=_("One example a line."))
    interview_topics = models.TextField(_("interview topics"), max_length=3000, help_text=_("One a line."))
    note = models.TextField(_("editor's note"), max_length=3000, blank=True)
    skills = models.ManyToManyField(Skill, through="Requirement", related_name="roles")

    class Meta(Curated.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this role."""
        return reverse("roles:role_detail", args=[self.slug])


class RequirementQuerySet(models.QuerySet["Requirement"]):
    """Requirements that count."""

    def in_force(self) -> Self:
        """Requirements between a published role and a published skill."""
        return self.filter(role__status=Curated.Status.PUBLISHED, skill__status=Curated.Status.PUBLISHED)


class Requirement(models.Model):
    """The level of a skill that a mid-level holder of the role has; no row means it is not asked for."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="requirements", verbose_name=_("role"))
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="requirements", verbose_name=_("skill"))
    level = models.PositiveSmallIntegerField(_("level"), validators=[MinValueValidator(1), MaxValueValidator(4)])
    loaded_level = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.UniqueConstraint(fields=["role", "skill"], name="one_requirement_per_role_and_skill"),
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="required_level_1_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.skill}: {self.level}"


class Transition(Curated):
    """A move from one role to another that people really make."""

    from_role = models.ForeignKey(Role, models.CASCADE, related_name="+", verbose_name=_("from"))
    to_role = models.ForeignKey(Role, models.CASCADE, related_name="+", verbose_name=_("to"))
    learn = models.TextField(_("what to learn"), max_length=3000)
    why = models.TextField(_("why people move"), max_length=3000)

    class Meta(Curated.Meta):
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        constraints = [
            models.UniqueConstraint(fields=["from_role", "to_role"], name="one_move_per_pair"),
            models.CheckConstraint(condition=~Q(from_role=models.F("to_role")), name="a_move_changes_the_role"),
        ]

    def __str__(self) -> str:
        return f"{self.from_role} → {self.to_role}"


class GuidanceVersion(models.Model):
    """One row whose token changes with every change of the guidance, so that processes know when to read it anew.

    A token rather than a number: a number that a rolled-back transaction gave out would come again with other content.
    """

    token = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.token)

    @classmethod
    def renew(cls) -> None:
        """Note that the guidance has changed; call it in the transaction of the change."""
        if not cls.objects.filter(pk=1).update(token=uuid.uuid4()):
            cls.objects.get_or_create(pk=1)


# --- The learner's record ------------------------------------------------------------------------------------------------


class TargetRole(OwnedModel):
    """A role that somebody aims at; at most one is the primary one."""

    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    is_primary = models.BooleanField(_("primary"), default=False)

    class Meta:
        ordering = ["-is_primary", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "role"], name="a_role_is_targeted_once"),
            models.UniqueConstraint(fields=["owner"], condition=Q(is_primary=True), name="one_primary_target"),
        ]

    def __str__(self) -> str:
        return str(self.role)


class SkillRating(OwnedModel):
    """The level that somebody claims now."""

    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, validators=LEVEL_RANGE)
    rated_at = models.DateTimeField(_("rated"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "skill"], name="one_rating_per_skill"),
            models.CheckConstraint(condition=Q(level__range=(0, 4)), name="claimed_level_0_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.level}"


class RatingChange(OwnedModel):
    """One step of a rating's history; never changed, never deleted on its own."""

    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    previous_level = models.PositiveSmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField(choices=Level, validators=LEVEL_RANGE)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["owner", "changed_at"]), models.Index(fields=["owner", "skill"])]

    def __str__(self) -> str:
        return f"{self.skill}: {self.previous_level} → {self.level}"


class EvidenceQuerySet(OwnedQuerySet["Evidence"]):
    """Evidence that counts."""

    def standing(self) -> Self:
        """What has not been taken back."""
        return self.filter(withdrawn_at=None)


class Evidence(OwnedModel):
    """Something that shows a level; appended, never rewritten. Taken back, it stays as a row and shows nothing."""

    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(
        _("level it shows"), choices=Level, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    title = models.CharField(_("what shows it"), max_length=200)
    link = models.URLField(_("link"), max_length=500, blank=True)
    form_key = models.UUIDField(editable=False)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    objects: ClassVar = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["owner", "skill"])]
        constraints = [models.UniqueConstraint(fields=["owner", "form_key"], name="evidence_sent_twice_is_one")]

    def __str__(self) -> str:
        return self.title


class ConfirmedLevel(OwnedModel):
    """The level of a skill that somebody else vouches for. A plain value: who and why is kept where it was given."""

    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(
        _("confirmed level"), choices=Level, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    confirmed_at = models.DateTimeField(_("confirmed"))
    confirmed_by_name = models.CharField(_("confirmed by"), max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "skill"], name="one_confirmed_level_per_skill"),
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="confirmed_level_1_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.level}"
