"""Inviting, the page behind the link, accepting, declining: and every way to misuse a link."""

import datetime
import re
import uuid

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client

from accounts.models import Notification, User
from mentoring.actions import invitations as actions
from mentoring.models import MentorSettings, Mentorship
from tests.conftest import make_user

SENT = {"scopes": ["skills"], "until": "", "email": ""}


def invite(client: Client, **changes: object) -> tuple[Mentorship, str]:
    response = client.post("/mentoring/invite/", {**SENT, "form_key": str(uuid.uuid4()), **changes})
    assert response.status_code == 200, response.context["form"].errors
    link = response.context["link"]
    return Mentorship.objects.order_by("-created_at").first(), re.sub(r"^https?://[^/]+", "", link)


def follow(client: Client, link: str):
    response = client.get(link)
    assert response.status_code == 302
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert link.strip("/").rsplit("/", 1)[-1] not in response.url
    return client.get(response.url)


def test_the_page_tells_all_before_signing_up(signed_in: Client) -> None:
    _row, link = invite(signed_in, until=(datetime.date.today() + datetime.timedelta(days=30)).isoformat())
    response = follow(Client(), link)
    text = response.content.decode()
    assert "Lea Learner" in text
    assert "Skills and evidence" in text
    assert "Until" in text
    assert "?next=/mentoring/invitations/open/" in text
    assert "learner@example.org" not in text
    assert "no-store" in response.headers["Cache-Control"]


def test_a_newcomer_signs_up_and_comes_back_to_it(signed_in: Client) -> None:
    from tests.accounts.test_sign_in import code_in

    row, link = invite(signed_in)
    guest = Client()
    follow(guest, link)
    sign_up = {"email": "new@example.org", "password1": "a-long-enough-passphrase", "next": "/mentoring/invitations/open/"}
    response = guest.post("/accounts/signup/", sign_up)
    response = guest.post(response.url, {"code": code_in(mail.outbox[-1])})
    assert response.url == "/mentoring/invitations/open/"
    assert "Accept and become" in guest.get(response.url).content.decode()
    response = guest.post("/mentoring/invitations/open/accept/")
    assert response.url == f"/mentoring/mentees/{row.pk}/"
    assert guest.get(response.url).status_code == 200


def test_accepting_tells_the_learner(signed_in: Client, learner: User, as_mentor: Client) -> None:
    row, link = invite(signed_in)
    follow(as_mentor, link)
    assert as_mentor.post("/mentoring/invitations/open/accept/").url == f"/mentoring/mentees/{row.pk}/"
    row.refresh_from_db()
    assert (row.state, row.token_hash) == ("active", None)
    assert Notification.objects.filter(owner=learner, kind="invitation_accepted").count() == 1
    assert "1 new notification" in signed_in.get("/roles/").content.decode()


def test_scanners_that_open_the_link_change_nothing(signed_in: Client, as_mentor: Client) -> None:
    row, link = invite(signed_in)
    for _scanner in range(3):
        follow(Client(), link)
        Client().head(link)
    row.refresh_from_db()
    assert row.state == "invited"
    follow(as_mentor, link)
    assert as_mentor.get("/mentoring/invitations/open/accept/").status_code == 405
    assert as_mentor.post("/mentoring/invitations/open/accept/").status_code == 302
    row.refresh_from_db()
    assert row.state == "active"


def closed(client: Client, link: str) -> bytes:
    response = follow(client, link)
    assert response.status_code == 404
    assert client.post("/mentoring/invitations/open/accept/").status_code == 404
    return response.content.split(b"<h1>")[1]


