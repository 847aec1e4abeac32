"""Account deletion leaves no orphan: every relation to a person has a written policy, and it holds."""

import uuid

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.test import Client

from accounts.models import Notification, User
from mentoring.actions import reviews
from mentoring.models import AccessLog, CheckIn, Endorsement, Feedback, Goal, Mentorship, PrivateNote, ReviewRequest
from tests.mentoring.test_growth import endorse, plan

# What becomes of a row when the person goes: it goes with them, or it stays without them.
POLICY = {
    "mentoring.Mentorship.learner": models.CASCADE,
    "mentoring.Mentorship.mentor": models.SET_NULL,
    "mentoring.Mentorship.ended_by": models.SET_NULL,
    "mentoring.MentorSettings.user": models.CASCADE,
    "mentoring.PrivateNote.author": models.CASCADE,
    "mentoring.MockSheet.author": models.CASCADE,
    "mentoring.Feedback.author": models.SET_NULL,
    "mentoring.Endorsement.mentor": models.SET_NULL,
    "accounts.Notification.owner": models.CASCADE,
    "accounts.Notification.about": models.CASCADE,
    "accounts.NotificationChoice.owner": models.CASCADE,
    "accounts.CalendarFeed.owner": models.CASCADE,
    "accounts.Profile.user": models.CASCADE,
}


def test_every_relation_to_a_person_has_a_policy() -> None:
    found = {
        f"{model._meta.label}.{field.name}": field.remote_field.on_delete
        for label in ("accounts", "mentoring")
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.fields
        if field.related_model is get_user_model() and model is not get_user_model()
    }
    assert found == POLICY


@pytest.fixture
def full(as_mentor: Client, signed_in: Client, mentorship: Mentorship, asked: ReviewRequest) -> Mentorship:
    """One of everything between the two."""
    base = f"/mentoring/mentees/{mentorship.pk}/"
    as_mentor.post(
        f"/mentoring/reviews/{asked.pk}/passages/", {"quote": "First", "text": "SENT", "form_key": str(uuid.uuid4())}
    )
    as_mentor.post(f"/mentoring/reviews/{asked.pk}/draft/", {"text": "SENT", "version": "1", "intent": "send"})
    draft = reviews.ask(
        mentorship=mentorship, kind="skills", item="model-serving", label="x", text="x", question="x", own_scores={},
        form_key=uuid.uuid4(),
    )  # fmt: skip
    as_mentor.post(f"/mentoring/reviews/{draft.pk}/draft/", {"text": "DRAFT", "version": "1", "intent": "save"})
    as_mentor.post(f"{base}notes/", {"text": "NOTE", "form_key": str(uuid.uuid4())})
    as_mentor.get(f"{base}skills/model-serving/")
    endorse(as_mentor, mentorship)
    plan(as_mentor, mentorship)
    as_mentor.post(f"/mentoring/mentors/{mentorship.pk}/goals/", {"title": "G", "due": "", "form_key": str(uuid.uuid4())})
    signed_in.post(f"/mentoring/mentors/{mentorship.pk}/thank/", {"thanks": "THANKS"})
    return mentorship


def everything() -> str:
    with connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names() if table != "django_session"]
        texts = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            texts.append(str(cursor.fetchall()))
    return "\n".join(texts)


def test_with_the_learner_goes_all_that_was_about_them(full: Mentorship, as_mentor: Client, learner: User) -> None:
    learner.delete()
    for model in (Mentorship, ReviewRequest, Feedback, Endorsement, CheckIn, Goal, PrivateNote, AccessLog):
        assert not model.objects.exists(), model
    assert not [word for word in ("Lea Learner", "learner@example.org", "SENT", "NOTE", "THANKS") if word in everything()]
    assert as_mentor.get("/mentoring/").status_code == 200


def test_when_the_mentor_goes_the_learner_keeps_the_feedback(full: Mentorship, signed_in: Client, mentor: User) -> None:
    mentor.delete()
    row = Mentorship.objects.get()
    assert (row.state, row.mentor) == ("ended", None)
    assert list(Feedback.objects.values_list("text", flat=True)) == ["SENT"]
    assert not PrivateNote.objects.exists()
    assert not ReviewRequest.objects.filter(state__in=ReviewRequest.UNFINISHED).exists()
    assert not [word for word in ("Mia Mentor", "mentor@example.org", "DRAFT", "NOTE") if word in everything()]
    sent = ReviewRequest.objects.get(state="done")
    page = signed_in.get(f"/mentoring/reviews/{sent.pk}/").content.decode()
    assert "SENT" in page
    assert "a former mentor" in page
    assert "a former mentor" in signed_in.get(f"/mentoring/mentors/{row.pk}/").content.decode()
    told = Notification.objects.get(kind="mentorship_ended")
    assert "a deleted account" in signed_in.get("/notifications/").content.decode()
    assert told.about is None
    for path in ("/mentoring/", "/mentoring/reviews/", "/skills/model-serving/"):
        assert signed_in.get(path).status_code == 200


def test_both_at_once(full: Mentorship) -> None:
    get_user_model().objects.all().delete()
    assert not Mentorship.objects.exists()
    connection.check_constraints()
