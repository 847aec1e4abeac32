"""An id that belongs to another mentorship of the same mentor opens nothing under this one."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from mentoring.actions import growth, reviews
from mentoring.models import CheckIn, Goal, Mentorship, MockSheet, PassageComment, ReviewRequest
from tests.conftest import make_user
from tests.mentoring.conftest import pair, put_question
from tests.mentoring.mocks import base, prepared, sheet


@pytest.fixture
def other(mentorship: Mentorship, mentor: User) -> Mentorship:
    return pair(make_user("second@example.org", name="Sam Second"), mentor)


def test_a_meeting_of_another_mentee(as_mentor: Client, mentorship: Mentorship, other: Mentorship) -> None:
    meeting = growth.plan_check_in(
        mentorship=other, by=other.learner, starts_at=timezone.now() + timedelta(days=3), agenda="Sam's", form_key=uuid.uuid4()
    )
    address = f"/mentoring/mentors/{{}}/check-ins/{meeting.pk}/"
    assert as_mentor.get(address.format(other.pk)).status_code == 200
    assert as_mentor.get(address.format(mentorship.pk)).status_code == 404
    sent = {"starts_at": "2030-05-01T10:00", "agenda": "a", "notes": "LATE", "version": "1"}
    assert as_mentor.post(address.format(mentorship.pk), sent).status_code == 404
    assert CheckIn.objects.get().notes == ""


def test_a_goal_of_another_mentee(as_mentor: Client, mentorship: Mentorship, other: Mentorship) -> None:
    goal = growth.set_goal(mentorship=other, title="Sam's", due=None, form_key=uuid.uuid4())
    assert as_mentor.post(f"/mentoring/mentors/{mentorship.pk}/goals/{goal.pk}/").status_code == 404
    assert Goal.objects.get().done_at is None
    assert as_mentor.post(f"/mentoring/mentors/{other.pk}/goals/{goal.pk}/").status_code == 302


def test_a_comment_in_another_draft(as_mentor: Client, asked: ReviewRequest, other: Mentorship, mentor: User) -> None:
    second = put_question(other)
    place = {"quote": "First", "start": 0, "end": 5, "text": "keep me", "form_key": uuid.uuid4()}
    comment = reviews.comment(feedback=reviews.draft_of(second, mentor), **place)
    assert comment
    assert as_mentor.post(f"/mentoring/reviews/{asked.pk}/passages/{comment.pk}/remove/").status_code == 404
    assert PassageComment.objects.filter(pk=comment.pk).exists()
    assert as_mentor.post(f"/mentoring/reviews/{second.pk}/passages/{comment.pk}/remove/").status_code == 302


def test_a_sheet_of_another_interview(as_mentor: Client, learner: User, mentor: User) -> None:
    first, second = prepared(learner, mentor), prepared(make_user("second@example.org", name="Sam"), mentor)
    assert as_mentor.post(f"{base(second)}sheets/1/", sheet(3, "Sam's")).status_code == 302
    assert list(MockSheet.objects.exclude(notes="").values_list("invitation", flat=True)) == [second.pk]
    assert as_mentor.post(f"{base(first)}sheets/1/", sheet(2, "Lea's")).status_code == 302
    assert set(MockSheet.objects.exclude(notes="").values_list("invitation", "notes")) == {
        (first.pk, "Lea's"), (second.pk, "Sam's"),
    }  # fmt: skip
