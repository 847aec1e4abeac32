"""Writes that touch more than one row, by subject."""

from interviews.actions.mocks import Judgement as Judgement
from interviews.actions.mocks import extend_mock as extend_mock
from interviews.actions.mocks import finish_mock as finish_mock
from interviews.actions.mocks import forget_interviewer as forget_interviewer
from interviews.actions.mocks import go_to as go_to
from interviews.actions.mocks import pause_mock as pause_mock
from interviews.actions.mocks import resume_mock as resume_mock
from interviews.actions.mocks import schedule_mock as schedule_mock
from interviews.actions.mocks import score_mock as score_mock
from interviews.actions.mocks import start_mock as start_mock
from interviews.actions.practice import delete_answer as delete_answer
from interviews.actions.practice import save_draft as save_draft
from interviews.actions.practice import submit_answer as submit_answer
from interviews.actions.questions import delete_question as delete_question
from interviews.actions.questions import save_question as save_question
from interviews.actions.review import bring_forward as bring_forward
from interviews.actions.review import grade_answer as grade_answer
from interviews.actions.review import postpone as postpone
from interviews.actions.review import resume as resume
from interviews.actions.review import schedule_question as schedule_question
from interviews.actions.review import suspend as suspend
from interviews.actions.review import undo_review as undo_review
