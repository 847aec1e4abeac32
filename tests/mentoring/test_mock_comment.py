"""The interviewer's comment, saved by itself while it is written."""

import pytest
from django.test import Client

from accounts.models import User
from mentoring.models import MockInvitation
from tests.mentoring.mocks import base, finish, hand_in, prepared


@pytest.fixture
def row(learner: User, mentor: User) -> MockInvitation:
    return prepared(learner, mentor)


def test_is_saved_and_tells_the_version(as_mentor: Client, row: MockInvitation) -> None:
    told = as_mentor.post(f"{base(row)}comment/", {"comment": "Well done", "version": 1}).json()
    assert told["version"] == 2
    assert told["message"].startswith("Saved")
    row.refresh_from_db()
    assert (row.comment, row.html) == ("Well done", "")
    assert "Well done" in as_mentor.get(base(row)).content.decode()


def test_a_lost_race_is_told_with_what_is_stored(as_mentor: Client, row: MockInvitation) -> None:
    as_mentor.post(f"{base(row)}comment/", {"comment": "one", "version": 1})
    late = as_mentor.post(f"{base(row)}comment/", {"comment": "two", "version": 1})
    assert late.status_code == 409
    assert (late.json()["text"], late.json()["version"]) == ("one", 2)


@pytest.mark.parametrize("sent", [{"comment": "x" * 20_001, "version": 1}, {"comment": "a\0b", "version": 1}, {"comment": "x"}])
def test_bad_input_is_explained(as_mentor: Client, row: MockInvitation, sent: dict[str, object]) -> None:
    response = as_mentor.post(f"{base(row)}comment/", sent)
    assert response.status_code == 422
    assert "Not saved" in response.json()["message"]
    row.refresh_from_db()
    assert row.comment == ""


def test_is_closed_after_handing_in(as_mentor: Client, row: MockInvitation) -> None:
    finish(row)
    hand_in(row)
    assert as_mentor.post(f"{base(row)}comment/", {"comment": "late", "version": 1}).status_code == 404
    assert as_mentor.get(f"{base(row)}comment/").status_code == 405
