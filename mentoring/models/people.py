"""A mentorship from its invitation to its end, and a mentor's limits."""

import uuid
import zoneinfo
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from careerguide.lib.secret_addresses import digest, new_token


class Scope(models.TextChoices):
    """The kinds of data that can be shared, each by itself."""

    SKILLS = "skills", _("Skills and evidence")
    ANSWERS = "answers", _("Practice answers")
    APPLICATIONS = "applications", _("Applications")
    PROJECTS = "projects", _("Projects")
    RESUME = "resume", _("Résumé")
    BRAND = "brand", _("Brand plan")


def only_skills() -> list[str]:
    """What is shared unless the learner chooses more."""
    return [Scope.SKILLS.value]


def invitation_end() -> datetime:
    """When an invitation that is made now stops working."""
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


def is_over(until: date | None, time_zone: str) -> bool:
    """Whether the day that the learner set has passed where they are."""
    return until is not None and until < timezone.localdate(timezone=zoneinfo.ZoneInfo(time_zone))


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    """Mentorships in words of the domain."""

    def of_learner(self, user: User | int) -> Self:
        """Those in which this person is the learner: theirs to see whatever the state."""
        return self.filter(learner=user)

    def of_mentor(self, user: User) -> Self:
        """Those in which this person is the mentor, whatever the state; gives no right to read anything of the learner."""
        return self.filter(mentor=user)

    def invited(self) -> Self:
        """Invitations that can still be accepted."""
        return self.filter(state=Mentorship.State.INVITED, revoked_at__isnull=True, expires_at__gt=timezone.now())

    def running(self) -> Self:
        """Accepted and not ended, paused or not."""
        return self.filter(state__in=(Mentorship.State.ACTIVE, Mentorship.State.PAUSED))


class Mentorship(models.Model):
    """A learner lets a mentor see chosen kinds of data, until a day or an end.

    Policy on deletion: with the learner everything goes; with the mentor the row stays, ended, without a mentor.
    """

    class State(models.TextChoices):
        """Where it stands; an invitation that expired or was taken back stays `invited` and can no longer be accepted."""

        INVITED = "invited", _("invited")
        DECLINED = "declined", _("declined")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    scopes = models.JSONField(default=only_skills)
    until = models.DateField(_("until"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    # The invitation. The token itself is nowhere: the learner sees it once, and can have a new one.
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 (NULL is not compared)
    invited_email = models.EmailField(_("e-mail address of the mentor"), blank=True)
    expires_at = models.DateTimeField(default=invitation_end)
    revoked_at = models.DateTimeField(null=True)
    mail_sent_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=500, blank=True)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    # The mentor's visits: what is new is counted from the visit before this one.
    looked_at = models.DateTimeField(null=True)
    visit_at = models.DateTimeField(null=True)
    thanks = models.CharField(_("thank-you"), max_length=500, blank=True)
    thanks_shown = models.BooleanField(default=False)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["mentor", "state"]), models.Index(fields=["learner", "-created_at"])]
        constraints = [
            models.CheckConstraint(condition=~Q(mentor=F("learner")), name="nobody_mentors_themselves"),
            models.UniqueConstraint(
                fields=["learner", "mentor"],
                condition=Q(state__in=("active", "paused")),
                name="one_running_mentorship_per_pair",
            ),
            models.UniqueConstraint(fields=["learner", "form_key"], name="invitation_sent_twice_is_one"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | ~Q(state="ended"), name="an_ended_mentorship_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} → {self.mentor_id}: {self.state}"

    def new_token(self) -> str:
        """A fresh 256-bit token for seven days; any older link stops working. The caller saves the row."""
        token = new_token()
        self.token_hash, self.expires_at = digest(token), invitation_end()
        return token

    @property
    def today(self) -> date:
        """The day it is where the learner is: the day they mean by “until”."""
        return timezone.localdate(timezone=zoneinfo.ZoneInfo(self.learner.time_zone))

    @property
    def in_force(self) -> bool:
        """Whether the mentor may see anything now."""
        return self.state == self.State.ACTIVE and self.ended_at is None and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether the day that the learner set has passed."""
        return is_over(self.until, self.learner.time_zone)

    @property
    def can_be_accepted(self) -> bool:
        """Whether the invitation still stands."""
        return self.state == self.State.INVITED and self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def scope_labels(self) -> list[str]:
        """What is shared, in words and in a steady order."""
        return [str(scope.label) for scope in Scope if scope.value in self.scopes]


class MentorSettings(models.Model):
    """How many mentees somebody takes, and when they are away. Goes with the mentor."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    accepting = models.BooleanField(_("I take new mentees"), default=True)
    capacity = models.PositiveSmallIntegerField(
        _("most mentees at a time"), null=True, blank=True, validators=[MaxValueValidator(1000)]
    )
    away_until = models.DateField(_("away until"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.user_id)
