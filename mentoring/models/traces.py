"""What is kept beside a mentorship: what is hidden, what was opened, the mentor's own notes, figures for the desk."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring.models.people import Mentorship, Scope


class HiddenItem(models.Model):
    """One thing that the learner keeps back from one mentor, though its kind is shared."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="hidden")
    kind = models.CharField(max_length=20, choices=Scope)
    item = models.CharField(max_length=80)
    label = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentorship", "kind", "item"], name="an_item_is_hidden_once")]

    def __str__(self) -> str:
        return self.label


class AccessLog(models.Model):
    """What the mentor opened and when; the learner reads it."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=200)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["mentorship", "-opened_at"])]

    def __str__(self) -> str:
        return self.label


class PrivateNote(models.Model):
    """A mentor's note to themselves; nobody else ever sees it. Goes with the mentor, and with the learner it is about."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    text = models.TextField(_("note"), max_length=10_000)
    created_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["author", "form_key"], name="a_note_sent_twice_is_one")]

    def __str__(self) -> str:
        return str(self.pk)


class Standing(models.Model):
    """Readiness as the mentor may see it, kept so that a desk of many mentees adds nothing up when it is read.

    Counted anew when it is stale, when the learner aims at another role or rates a skill, or when the guidance has changed.
    `guidance` names what it was counted from (see `standing.py`).
    """

    mentorship = models.OneToOneField(Mentorship, models.CASCADE, related_name="standing")
    role_id = models.BigIntegerField(null=True)
    guidance = models.UUIDField(null=True)
    claimed = models.PositiveSmallIntegerField(default=0)
    evidenced = models.PositiveSmallIntegerField(default=0)
    confirmed = models.PositiveSmallIntegerField(default=0)
    stale = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.claimed} / {self.evidenced} / {self.confirmed}"
