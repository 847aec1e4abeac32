"""Asking, reviewing, and everything that can go wrong in between."""

import datetime
import uuid
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import Http404
from django.test import Client
from django.utils import timezone

from accounts.models import Notification, User
from mentoring import access
from mentoring.actions import reviews, sharing
from mentoring.models import Feedback, MentorSettings, Mentorship, PassageComment, ReviewRequest
from tests.mentoring.conftest import put_question

ASK = "/mentoring/reviews/ask/skills/model-serving/"


def question(row: Mentorship, **changes: object) -> dict[str, object]:
    return {"mentorship": str(row.pk), "question": "Enough?", "form_key": str(uuid.uuid4()), **changes}


def desk(request: ReviewRequest, tail: str = "") -> str:
    return f"/mentoring/reviews/{request.pk}/{tail}"


def test_a_question_is_asked_answered_and_read(signed_in: Client, as_mentor: Client, mentorship: Mentorship) -> None:
    assert "no usual wait known yet" in signed_in.get(ASK).content.decode()
    address = signed_in.post(ASK, question(mentorship, correctness="3")).url
    request = ReviewRequest.objects.get()
    assert address == desk(request)
    assert "CANARY-evidence" in request.text
    assert "Enough?" in as_mentor.get("/mentoring/reviews/").content.decode()
    sent = {"text": "**Nearly.** <script>alert(1)</script>", "version": "1", "intent": "send"}
    assert as_mentor.post(desk(request, "draft/"), sent).url == "/mentoring/reviews/"
    text = signed_in.get(address).content.decode()
    assert "<strong>Nearly.</strong>" in text
    assert "<script>alert" not in text
    assert Notification.objects.filter(kind="review_done").count() == 1
    assert not any(row.values for row in Notification.objects.filter(kind__startswith="review_"))
    told = as_mentor.get("/notifications/").content.decode()
    assert "asks about “Model serving" in told
    assert "Enough?" in told
    sharing.pause(mentorship=mentorship, paused=True)
    assert "asked for a review that you can no longer open" in as_mentor.get("/notifications/").content.decode()
    assert "reviewed “Model serving" in signed_in.get("/notifications/").content.decode()


def test_the_same_question_sent_twice_is_one(signed_in: Client, mentorship: Mentorship) -> None:
    sent = question(mentorship)
    assert signed_in.post(ASK, sent).url == signed_in.post(ASK, sent).url
    assert ReviewRequest.objects.count() == 1


def test_only_so_many_questions_are_open(signed_in: Client, mentorship: Mentorship, settings) -> None:
    settings.REVIEWS_OPEN_AT_MOST = 1
    signed_in.post(ASK, question(mentorship))
    response = signed_in.post(ASK, question(mentorship, question="What I typed"))
    assert response.status_code == 422
    assert "What I typed" in response.content.decode()
    signed_in.post(desk(ReviewRequest.objects.get(), "withdraw/"))
    assert signed_in.post(ASK, question(mentorship)).status_code == 302


@pytest.mark.parametrize(
    "changes", [{"question": ""}, {"question": "x" * 1_000_000}, {"question": "a\0b"}, {"mentorship": "x"},
                {"correctness": "9"}, {"mentorship": str(uuid.uuid4())}, {"form_key": ""}],
)  # fmt: skip
def test_bad_questions_are_explained(signed_in: Client, mentorship: Mentorship, changes: dict[str, str]) -> None:
    assert signed_in.post(ASK, question(mentorship, **changes)).status_code == 422
    assert not ReviewRequest.objects.exists()


def test_without_a_mentor_who_sees_it_there_is_a_way_on(signed_in: Client, mentorship: Mentorship) -> None:
    sharing.hide(mentorship=mentorship, kind="skills", item="model-serving", label="x")
    response = signed_in.get(ASK)
    assert "invite one" in response.content.decode()
    assert signed_in.post(ASK, question(mentorship)).status_code == 422


def test_the_usual_wait_and_an_absence_are_shown_before_asking(signed_in: Client, mentorship: Mentorship, mentor: User) -> None:
    MentorSettings.objects.create(user=mentor, away_until=timezone.localdate() + datetime.timedelta(days=5))
    for days in (1, 4, 9):
        row = put_question(mentorship)
        since = timezone.now() - datetime.timedelta(days=days)
        ReviewRequest.objects.filter(pk=row.pk).update(state="done", waiting_since=since, closed_at=timezone.now())
    text = signed_in.get(ASK).content.decode()
    assert "usually answers within 5 days" in text
    assert "is away until" in text


