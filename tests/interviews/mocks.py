"""Makes mock rounds for tests."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from interviews import actions
from interviews.models import Answer, MockItem, MockRound, Round
from roles.models import Role


def start(
    owner: User,
    *,
    round_slug: str = "technical-1",
    minutes: int = 60,
    role: Role | None = None,
    now: datetime | None = None,
) -> MockRound:
    """A round that has just begun."""
    mock = actions.start_mock(
        owner=owner, round_=Round.objects.get(slug=round_slug), role=role, minutes=minutes, form_key=uuid.uuid4(), now=now
    )
    assert mock is not None
    return mock


def write(mock: MockRound, item: MockItem, text: str = "Because it halves the work.") -> Answer:
    """A draft on one of its questions."""
    now = timezone.now()
    return Answer.objects.create(
        owner=mock.owner, question=item.question, text=text, started_at=now, touched_at=now,
        form_key=uuid.uuid4(), written_by=uuid.uuid4(),
    )  # fmt: skip


def finished(owner: User, *, judged: bool = True, points: int = 2, now: datetime | None = None, skip: int = 0) -> MockRound:
    """A round that is over; every question but the first `skip` has an answer."""
    mock = start(owner, minutes=15, now=now)
    for item in mock.items.all()[skip:]:
        if not Answer.objects.owned_by(owner).drafts().filter(question=item.question).exists():
            write(mock, item)
    mock = actions.finish_mock(owner=owner, mock=mock, now=(now or timezone.now()) + timedelta(minutes=9))
    if judged:
        scores = {pk: actions.Judgement(points, points, points, points) for pk in mock.items.values_list("pk", flat=True)}
        actions.score_mock(mock=mock, scores=scores)
    return mock