def test_used_expired_revoked_replaced_and_unknown_links_answer_alike(signed_in: Client, as_mentor: Client) -> None:
    answers = []
    row, used = invite(signed_in)
    follow(as_mentor, used)
    as_mentor.post("/mentoring/invitations/open/accept/")
    answers.append(closed(as_mentor, used))
    row, revoked = invite(signed_in)
    signed_in.post(f"/mentoring/mentors/{row.pk}/revoke/")
    answers.append(closed(as_mentor, revoked))
    row, replaced = invite(signed_in)
    assert signed_in.post(f"/mentoring/mentors/{row.pk}/link/").context["link"]
    answers.append(closed(as_mentor, replaced))
    row, declined = invite(signed_in)
    follow(Client(), declined).client.post("/mentoring/invitations/open/decline/", {"reason": "No time"})
    answers.append(closed(as_mentor, declined))
    _row, expired = invite(signed_in)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=7, minutes=1)):
        as_mentor.force_login(User.objects.get(email="mentor@example.org"))
        answers.append(closed(as_mentor, expired))
    answers.append(closed(as_mentor, "/mentoring/invitations/made-up/"))
    assert len(set(answers)) == 1


def test_a_link_lives_for_seven_days(signed_in: Client) -> None:
    _row, link = invite(signed_in)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=6, hours=23)):
        assert follow(Client(), link).status_code == 200


def test_an_address_binds_the_invitation_to_whoever_has_verified_it(signed_in: Client, as_mentor: Client) -> None:
    row, link = invite(signed_in, email="Other@Example.org")
    text = follow(as_mentor, link).content.decode()
    assert "another address" in text
    assert "other@example.org" not in text.lower()
    as_mentor.post("/mentoring/invitations/open/accept/")
    row.refresh_from_db()
    assert row.mentor is None
    other = make_user("other@example.org")
    other.emailaddress_set.update(verified=False)
    unverified = Client()
    unverified.force_login(other)
    follow(unverified, link)
    unverified.post("/mentoring/invitations/open/accept/")
    row.refresh_from_db()
    assert row.mentor is None
    other.emailaddress_set.update(verified=True)
    unverified.post("/mentoring/invitations/open/accept/")
    row.refresh_from_db()
    assert row.mentor == other


def test_nobody_becomes_their_own_mentor(signed_in: Client, learner: User) -> None:
    row, link = invite(signed_in)
    assert "your own invitation" in follow(signed_in, link).content.decode()
    signed_in.post("/mentoring/invitations/open/accept/")
    assert not actions.accept(mentorship=row, person=learner)
    row.refresh_from_db()
    assert row.state == "invited"


def test_a_mentor_is_not_paired_twice_with_the_same_learner(signed_in: Client, as_mentor: Client, mentorship) -> None:
    row, link = invite(signed_in)
    assert "already" in follow(as_mentor, link).content.decode()
    as_mentor.post("/mentoring/invitations/open/accept/")
    assert not actions.accept(mentorship=row, person=mentorship.mentor)  # the constraint holds when the check was passed
    row.refresh_from_db()
    assert row.state == "invited"


@pytest.mark.parametrize("limits", [{"accepting": False}, {"capacity": 0}])
def test_a_mentors_limits_hold(signed_in: Client, as_mentor: Client, mentor: User, limits: dict[str, object]) -> None:
    MentorSettings.objects.create(user=mentor, **limits)
    row, link = invite(signed_in)
    assert "if you want to accept" in follow(as_mentor, link).content.decode()
    as_mentor.post("/mentoring/invitations/open/accept/")
    row.refresh_from_db()
    assert row.state == "invited"


def test_one_token_is_accepted_once(signed_in: Client, mentor: User, stranger: User) -> None:
    row, _link = invite(signed_in)
    assert [actions.accept(mentorship=row, person=person) for person in (mentor, stranger, mentor)] == [True, False, False]
    row.refresh_from_db()
    assert row.mentor == mentor


