"""Endorsements, check-ins, goals, ending, thanks."""

import datetime
import uuid

import pytest
from django.test import Client

from accounts.models import Notification, User
from mentoring import confirming
from mentoring.actions import sharing
from mentoring.models import CheckIn, Endorsement, Goal, Mentorship
from roles.models import Skill
from tests.mentoring.conftest import pair


def endorse(client: Client, mentorship: Mentorship, **sent: str):
    address = f"/mentoring/mentees/{mentorship.pk}/endorse/model-serving/"
    return client.post(address, {"level": "3", "note": "Seen", "form_key": str(uuid.uuid4()), **sent})


def level(learner: User, skill: Skill) -> int | None:
    return confirming.confirmed_levels([learner.pk])[learner.pk].get(skill.pk)


def test_confirming_rerating_and_withdrawing_append(
    as_mentor: Client, mentorship: Mentorship, learner: User, skill: Skill
) -> None:
    for sent, expected in (({}, 3), ({"level": "2"}, 2), ({"intent": "withdraw"}, None), ({"level": "4"}, 4)):
        assert endorse(as_mentor, mentorship, **sent).status_code == 302
        assert level(learner, skill) == expected
    assert list(Endorsement.objects.order_by("pk").values_list("level", flat=True)) == [3, 2, None, 4]
    assert Notification.objects.filter(owner=learner, kind="skill_confirmed").count() == 3


def test_of_two_mentors_the_later_word_counts_until_it_is_withdrawn(
    as_mentor: Client, mentorship: Mentorship, learner: User, stranger: User, skill: Skill
) -> None:
    second, other = pair(learner, stranger), Client()
    other.force_login(stranger)
    endorse(as_mentor, mentorship, level="2")
    endorse(other, second, level="4")
    assert level(learner, skill) == 4
    endorse(other, second, intent="withdraw")
    assert level(learner, skill) == 2


def test_the_same_form_twice_confirms_once(as_mentor: Client, mentorship: Mentorship) -> None:
    key = str(uuid.uuid4())
    for _again in range(2):
        endorse(as_mentor, mentorship, form_key=key)
    assert Endorsement.objects.count() == 1
    assert Notification.objects.filter(kind="skill_confirmed").count() == 1


@pytest.mark.parametrize(
    "sent", [{"level": "0"}, {"level": "5"}, {"note": ""}, {"note": "x" * 501}, {"form_key": ""}, {"note": "a\0"}]
)
def test_a_confirmation_says_what_it_rests_on(as_mentor: Client, mentorship: Mentorship, sent: dict[str, str]) -> None:
    endorse(as_mentor, mentorship, **sent)
    assert not Endorsement.objects.exists()


def plan(client: Client, mentorship: Mentorship, **sent: str):
    given = {"starts_at": "2030-05-01T10:00", "agenda": "Serving", "form_key": str(uuid.uuid4()), **sent}
    return client.post(f"/mentoring/mentors/{mentorship.pk}/check-ins/", given)


def test_a_meeting_is_planned_in_ones_own_time_and_the_other_is_told(
    as_mentor: Client, signed_in: Client, mentorship: Mentorship, learner: User, mentor: User
) -> None:
    User.objects.filter(pk=mentor.pk).update(time_zone="Asia/Shanghai")
    assert plan(as_mentor, mentorship).status_code == 302
    assert CheckIn.objects.get().starts_at == datetime.datetime(2030, 5, 1, 2, 0, tzinfo=datetime.UTC)
    assert Notification.objects.get(kind="check_in_planned").owner == learner
    assert "2 a.m." in signed_in.get(f"/mentoring/mentors/{mentorship.pk}/check-ins/").content.decode()
    assert "May 1, 2030, 10 a.m." in as_mentor.get("/mentoring/").content.decode()
    for bad in ({"starts_at": "soon"}, {"form_key": "x"}, {"agenda": "x" * 10_001}):
        assert plan(as_mentor, mentorship, **bad).status_code == 422


@pytest.mark.parametrize(
    ("typed", "stored"), [("2030-03-31T02:30", "2030-03-31T01:30+00:00"), ("2030-10-27T02:30", "2030-10-27T00:30+00:00")]
)
def test_a_meeting_at_a_time_that_the_clock_skips_or_repeats(
    as_mentor: Client, mentorship: Mentorship, mentor: User, typed: str, stored: str
) -> None:
    User.objects.filter(pk=mentor.pk).update(time_zone="Europe/Berlin")
    assert plan(as_mentor, mentorship, starts_at=typed).status_code == 302
    meeting = CheckIn.objects.get()
    assert meeting.starts_at.astimezone(datetime.UTC).isoformat(timespec="minutes") == stored
    sent = {"starts_at": typed, "agenda": "a", "notes": "", "version": str(meeting.version)}
    assert as_mentor.post(f"/mentoring/mentors/{mentorship.pk}/check-ins/{meeting.pk}/", sent).status_code == 302
    meeting.refresh_from_db()
    assert meeting.starts_at.astimezone(datetime.UTC).isoformat(timespec="minutes") == stored


