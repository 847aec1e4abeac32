"""Writes that touch more than one row, by subject."""

from portfolio.actions.brand import finish_action as finish_action
from portfolio.actions.brand import move_action as move_action
from portfolio.actions.brand import plan_action as plan_action
from portfolio.actions.brand import plan_of as plan_of
from portfolio.actions.brand import resume_action as resume_action
from portfolio.actions.brand import stop_action as stop_action
from portfolio.actions.order import move_part as move_part
from portfolio.actions.pictures import add_picture as add_picture
from portfolio.actions.projects import MOST_SECTIONS as MOST_SECTIONS
from portfolio.actions.projects import add_section as add_section
from portfolio.actions.projects import finish_project as finish_project
from portfolio.actions.projects import reopen_project as reopen_project
from portfolio.actions.projects import start_project as start_project
from portfolio.actions.projects import start_retrospective as start_retrospective
from portfolio.actions.projects import take_up_lesson as take_up_lesson
from portfolio.actions.public import AddressTakenError as AddressTakenError
from portfolio.actions.public import publish as publish
from portfolio.actions.public import save_page as save_page
from portfolio.actions.public import take_down as take_down
from portfolio.actions.writing import MOST_REVISIONS as MOST_REVISIONS
from portfolio.actions.writing import save_section as save_section
