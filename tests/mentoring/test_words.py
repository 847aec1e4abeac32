"""What is whose to take home: a mentor's own words, and a learner's archive."""

import io
import json
import uuid
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from mentoring.actions import sharing
from mentoring.models import Feedback, Mentorship, ReviewRequest
from tests.conftest import PASSWORD
from tests.mentoring.conftest import pair, put_question


def words_of(client: Client) -> str:
    return client.get("/mentoring/words/").content.decode()


def archive_of(client: Client) -> dict[str, list[dict[str, object]]]:
    response = client.post(reverse("own_data_export"))
    document = json.loads(zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).read("data.json"))
    return document["mentoring"]


def write(client: Client, request: ReviewRequest, text: str, intent: str) -> None:
    place = {"quote": request.text[:5], "text": f"{text} on a passage", "form_key": str(uuid.uuid4())}
    client.post(f"/mentoring/reviews/{request.pk}/passages/", place)
    client.post(f"/mentoring/reviews/{request.pk}/draft/", {"text": text, "version": "1", "intent": intent})


@pytest.fixture
def other(stranger: User, learner: User) -> Client:
    """Another mentor of the same learner, who wrote a draft, a note and a confirmation."""
    client, row = Client(), pair(learner, stranger)
    client.force_login(stranger)
    write(client, put_question(row), "OTHER", "save")
    client.post(f"/mentoring/mentees/{row.pk}/notes/", {"text": "OTHER", "form_key": str(uuid.uuid4())})
    sent = {"level": "2", "note": "OTHER", "form_key": str(uuid.uuid4())}
    client.post(f"/mentoring/mentees/{row.pk}/endorse/model-serving/", sent)
    return client


def test_a_mentor_takes_home_their_own_words_and_nobody_elses(
    as_mentor: Client, asked: ReviewRequest, mentorship: Mentorship, other: Client
) -> None:
    write(as_mentor, asked, "MINE", "save")
    as_mentor.post(f"/mentoring/mentees/{mentorship.pk}/notes/", {"text": "MY NOTE", "form_key": str(uuid.uuid4())})
    sharing.end(mentorship=mentorship, by=mentorship.learner)
    text = words_of(as_mentor)
    assert all(part in text for part in ("MINE", "MINE on a passage", "MY NOTE"))
    assert "OTHER" not in text
    assert asked.text[:10] not in text
    assert asked.question not in text
    assert words_of(other).count("OTHER") == 4


def test_the_learners_archive_holds_what_was_sent_and_no_draft(
    signed_in: Client, as_mentor: Client, asked: ReviewRequest, mentorship: Mentorship, other: Client
) -> None:
    write(as_mentor, asked, "SENT", "send")
    write(as_mentor, put_question(mentorship), "DRAFT", "save")
    assert Feedback.objects.count() == 3
    signed_in.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    found = archive_of(signed_in)
    assert [row["text"] for row in found["reviews"]] == ["SENT"]
    assert [row["text"] for row in found["passages"]] == ["SENT on a passage"]
    assert [row["note"] for row in found["endorsements"]] == ["OTHER"]  # a confirmation is the learner's
    assert found["notes_as_mentor"] == found["written_as_mentor"] == []


def test_a_mentors_archive_holds_their_words_and_nothing_of_the_learner(
    as_mentor: Client, asked: ReviewRequest, other: Client
) -> None:
    write(as_mentor, asked, "MINE", "send")
    as_mentor.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    found = archive_of(as_mentor)
    assert [row["text"] for row in found["written_as_mentor"]] == ["MINE"]
    assert not any(found[name] for name in ("mentorships", "endorsements", "requests", "messages", "reviews", "passages"))
    assert "OTHER" not in json.dumps(found)
