"""A question about one thing, and the mentor's answer to it."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from careerguide.lib.versioned import Versioned
from mentoring.models.people import Mentorship, Scope

RUBRIC = (
    ("correctness", _("Correctness")),
    ("reasoning", _("Reasoning shown")),
    ("limits", _("Limits stated")),
    ("clarity", _("Clarity")),
)
TEXT_LIMIT = 20_000


class ReviewRequest(models.Model):
    """The learner asks one question about one thing. Keeps the text as it was asked about, so that comments stay in place."""

    class State(models.TextChoices):
        """Whose turn it is, or how it ended."""

        OPEN = "open", _("waiting")
        IN_REVIEW = "in_review", _("being read")
        MORE_ASKED = "more_asked", _("the mentor asks for more")
        DONE = "done", _("answered")
        PASSED = "passed", _("passed")
        WITHDRAWN = "withdrawn", pgettext_lazy("question", "withdrawn")
        TIMED_OUT = "timed_out", _("timed out")

    WITH_MENTOR = (State.OPEN, State.IN_REVIEW)
    UNFINISHED = (State.OPEN, State.IN_REVIEW, State.MORE_ASKED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=20, choices=Scope)
    item = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    text = models.TextField(max_length=60_000)
    question = models.TextField(_("your question"), max_length=1000)
    own_scores = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    waiting_since = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    form_key = models.UUIDField(editable=False)

    class Meta:
        ordering = ["waiting_since", "pk"]
        indexes = [models.Index(fields=["mentorship", "state", "waiting_since"])]
        constraints = [models.UniqueConstraint(fields=["mentorship", "form_key"], name="a_request_sent_twice_is_one")]

    def __str__(self) -> str:
        return self.label

    @property
    def unfinished(self) -> bool:
        """Whether somebody's turn is still to come."""
        return self.state in self.UNFINISHED


class ReviewMessage(models.Model):
    """What the two say to each other about a request: what more is needed, the answer to that, why it is passed."""

    request = models.ForeignKey(ReviewRequest, models.CASCADE, related_name="messages")
    by_mentor = models.BooleanField()
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Feedback(Versioned):
    """The mentor's review: a draft that only they see, until it is sent.

    Policy on deletion: with the learner it goes; when the mentor's account goes, what was sent stays, by “a former mentor”,
    and a draft goes (see `receivers.py`).
    """

    request = models.OneToOneField(ReviewRequest, models.CASCADE, related_name="feedback")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    text = models.TextField(_("your review"), max_length=TEXT_LIMIT, blank=True)
    correctness = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(3)])
    reasoning = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(3)])
    limits = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(3)])
    clarity = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(3)])
    # Once the learner's own scores have been seen beside them, the mentor's stand.
    scored_at = models.DateTimeField(null=True, editable=False)
    html = models.TextField(editable=False, blank=True)
    sent_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": 3}), name=f"{name}_score_0_to_3"
            )
            for name, _label in RUBRIC
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def scores(self) -> dict[str, int]:
        """The scores given so far."""
        return {name: value for name, _label in RUBRIC if (value := getattr(self, name)) is not None}


class PassageComment(models.Model):
    """A comment on a passage, found again by its place and its words. Sent with the feedback it belongs to."""

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="passages")
    quote = models.TextField(max_length=2000)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(max_length=4000)
    created_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(editable=False)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["feedback", "form_key"], name="a_comment_sent_twice_is_one"),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="a_passage_has_a_length"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
