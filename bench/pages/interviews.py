"""Interviews, for a learner with 10,000 answers, 2,000 questions of their own and sixty applications."""

import datetime
from typing import TYPE_CHECKING

from bench.pages import Page

if TYPE_CHECKING:
    from accounts.models import User

QUESTION = "algo-hash-table"
KEY = "0b5f3c1e-7a59-4d4e-9a3e-6f1d2c3b4a59"
_stamps: list[str] = []


def _draft(number: int) -> dict[str, str]:
    """What the page of practice saves by itself: a text that grows, from the same open page each time."""
    text = "A hash function maps keys to **buckets**; the load factor decides when to resize.\n" * 6
    return {"text": f"{text}{number}", "version": "0", "form_key": KEY, "stamp": _stamps[0]}


PAGES = {
    "interviews": Page("/interviews/"),
    "bank": Page("/interviews/questions/"),
    "bank, filtered": Page("/interviews/questions/?q=model&state=due&difficulty=2"),
    "bank, deep": Page("/interviews/questions/?after=200-150"),
    "question": Page(f"/interviews/questions/{QUESTION}/"),
    "practice": Page(f"/interviews/questions/{QUESTION}/practice/"),
    "autosave": Page(f"/interviews/questions/{QUESTION}/practice/draft/", 0.2, send=_draft),
    "answers": Page("/interviews/answers/"),
    "attempt": Page("/interviews/answers/1/"),
    "review": Page("/interviews/review/"),
    "mock rounds": Page("/interviews/mock/"),
    "mock question": Page("/interviews/mock/1/"),
    "applications: board": Page("/interviews/applications/"),
    "applications: table": Page("/interviews/applications/all/"),
    "applications: funnel": Page("/interviews/applications/funnel/"),
    "application": Page("/interviews/applications/1/"),
    "guest: interviews": Page("/interviews/", 0.5, guest=True),
    "guest: bank": Page("/interviews/questions/", 0.5, guest=True),
    "guest: question": Page(f"/interviews/questions/{QUESTION}/", 0.5, guest=True),
    "guest: interviews, 304": Page("/interviews/", 0.2, guest=True, unchanged=True),
    "guest: bank, 304": Page("/interviews/questions/", 0.2, guest=True, unchanged=True),
    "guest: question, 304": Page(f"/interviews/questions/{QUESTION}/", 0.2, guest=True, unchanged=True),
}
WAYS = (
    ("preparing",),
    ("preparing", "applied"),
    ("preparing", "applied", "screening", "technical-1"),
    ("preparing", "applied", "screening", "rejected"),
)


def prepare(user: "User") -> None:
    """Practise for years, begin a mock round, and apply to sixty places with interviews and tasks."""
    import uuid

    from django.utils import timezone

    from bench import practice_data
    from interviews import actions, page_stamp
    from interviews.models import Question, Round

    _apply(user)
    practice_data.fill(user)
    round_ = Round.objects.get(slug="technical-1")
    actions.start_mock(owner=user, round_=round_, role=None, minutes=60, form_key=uuid.uuid4())
    _stamps[:] = [page_stamp.issue(user, Question.objects.get(slug=QUESTION), timezone.now())]


def _apply(user: "User") -> None:
    import uuid

    from django.utils import timezone

    from interviews.actions.applications import FirstStep, start_application
    from interviews.actions.interviews import add_task, plan_interview
    from interviews.models import Application, Interview
    from interviews.process import current

    now, today, stages = timezone.now(), timezone.localdate(), current().stages
    for number in range(60):
        way = WAYS[(number + 2) % len(WAYS)]
        start = today - datetime.timedelta(days=number + len(way))
        steps = [FirstStep(stages[slug], start + datetime.timedelta(days=day), "A note") for day, slug in enumerate(way)]
        application = Application(company=f"Company {number}", post="Machine-learning engineer", source="Job board")
        start_application(application=application, owner=user, steps=steps, form_key=uuid.uuid4(), today=today)
        if number % 4 == 0:
            for days in (-7, number):
                interview = Interview(starts_at=now + datetime.timedelta(days=days, hours=1))
                plan_interview(owner=user, application=application, interview=interview, form_key=uuid.uuid4())
        if number % 3 == 0:
            due = today + datetime.timedelta(days=number - 5)
            add_task(owner=user, title="Send the references", due_on=due, application=application, form_key=uuid.uuid4())