def test_a_draft_is_the_mentors_alone(signed_in: Client, as_mentor: Client, asked: ReviewRequest) -> None:
    as_mentor.post(desk(asked, "draft/"), {"text": "DRAFT", "version": "1", "intent": "save"})
    as_mentor.post(desk(asked, "passages/"), {"quote": "First", "text": "DRAFT", "form_key": str(uuid.uuid4())})
    assert "DRAFT" in as_mentor.get(desk(asked)).content.decode()
    text = signed_in.get(desk(asked)).content.decode()
    assert "DRAFT" not in text
    assert "being read" in text


def test_two_tabs_do_not_overwrite_each_other(as_mentor: Client, asked: ReviewRequest) -> None:
    as_mentor.post(desk(asked, "draft/"), {"text": "one", "version": "1", "intent": "save"})
    response = as_mentor.post(desk(asked, "draft/"), {"text": "two", "version": "1", "intent": "save"})
    assert response.status_code == 409
    assert "one" in response.content.decode()
    assert ">\ntwo</textarea>" in response.content.decode()
    assert Feedback.objects.get().text == "one"


def test_a_draft_survives_that_the_request_is_withdrawn(signed_in: Client, as_mentor: Client, asked: ReviewRequest) -> None:
    as_mentor.get(desk(asked))
    signed_in.post(desk(asked, "withdraw/"))
    response = as_mentor.post(desk(asked, "draft/"), {"text": "An hour of work", "version": "1", "intent": "send"})
    assert response.status_code == 409
    assert "An hour of work" in response.content.decode()
    assert "Your text was not sent" in response.content.decode()
    assert Feedback.objects.get().sent_at is None
    assert "An hour of work" in as_mentor.get("/mentoring/words/").content.decode()
    assert "An hour of work" not in signed_in.get(desk(asked)).content.decode()


def test_passages_are_found_by_place_or_by_words(as_mentor: Client, signed_in: Client, asked: ReviewRequest) -> None:
    text = asked.text
    second = text.rindex("twice")
    for sent in (
        {"quote": "twice", "start": str(second)},
        {"quote": "twice"},
        {"quote": "  Second line "},
        {"quote": "twice", "start": "3"},
    ):
        as_mentor.post(desk(asked, "passages/"), {"text": "See <b>here</b>", "form_key": str(uuid.uuid4()), **sent})
    places = list(PassageComment.objects.order_by("pk").values_list("start", "quote"))
    assert places == [
        (second, "twice"),
        (text.index("twice"), "twice"),
        (text.index("Second"), "Second line"),
        (text.index("twice"), "twice"),
    ]
    response = as_mentor.post(desk(asked, "passages/"), {"quote": "not in it", "text": "KEEP", "form_key": str(uuid.uuid4())})
    assert response.status_code == 422
    assert "KEEP" in response.content.decode()
    as_mentor.post(desk(asked, "draft/"), {"text": "", "version": "1", "intent": "send"})
    page = signed_in.get(desk(asked)).content.decode()
    assert page.count("<mark>") == 3  # two comments share a passage
    assert "See &lt;b&gt;here&lt;/b&gt;" in page


def test_an_empty_review_is_not_sent(as_mentor: Client, asked: ReviewRequest) -> None:
    assert as_mentor.post(desk(asked, "draft/"), {"text": " ", "version": "1", "intent": "send"}).status_code == 422
    asked.refresh_from_db()
    assert asked.state == "open"


def test_a_comment_can_be_taken_out_until_it_is_sent(as_mentor: Client, asked: ReviewRequest) -> None:
    as_mentor.post(desk(asked, "passages/"), {"quote": "First", "text": "x", "form_key": str(uuid.uuid4())})
    comment = PassageComment.objects.get()
    as_mentor.post(desk(asked, f"passages/{comment.pk}/remove/"))
    assert not PassageComment.objects.exists()
    assert as_mentor.post(desk(asked, f"passages/{comment.pk}/remove/")).status_code == 404


def test_a_comment_that_comes_after_the_review_was_sent_is_refused(asked: ReviewRequest, mentor: User) -> None:
    draft = reviews.draft_of(asked, mentor)
    Feedback.objects.filter(pk=draft.pk).update(sent_at=timezone.now())
    place = {"quote": "First", "start": 0, "end": 5, "text": "late", "form_key": uuid.uuid4()}
    assert reviews.comment(feedback=draft, **place) is None
    assert not PassageComment.objects.exists()


SCORES = {"correctness": "1", "reasoning": "2", "limits": "0", "clarity": "3"}


def test_own_scores_are_revealed_only_after_the_mentors(as_mentor: Client, asked: ReviewRequest) -> None:
    assert "Scores, side by side" not in as_mentor.get(desk(asked)).content.decode()
    assert as_mentor.post(desk(asked, "scores/"), {**SCORES, "clarity": ""}).status_code == 422
    as_mentor.post(desk(asked, "scores/"), SCORES)
    assert as_mentor.get(desk(asked)).context["scores"][0] == ("Correctness", 3, 1)
    as_mentor.post(desk(asked, "scores/"), {**SCORES, "correctness": "3"})  # too late to move towards the learner's
    assert Feedback.objects.get().correctness == 1


