"""What a mentor confirms, and what the two agree on."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careerguide.lib.versioned import Versioned
from mentoring.models.people import Mentorship
from roles.models import Level, Skill


class Endorsement(models.Model):
    """A mentor's level for a skill, append-only: a later row replaces an earlier one, a row without a level withdraws it.

    Goes with the learner; when the mentor's account goes, it stays, by “a former mentor”.
    """

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="+")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(
        _("level"), choices=Level, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    note = models.CharField(_("what it rests on"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["mentorship", "skill", "-created_at"])]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "form_key"], name="an_endorsement_sent_twice_is_one"),
            models.CheckConstraint(condition=Q(level__isnull=True) | Q(level__range=(1, 4)), name="endorsed_level_1_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id}: {self.level}"


class CheckIn(Versioned):
    """A meeting: before it an agenda that both write, after it notes that both keep."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="check_ins")
    starts_at = models.DateTimeField(_("when"))
    agenda = models.TextField(_("agenda"), max_length=10_000, blank=True)
    notes = models.TextField(_("notes"), max_length=20_000, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["mentorship", "done_at", "starts_at"])]
        constraints = [models.UniqueConstraint(fields=["mentorship", "form_key"], name="a_check_in_sent_twice_is_one")]

    def __str__(self) -> str:
        return str(self.starts_at)


class Goal(models.Model):
    """Something to have done by a day; comes back at each check-in until it is done."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="goals")
    title = models.CharField(_("goal"), max_length=200)
    due = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(editable=False)

    class Meta:
        ordering = ["done_at", "due", "pk"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "form_key"], name="a_goal_sent_twice_is_one")]

    def __str__(self) -> str:
        return self.title
