"""Guidance about interviews, and the learner's record against it."""

from interviews.models.mocks import MockItem as MockItem
from interviews.models.mocks import MockRound as MockRound
from interviews.models.mocks import MockScore as MockScore
from interviews.models.practice import RUBRIC as RUBRIC
from interviews.models.practice import Answer as Answer
from interviews.models.practice import Grade as Grade
from interviews.models.process import CompanyOutcome as CompanyOutcome
from interviews.models.process import OwnDecision as OwnDecision
from interviews.models.process import Stage as Stage
from interviews.models.process import StageMove as StageMove
from interviews.models.process import Tip as Tip
from interviews.models.questions import KeyPoint as KeyPoint
from interviews.models.questions import Question as Question
from interviews.models.questions import Round as Round
from interviews.models.questions import Topic as Topic
from interviews.models.review import ReviewCard as ReviewCard
from interviews.models.review import ReviewLog as ReviewLog
from interviews.models.search import Application as Application
from interviews.models.search import Interview as Interview
from interviews.models.search import StageEvent as StageEvent
from interviews.models.search import Task as Task