def test_ask_for_more_and_the_wait_begins_anew(signed_in: Client, as_mentor: Client, asked: ReviewRequest) -> None:
    ReviewRequest.objects.update(waiting_since=timezone.now() - datetime.timedelta(days=9), reminders=2)
    assert as_mentor.post(desk(asked, "more/"), {"text": "Which load?"}).status_code == 302
    assert "Which load?" in signed_in.get(desk(asked)).content.decode()
    assert not as_mentor.get("/mentoring/reviews/").context["rows"]
    assert signed_in.post(desk(asked, "reply/"), {"text": ""}).status_code == 422
    signed_in.post(desk(asked, "reply/"), {"text": "200 a second"})
    asked.refresh_from_db()
    assert (asked.state, asked.reminders) == ("open", 0)
    assert (timezone.now() - asked.waiting_since).days == 0
    assert "200 a second" in as_mentor.get(desk(asked)).content.decode()
    assert signed_in.post(desk(asked, "reply/"), {"text": "again"}).status_code == 404


def test_passing_needs_a_reason(signed_in: Client, as_mentor: Client, asked: ReviewRequest) -> None:
    assert as_mentor.post(desk(asked, "pass/"), {"text": ""}).status_code == 422
    as_mentor.post(desk(asked, "pass/"), {"text": "Not my field"})
    assert "Not my field" in signed_in.get(desk(asked)).content.decode()
    asked.refresh_from_db()
    assert asked.state == "passed"


def test_after_sending_the_next_one_comes_up(as_mentor: Client, mentorship: Mentorship) -> None:
    first, second = put_question(mentorship), put_question(mentorship)
    response = as_mentor.post(desk(first, "draft/"), {"text": "ok", "version": "1", "intent": "send"})
    assert response.url == desk(second)
    response = as_mentor.post(desk(first, "draft/"), {"text": "again", "version": "2", "intent": "send"})
    assert response.status_code == 404
    assert Feedback.objects.get(request=first).text == "ok"


def remind(days: float) -> str:
    ReviewRequest.objects.update(waiting_since=timezone.now() - datetime.timedelta(days=days))
    out = StringIO()
    call_command("send_reminders", stdout=out)
    return out.getvalue()


def test_reminders_after_three_and_seven_days_and_an_end_after_fourteen(
    asked: ReviewRequest, learner: User, mentor: User
) -> None:
    kinds = ("review_reminder", "review_timed_out")

    def told() -> list[int]:
        return [Notification.objects.filter(kind=kind).count() for kind in kinds]

    remind(2.9)
    assert told() == [0, 0]
    for _twice in range(2):
        remind(3.1)
        assert told() == [1, 0]
    remind(7.1)
    remind(13)
    assert told() == [2, 0]
    for _twice in range(2):
        remind(14.1)
    assert told() == [2, 2]
    assert set(Notification.objects.filter(kind="review_timed_out").values_list("owner", flat=True)) == {learner.pk, mentor.pk}
    asked.refresh_from_db()
    assert asked.state == "timed_out"


def test_no_reminder_while_paused_or_waiting_for_the_learner(asked: ReviewRequest, mentorship: Mentorship) -> None:
    sharing.pause(mentorship=mentorship, paused=True)
    assert "reminded: 0" in remind(30)
    sharing.pause(mentorship=mentorship, paused=False)
    reviews.ask_for_more(request=asked, text="?")
    assert "timed out: 0" in remind(30)


def test_a_mentorship_ends_after_its_day(mentorship: Mentorship) -> None:
    Mentorship.objects.update(until=timezone.localdate() - datetime.timedelta(days=2))
    assert "ended: 1" in remind(0)
    assert "ended: 0" in remind(0)
    mentorship.refresh_from_db()
    assert mentorship.state == "ended"
    assert Notification.objects.filter(kind="mentorship_ended").count() == 2


def test_queries_of_the_queue_do_not_grow(
    as_mentor: Client, mentorship: Mentorship, settings, django_assert_num_queries
) -> None:
    settings.REVIEWS_OPEN_AT_MOST = 100
    put_question(mentorship)
    as_mentor.get("/mentoring/reviews/")
    for expected in (1, 30):
        while ReviewRequest.objects.count() < expected:
            put_question(mentorship)
        with django_assert_num_queries(5):  # session, user, waiting, hidden, asked
            as_mentor.get("/mentoring/reviews/")


def test_a_request_belongs_to_its_learner_and_its_mentor_alone(asked: ReviewRequest, stranger: User) -> None:
    for fetch in (access.own_request, access.request_for_mentor):
        with pytest.raises(Http404):
            fetch(stranger, asked.pk)
