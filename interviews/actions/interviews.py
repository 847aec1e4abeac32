"""Writes about interviews and tasks."""

import re
import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from interviews.models import Application, Interview, Question, Task

BULLET = re.compile(r"^\s*(?:[-*•·]\s+|\d{1,2}[.)]\s+|\d{1,2}、\s*)")
MAX_PROMPT = 2000
MOST_QUESTIONS = 40


@transaction.atomic
def plan_interview(*, owner: User, application: Application, interview: Interview, form_key: uuid.UUID) -> Interview:
    """Save a new interview; the same form sent twice makes one."""
    known = Interview.objects.owned_by(owner).filter(form_key=form_key).first()
    if known:
        return known
    interview.owner, interview.application, interview.form_key = owner, application, form_key
    interview.save()
    return interview


@transaction.atomic
def add_task(*, owner: User, title: str, due_on: date | None, application: Application | None, form_key: uuid.UUID) -> Task:
    """Add a task; the same form sent twice makes one."""
    task, _created = Task.objects.get_or_create(
        owner=owner, form_key=form_key, defaults={"title": title, "due_on": due_on, "application": application}
    )
    return task


def set_next_action(*, owner: User, interview: Interview, title: str, due_on: date | None) -> None:
    """Keep the one task that follows from an interview in step with its debrief; an empty title removes an open one."""
    task = Task.objects.owned_by(owner).filter(interview=interview).first()
    if not title:
        if task and task.done_at is None:
            task.delete()
        return
    if task is None:
        Task.objects.create(
            owner=owner, interview=interview, application_id=interview.application_id, title=title, due_on=due_on,
            form_key=uuid.uuid4(),
        )  # fmt: skip
    elif (task.title, task.due_on) != (title, due_on):
        task.title, task.due_on = title, due_on
        task.save_edit(["title", "due_on"], expected=task.version)


def set_done(*, task: Task, done: bool) -> None:
    """Tick a task off, or take the tick back."""
    task.done_at = (task.done_at or timezone.now()) if done else None
    task.save(update_fields=["done_at", "updated_at"])


@transaction.atomic
def keep_questions(*, owner: User, interview: Interview) -> int:
    """Make a private question of every line of “what was asked” that is not one yet; tells how many were new.

    The key of a line is made of the line itself: saving the debrief again makes nothing twice.
    """
    lines = dict.fromkeys(BULLET.sub("", line).strip() for line in interview.asked.splitlines())
    wanted = {uuid.uuid5(interview.form_key, line): line for line in lines if line}
    if not wanted:
        return 0
    known = set(Question.objects.owned_by(owner).filter(form_key__in=wanted).values_list("form_key", flat=True))
    # All at once: a debrief of forty lines must not take a query per line.
    new = Question.objects.bulk_create(
        Question(
            owner=owner,
            form_key=key,
            slug=f"own-{uuid.uuid4().hex[:20]}",
            status=Question.Status.DRAFT,
            prompt_en=line[:MAX_PROMPT],
            prompt_zh_hans="",
            asked_at=interview.application.company,
            round=interview.round,
        )
        for key, line in list(wanted.items())[:MOST_QUESTIONS]
        if key not in known
    )
    interview.questions.add(*new)
    return len(new)
