"""A mentor who cannot interview says so."""

from django.test import Client

from accounts.models import Notification, User
from mentoring.models import MockInvitation
from tests.mentoring.mocks import base, fill, finish, hand_in, own_page, prepared


def test_the_learner_is_told_and_the_interview_is_closed(as_mentor: Client, learner: User, mentor: User) -> None:
    row = prepared(learner, mentor)
    assert as_mentor.post(f"{base(row)}decline/").url == "/mentoring/"
    assert MockInvitation.objects.get().state == "declined"
    told = Notification.objects.get(kind="mock_declined")
    assert (told.owner, told.url) == (learner, own_page(row))
    assert as_mentor.get(base(row)).status_code == 404
    assert as_mentor.post(f"{base(row)}decline/").status_code == 404


def test_what_is_handed_in_cannot_be_declined(as_mentor: Client, learner: User, mentor: User) -> None:
    row = prepared(learner, mentor)
    finish(row)
    fill(row)
    hand_in(row)
    assert as_mentor.post(f"{base(row)}decline/").status_code == 404
    assert as_mentor.get(f"{base(row)}decline/").status_code == 405
    assert MockInvitation.objects.get().state == "handed_in"
