"""Guidance about interviews, and the learner's record against it."""

from interviews.models.mocks import MockItem as MockItem
from interviews.models.mocks import MockRound as MockRound
from interviews.models.mocks import MockScore as MockScore
from interviews.models.practice import RUBRIC as RUBRIC
from interviews.models.practice import Answer as Answer
from interviews.models.practice import Grade as Grade
from interviews.models.questions import KeyPoint as KeyPoint
from interviews.models.questions import Question as Question
from interviews.models.questions import Round as Round
from interviews.models.questions import Topic as Topic
from interviews.models.review import ReviewCard as ReviewCard
from interviews.models.review import ReviewLog as ReviewLog