def test_declining_needs_no_account_and_tells_the_reason(signed_in: Client, learner: User) -> None:
    row, link = invite(signed_in)
    guest = Client()
    follow(guest, link)
    assert guest.post("/mentoring/invitations/open/decline/", {"reason": "x" * 600}).status_code == 422
    assert guest.post("/mentoring/invitations/open/decline/", {"reason": "No time"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.decline_reason) == ("declined", "No time")
    assert "No time" in signed_in.get(f"/mentoring/mentors/{row.pk}/").content.decode()


def test_the_token_is_nowhere_in_the_database(signed_in: Client) -> None:
    _row, link = invite(signed_in, email="other@example.org")
    follow(Client(), link)
    token = link.strip("/").rsplit("/", 1)[-1]
    assert len(token) >= 43
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert token not in str(cursor.fetchall()), table
    assert token in mail.outbox[-1].body


def test_the_mail_is_readable_and_a_failed_one_is_told(signed_in: Client, learner: User, monkeypatch) -> None:
    invite(signed_in, email="other@example.org")
    assert mail.outbox[-1].to == ["other@example.org"]
    assert mail.outbox[-1].subject == "Lea Learner asks you to be their mentor"
    assert "- Skills and evidence" in mail.outbox[-1].body
    learner.language = "zh-hans"
    learner.save()
    invite(signed_in, email="other@example.org")
    assert "导师" in mail.outbox[-1].subject

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("mentoring.actions.invitations.send_mail", refuse)
    row, link = invite(signed_in, email="third@example.org")
    assert link
    assert row.mail_sent_at is None


def test_known_and_unknown_addresses_look_the_same(signed_in: Client, mentor: User) -> None:
    texts = []
    for email in (mentor.email, "nobody1@example.org"):
        response = signed_in.post("/mentoring/invite/", {**SENT, "email": email, "form_key": str(uuid.uuid4())})
        text = re.sub(r"[0-9a-f-]{36}|[A-Za-z0-9_-]{43,64}", "", response.content.decode()).replace(email, "")
        texts.append(text)
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    "changes",
    [{"scopes": []}, {"scopes": ["everything"]}, {"until": "2001-01-01"}, {"until": "soon"}, {"email": "x"}, {"form_key": "x"},
     {"email": "a\0@example.org"}, {"email": "x" * 1_000_000}],
)  # fmt: skip
def test_bad_input_is_explained(signed_in: Client, changes: dict[str, object]) -> None:
    response = signed_in.post("/mentoring/invite/", {**SENT, "form_key": str(uuid.uuid4()), **changes})
    assert response.status_code == 422
    assert not Mentorship.objects.exists()


def test_the_same_form_twice_makes_one_invitation(signed_in: Client) -> None:
    sent = {**SENT, "form_key": str(uuid.uuid4())}
    assert signed_in.post("/mentoring/invite/", sent).status_code == 200
    assert signed_in.post("/mentoring/invite/", sent).status_code == 302
    assert Mentorship.objects.count() == 1


def test_a_stranger_can_neither_revoke_nor_renew(signed_in: Client, stranger: User) -> None:
    row, link = invite(signed_in)
    other = Client()
    other.force_login(stranger)
    for step in ("revoke", "link"):
        assert other.post(f"/mentoring/mentors/{row.pk}/{step}/").status_code == 404
    assert other.get(f"/mentoring/mentors/{row.pk}/").status_code == 404
    assert follow(Client(), link).status_code == 200


def test_an_invitation_that_is_over_gets_no_new_link(signed_in: Client, as_mentor: Client, mentor: User) -> None:
    for finish in ("accept", "decline", "revoke"):
        row, link = invite(signed_in)
        follow(as_mentor, link)
        if finish == "revoke":
            signed_in.post(f"/mentoring/mentors/{row.pk}/revoke/")
        else:
            as_mentor.post(f"/mentoring/invitations/open/{finish}/", {"reason": ""})
        held = Mentorship.objects.get(pk=row.pk)
        assert actions.renew(mentorship=held) == ""
        held.refresh_from_db()
        assert held.token_hash is None


def test_an_invitation_for_one_address_is_not_declined_by_another_account(signed_in: Client, as_mentor: Client) -> None:
    row, link = invite(signed_in, email="other@example.org")
    follow(as_mentor, link)
    as_mentor.post("/mentoring/invitations/open/decline/", {"reason": "not mine"})
    row.refresh_from_db()
    assert row.state == "invited"


def test_an_invitation_taken_back_while_its_page_is_open_is_not_accepted(signed_in: Client, mentor: User) -> None:
    row, _link = invite(signed_in)
    assert actions.revoke(mentorship=row)
    assert not actions.accept(mentorship=row, person=mentor)
    assert not actions.decline(mentorship=row, reason="")
    row.refresh_from_db()
    assert (row.state, row.mentor) == ("invited", None)
