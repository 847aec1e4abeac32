"""Writes that touch more than one row, by subject."""

from interviews.actions.review import grade_answer as grade_answer
from interviews.actions.review import postpone as postpone
from interviews.actions.review import resume as resume
from interviews.actions.review import schedule_question as schedule_question
from interviews.actions.review import suspend as suspend
from interviews.actions.review import undo_review as undo_review
