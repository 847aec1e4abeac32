"""Two things at the same moment: many accept one invitation, and an end meets a comment.

Threads need a database that two of them can write to at once. SQLite's in-memory test database is one connection, so there
they are skipped; `test_access_by_state.py` tries the same in every order, one after the other. `RACES=200` runs as many rounds
as the quality figures ask for.
"""

import os
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, connections

from accounts.models import User
from mentoring.actions import invitations, reviews, sharing
from mentoring.models import Feedback, Mentorship, ReviewRequest
from tests.conftest import make_user
from tests.mentoring.conftest import pair, put_question

ROUNDS = int(os.environ.get("RACES", "20"))


def together(*calls: Callable[[], object]) -> list[object]:
    """What each call gives when all start at one signal, each on a connection of its own."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            start.wait()
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def several_connections(transactional_db: None) -> None:
    """Rows that other connections see; skips where there can be only one."""
    if connection.vendor != "postgresql":
        pytest.skip("threads share SQLite's in-memory database and its one connection")


def test_of_eight_who_accept_at_once_one_becomes_the_mentor(several_connections: None) -> None:
    learner = make_user("racing@example.org")
    people = [make_user(f"mentor{number}@example.org") for number in range(8)]
    row, _token = invitations.invite(learner=learner, scopes=["skills"], until=None, email="", form_key=uuid.uuid4())

    def accept(person: User) -> Callable[[], object]:
        return lambda: invitations.accept(mentorship=row, person=person)

    accepted = together(*(accept(person) for person in people))
    assert sorted(map(bool, accepted)) == [False] * 7 + [True]
    assert Mentorship.objects.get().mentor == people[accepted.index(True)]


def send(request: ReviewRequest, draft: Feedback) -> bool:
    try:
        reviews.send(request=request, feedback=draft)
    except reviews.NoLongerPossibleError:
        return False
    return True


def test_a_review_arrives_before_the_end_or_never(several_connections: None) -> None:
    learner, mentor = make_user("racing@example.org"), make_user("mentor@example.org")
    for _round in range(ROUNDS):
        row = pair(learner, mentor)
        request = put_question(row)
        draft = reviews.draft_of(request, mentor)
        Feedback.objects.filter(pk=draft.pk).update(text="Words")
        sent, ended = together(partial(send, request, draft), partial(sharing.end, mentorship=row, by=learner))
        row.refresh_from_db()
        draft.refresh_from_db()
        request.refresh_from_db()
        assert ended
        assert row.ended_at
        assert bool(draft.sent_at) == sent == (request.state == ReviewRequest.State.DONE)
        assert draft.sent_at is None or draft.sent_at <= row.ended_at
        assert not send(request, draft)
