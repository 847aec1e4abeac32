"""A mock round with a mentor as interviewer: the invitation, and the mentor's sheet until it is handed in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from careerguide.lib.versioned import Versioned
from interviews.models import RUBRIC, MockItem, MockRound
from interviews.models.practice import RubricLevel
from mentoring.models.people import Mentorship

ROUND_ITEM = "mock-"
"""How a round is named among the practice answers, for example where it is hidden; answers have numbers."""


class MockInvitation(Versioned):
    """A learner asks a mentor to interview them in one round.

    The comment is the mentor's draft until the scores are handed in. Policy on deletion: with the learner all goes; when the
    mentor's account goes, what was handed in stays, by “a former mentor”, and a draft goes (see `receivers.py`).
    """

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("invited")
        HANDED_IN = "handed_in", _("handed in")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("question", "withdrawn")
        TIMED_OUT = "timed_out", _("timed out")

    LIVE = (State.OPEN, State.HANDED_IN)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="mock_invitations")
    mock = models.ForeignKey(MockRound, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    joined_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    comment = models.TextField(_("your comment"), max_length=20_000, blank=True)
    html = models.TextField(editable=False, blank=True)
    # Sent to the one whose turn it is: the mentor until the scores are handed in, then the learner.
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)
    form_key = models.UUIDField(editable=False)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["mentorship", "state", "-created_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["mock"], condition=Q(state__in=("open", "handed_in")), name="one_interviewer_per_mock"
            ),
            models.UniqueConstraint(fields=["mentorship", "form_key"], name="a_mock_invitation_sent_twice_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.mock_id}: {self.state}"

    @property
    def item(self) -> str:
        """The round's name among the practice answers."""
        return f"{ROUND_ITEM}{self.mock_id}"

    @property
    def label(self) -> str:
        """The round in words; `mock__round` should be fetched with the row."""
        return _("Mock round: %(round)s") % {"round": self.mock.round.name}


class MockSheet(Versioned):
    """What the interviewer notes and gives for one question while it is answered: theirs alone until it is handed in.

    The notes never leave the mentor; the scores are copied to the round when they are handed in.
    """

    invitation = models.ForeignKey(MockInvitation, models.CASCADE, related_name="sheets")
    item = models.ForeignKey(MockItem, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    notes = models.TextField(_("private notes"), max_length=10_000, blank=True)
    correctness = models.PositiveSmallIntegerField(_("correctness"), choices=RubricLevel, null=True, blank=True)
    reasoning = models.PositiveSmallIntegerField(_("reasoning shown"), choices=RubricLevel, null=True, blank=True)
    limits = models.PositiveSmallIntegerField(_("limits stated"), choices=RubricLevel, null=True, blank=True)
    clarity = models.PositiveSmallIntegerField(_("clarity"), choices=RubricLevel, null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["item__order"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "item"], name="one_sheet_per_mock_item"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": 3}), name=f"sheet_{name}_0_to_3"
                )
                for name in RUBRIC
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def scores(self) -> dict[str, int]:
        """What was given so far."""
        return {name: value for name in RUBRIC if (value := getattr(self, name)) is not None}

    @property
    def is_judged(self) -> bool:
        """Whether every row has its points."""
        return len(self.scores) == len(RUBRIC)
