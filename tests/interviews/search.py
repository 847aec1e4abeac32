"""Applications for tests."""

import datetime
import uuid

from accounts.models import User
from interviews import process
from interviews.actions.applications import FirstStep, move_application, start_application
from interviews.models import Application, Interview, Stage


def stage(slug: str) -> Stage:
    return process.current().stages[slug]


def apply(owner: User, *slugs: str, company: str = "Acme", day: datetime.date | None = None, **values: object) -> Application:
    """An application that has gone through these stages, one day each, the last one today."""
    today = datetime.date.today()
    slugs = slugs or ("applied",)
    start = day or today - datetime.timedelta(days=len(slugs) - 1)
    steps = [FirstStep(stage(slug), start + datetime.timedelta(days=number)) for number, slug in enumerate(slugs)]
    application = Application(company=company, post=values.pop("post", "ML engineer"), **values)
    return start_application(application=application, owner=owner, steps=steps, form_key=uuid.uuid4(), today=today)


def move(application: Application, goal: str, day: datetime.date | None = None) -> Application:
    today = datetime.date.today()
    return move_application(
        owner=application.owner, pk=application.pk, seen=application.stage_id, goal=stage(goal), day=day or today, note="",
        form_key=uuid.uuid4(), today=today,
    )  # fmt: skip


def interview(application: Application, starts_at: datetime.datetime, **values: object) -> Interview:
    return Interview.objects.create(
        owner=application.owner, application=application, starts_at=starts_at, form_key=uuid.uuid4(), **values
    )
