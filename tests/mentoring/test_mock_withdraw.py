"""Taking an invitation to a round back."""

from django.test import Client

from accounts.models import Notification, User
from mentoring.models import MockInvitation
from tests.mentoring.mocks import base, fill, finish, hand_in, own_page, prepared


def test_the_mentor_is_told_and_keeps_only_their_own_words(
    signed_in: Client, as_mentor: Client, learner: User, mentor: User
) -> None:
    row = prepared(learner, mentor)
    fill(row)
    for _twice in range(2):
        assert signed_in.post(f"{base(row)}withdraw/").url == own_page(row)
    assert MockInvitation.objects.get().state == "withdrawn"
    told = Notification.objects.get(kind="mock_withdrawn")
    assert (told.owner, told.url) == (mentor, "/mentoring/")
    words = as_mentor.get("/mentoring/words/").content.decode()
    assert "CANARY-notes" in words
    assert "**Nearly.**" in words
    assert row.mock.items.first().question.prompt not in words
    assert "Invite to this round" in signed_in.get(own_page(row)).content.decode()


def test_what_was_handed_in_cannot_be_withdrawn(signed_in: Client, learner: User, mentor: User) -> None:
    row = prepared(learner, mentor)
    finish(row)
    hand_in(row)
    signed_in.post(f"{base(row)}withdraw/")
    assert MockInvitation.objects.get().state == "handed_in"


def test_only_the_learner_can(as_mentor: Client, learner: User, mentor: User, stranger: User) -> None:
    row = prepared(learner, mentor)
    other = Client()
    other.force_login(stranger)
    for client in (as_mentor, other):
        assert client.post(f"{base(row)}withdraw/").status_code == 404
    assert MockInvitation.objects.get().state == "open"


def test_a_get_changes_nothing(signed_in: Client, learner: User, mentor: User) -> None:
    row = prepared(learner, mentor)
    assert signed_in.get(f"{base(row)}withdraw/").status_code == 405
