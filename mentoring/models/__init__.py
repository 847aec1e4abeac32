"""What happens between two people, by subject."""

from mentoring.models.growth import CheckIn, Endorsement, Goal
from mentoring.models.mocks import MockInvitation, MockSheet
from mentoring.models.people import MentorSettings, Mentorship, Scope
from mentoring.models.reviews import Feedback, PassageComment, ReviewMessage, ReviewRequest
from mentoring.models.traces import AccessLog, HiddenItem, PrivateNote, Standing

__all__ = [
    "AccessLog",
    "CheckIn",
    "Endorsement",
    "Feedback",
    "Goal",
    "HiddenItem",
    "MentorSettings",
    "Mentorship",
    "MockInvitation",
    "MockSheet",
    "PassageComment",
    "PrivateNote",
    "ReviewMessage",
    "ReviewRequest",
    "Scope",
    "Standing",
]