def test_the_agenda_proposes_what_changed_and_goals_come_back(as_mentor: Client, mentorship: Mentorship) -> None:
    base = f"/mentoring/mentors/{mentorship.pk}/"
    as_mentor.post(f"{base}goals/", {"title": "Publish it", "due": "", "form_key": str(uuid.uuid4())})
    agenda = as_mentor.get(f"{base}check-ins/").context["form"].initial["agenda"]
    assert "- Goal: Publish it" in agenda
    assert "rated 2" in agenda
    goal = Goal.objects.get()
    as_mentor.post(f"{base}goals/{goal.pk}/")
    assert "Publish it" not in as_mentor.get(f"{base}check-ins/").context["form"].initial["agenda"]
    as_mentor.post(f"{base}goals/{goal.pk}/", {"intent": "reopen"})
    assert Goal.objects.get().done_at is None


def test_the_agenda_of_a_mentor_holds_only_what_is_shared(as_mentor: Client, mentorship: Mentorship) -> None:
    sharing.share(mentorship=mentorship, scopes=["projects"], until=None)
    text = as_mentor.get(f"/mentoring/mentors/{mentorship.pk}/check-ins/").content.decode()
    assert "rated 2" not in text


def test_notes_of_a_meeting_are_safe_in_two_tabs(as_mentor: Client, signed_in: Client, mentorship: Mentorship) -> None:
    plan(as_mentor, mentorship)
    meeting = CheckIn.objects.get()
    address = f"/mentoring/mentors/{mentorship.pk}/check-ins/{meeting.pk}/"
    sent = {"starts_at": "2030-05-01T10:00", "agenda": "a", "notes": "mentor", "version": "1", "intent": "held"}
    assert as_mentor.post(address, sent).status_code == 302
    assert CheckIn.objects.get().done_at
    response = signed_in.post(address, {**sent, "notes": "learner"})
    assert response.status_code == 409
    assert "learner" in response.content.decode()
    assert CheckIn.objects.get().notes == "mentor"


def test_ending_says_what_goes_and_asks_once(as_mentor: Client, signed_in: Client, mentorship: Mentorship) -> None:
    address = f"/mentoring/mentors/{mentorship.pk}/end/"
    assert "You see nothing of Lea Learner" in as_mentor.get(address).content.decode()
    assert "Mia Mentor sees nothing" in signed_in.get(address).content.decode()
    mentorship.refresh_from_db()
    assert mentorship.state == "active"
    assert as_mentor.post(address).url == "/mentoring/"
    assert signed_in.get(address).status_code == 404
    assert "The feedback stays yours" in signed_in.get(f"/mentoring/mentors/{mentorship.pk}/").content.decode()


def test_a_paused_mentor_can_still_end(as_mentor: Client, mentorship: Mentorship) -> None:
    sharing.pause(mentorship=mentorship, paused=True)
    assert as_mentor.post(f"/mentoring/mentors/{mentorship.pk}/end/").status_code == 302


def test_the_mentor_chooses_whether_thanks_are_shown(
    as_mentor: Client, signed_in: Client, mentorship: Mentorship, stranger: User
) -> None:
    base = f"/mentoring/mentors/{mentorship.pk}/"
    signed_in.post(f"{base}thank/", {"thanks": "I got the job."})
    other, second = Client(), pair(stranger, mentorship.mentor)
    other.force_login(stranger)
    assert "I got the job." in as_mentor.get("/mentoring/").content.decode()
    for intent, seen in (("", False), ("show", True), ("keep", False)):
        if intent:
            as_mentor.post(f"{base}thanks/", {"intent": intent})
        text = other.get(f"/mentoring/mentors/{second.pk}/").content.decode()
        assert ("I got the job." in text) == seen
        assert "Lea Learner" not in text
    assert signed_in.post(f"{base}thanks/", {"intent": "show"}).status_code == 404
    for bad in ("", " ", "x" * 501):
        signed_in.post(f"{base}thank/", {"thanks": bad})
    assert Mentorship.objects.get(pk=mentorship.pk).thanks == "I got the job."


def test_own_words_hold_nothing_of_the_learners(as_mentor: Client, asked, mentorship: Mentorship) -> None:
    as_mentor.post(
        f"/mentoring/reviews/{asked.pk}/passages/", {"quote": "First line", "text": "Say more", "form_key": str(uuid.uuid4())}
    )
    as_mentor.post(f"/mentoring/mentees/{mentorship.pk}/notes/", {"text": "Note to self", "form_key": str(uuid.uuid4())})
    endorse(as_mentor, mentorship, note="We deployed it")
    sharing.end(mentorship=mentorship, by=mentorship.learner)
    response = as_mentor.get("/mentoring/words/")
    text = response.content.decode()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert all(words in text for words in ("Say more", "Note to self", "We deployed it"))
    assert not any(words in text for words in ("Lea Learner", "learner@", "First line", "Is this level 3?"))
