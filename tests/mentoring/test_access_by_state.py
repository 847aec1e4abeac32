"""Every state × every way of reaching the learner's data: the mentor gets it only while it is shared, and on the next request.

`WAYS` reach a canary that stands in the learner's evidence; `WRITES` would put something of the mentor's before the learner.
"""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from accounts.models import Notification, User
from mentoring import kinds
from mentoring.actions import invitations, reviews, sharing
from mentoring.models import AccessLog, Endorsement, Feedback, Mentorship, PassageComment, ReviewRequest
from roles.models import Skill
from tests.mentoring.conftest import CANARY, pair, put_question

SKILL = "model-serving"


def ways(pk: object, request: object) -> dict[str, str]:
    base = f"/mentoring/mentees/{pk}/"
    return {
        "overview": base,
        "list": f"{base}skills/",
        "read": f"{base}skills/{SKILL}/",
        "review": f"/mentoring/reviews/{request}/",
        "check-ins": f"/mentoring/mentors/{pk}/check-ins/",
    }


def writes(pk: object, request: object) -> dict[str, tuple[str, dict[str, str]]]:
    key, base = str(uuid.uuid4()), f"/mentoring/reviews/{request}/"
    return {
        "comment": (f"{base}passages/", {"quote": "First", "text": "LATE", "form_key": key}),
        "send": (f"{base}draft/", {"text": "LATE", "version": "1", "intent": "send"}),
        "score": (f"{base}scores/", {"correctness": "1", "reasoning": "1", "limits": "1", "clarity": "1"}),
        "more": (f"{base}more/", {"text": "LATE"}),
        "pass": (f"{base}pass/", {"text": "LATE"}),
        "endorse": (f"/mentoring/mentees/{pk}/endorse/{SKILL}/", {"level": "4", "note": "LATE", "form_key": key}),
        "note": (f"/mentoring/mentees/{pk}/notes/", {"text": "LATE", "form_key": key}),
        "goal": (f"/mentoring/mentors/{pk}/goals/", {"title": "LATE", "due": "", "form_key": key}),
        "plan": (f"/mentoring/mentors/{pk}/check-ins/", {"starts_at": "2030-01-01T10:00", "agenda": "LATE", "form_key": key}),
    }


def narrow(row: Mentorship) -> None:
    sharing.share(mentorship=row, scopes=["projects"], until=None)


def yesterday(row: Mentorship) -> None:
    Mentorship.objects.filter(pk=row.pk).update(until=timezone.localdate() - datetime.timedelta(days=2))


def back_to_invited(row: Mentorship) -> None:
    Mentorship.objects.filter(pk=row.pk).update(state="invited", mentor=None)


def declined(row: Mentorship) -> None:
    Mentorship.objects.filter(pk=row.pk).update(state="declined")


def hidden(row: Mentorship) -> None:
    sharing.hide(mentorship=row, kind="skills", item=SKILL, label="Model serving")


def switched_off(row: Mentorship) -> None:
    get_user_model().objects.filter(pk=row.learner_id).update(is_active=False)


SHUT: dict[str, Callable[[Mentorship], object]] = {
    "invited": back_to_invited,
    "declined": declined,
    "paused": lambda row: sharing.pause(mentorship=row, paused=True),
    "ended by mentee": lambda row: sharing.end(mentorship=row, by=row.learner),
    "ended by mentor": lambda row: sharing.end(mentorship=row, by=row.mentor),
    "past its day": yesterday,
    "learner switched off": switched_off,
    "learner deleted": lambda row: row.learner.delete(),
}


@pytest.fixture
def scene(mentorship: Mentorship) -> tuple[Mentorship, ReviewRequest]:
    return mentorship, put_question(mentorship, text=f"Evidence: {CANARY}. First.")


def test_while_it_is_shared_every_way_leads_there(as_mentor: Client, scene) -> None:
    row, request = scene
    for name, path in ways(row.pk, request.pk).items():
        response = as_mentor.get(path)
        assert response.status_code == 200, name
        assert (CANARY in response.content.decode()) == (name != "list"), name
    for name, (path, sent) in writes(row.pk, request.pk).items():
        if name not in {"pass", "more"}:
            assert as_mentor.post(path, sent).status_code == 302, name
    assert Feedback.objects.get().sent_at


@pytest.mark.parametrize("state", SHUT)
def test_in_any_other_state_no_way_leads_there(as_mentor: Client, scene, state: str) -> None:
    row, request = scene
    pages = ways(row.pk, request.pk)
    for path in pages.values():  # open tabs
        assert as_mentor.get(path).status_code == 200
    before = {model: model.objects.count() for model in (PassageComment, Endorsement, Notification)}
    SHUT[state](row)
    absent = as_mentor.get(f"/mentoring/mentees/{uuid.uuid4()}/")
    told = Notification.objects.count()
    for name, path in pages.items():
        response = as_mentor.get(path)
        assert response.status_code == 404, name
        assert response.content.split(b"<main")[1] == absent.content.split(b"<main")[1]
    for name, (path, sent) in writes(row.pk, request.pk).items():
        response = as_mentor.post(path, sent)
        assert response.status_code in {404, 409}, name
        assert CANARY not in response.content.decode(), name
    assert not Feedback.objects.filter(sent_at__isnull=False).exists()
    assert PassageComment.objects.count() == 0 == Endorsement.objects.count()
    assert Notification.objects.count() == told
    for path in ("/mentoring/", "/mentoring/reviews/", "/mentoring/words/", "/notifications/", "/mentoring/?sort=changed"):
        assert CANARY not in as_mentor.get(path).content.decode(), path
    assert before[PassageComment] == 0


@pytest.mark.parametrize("cut", [narrow, hidden], ids=["scope cut", "item hidden"])
def test_a_cut_leaves_only_what_is_still_shared(as_mentor: Client, scene, cut: Callable[[Mentorship], None]) -> None:
    row, request = scene
    cut(row)
    for name, path in ways(row.pk, request.pk).items():
        response = as_mentor.get(path)
        allowed = name in {"overview", "check-ins"} or (cut is hidden and name == "list")
        assert response.status_code == (200 if allowed else 404), name
        assert CANARY not in response.content.decode(), name
        assert "Model serving" not in response.content.decode(), name
    for name, (path, sent) in writes(row.pk, request.pk).items():
        status = as_mentor.post(path, sent).status_code
        assert status in ({302} if name in {"note", "goal", "plan"} else {404, 409}), name
    assert not Feedback.objects.filter(sent_at__isnull=False).exists()
    desk = as_mentor.get("/mentoring/?sort=changed").context["rows"][0]
    assert (desk.changed, desk.waiting) == (0, 0)


def test_nobody_else_reaches_it(scene, stranger: User, learner: User, mentor: User) -> None:
    row, request = scene
    other_learner = pair(stranger, mentor)
    for person in (stranger, learner):
        client = Client()
        client.force_login(person)
        for name, path in ways(row.pk, request.pk).items():
            if person == learner and name in {"review", "check-ins"}:
                continue
            assert client.get(path).status_code == 404, (person, name)
        for name, (path, sent) in writes(row.pk, request.pk).items():
            if not (person == learner and name in {"goal", "plan"}):
                assert client.post(path, sent).status_code == 404, (person, name)
    client = Client()
    client.force_login(mentor)
    assert CANARY not in client.get(f"/mentoring/mentees/{other_learner.pk}/").content.decode()


def test_another_mentor_sees_neither_the_request_nor_the_notes(scene, stranger: User, learner: User, as_mentor: Client) -> None:
    row, request = scene
    second = pair(learner, stranger)
    as_mentor.post(f"/mentoring/mentees/{row.pk}/notes/", {"text": "SECRET", "form_key": str(uuid.uuid4())})
    client = Client()
    client.force_login(stranger)
    assert client.get(f"/mentoring/reviews/{request.pk}/").status_code == 404
    assert "SECRET" not in client.get(f"/mentoring/mentees/{second.pk}/").content.decode()
    client.force_login(learner)
    assert "SECRET" not in client.get(f"/mentoring/mentors/{row.pk}/").content.decode()
    assert "SECRET" in as_mentor.get(f"/mentoring/mentees/{row.pk}/").content.decode()


def test_the_learner_reads_what_was_opened(as_mentor: Client, signed_in: Client, mentorship: Mentorship) -> None:
    for _again in range(2):
        as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/skills/{SKILL}/")
    as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/skills/")
    assert list(AccessLog.objects.order_by("pk").values_list("kind", "label")) == [
        ("skills", "Model serving & release"),
        ("skills", ""),
    ]
    assert "Model serving" in signed_in.get(f"/mentoring/mentors/{mentorship.pk}/").content.decode()


def test_a_refused_page_is_not_logged(as_mentor: Client, mentorship: Mentorship) -> None:
    sharing.pause(mentorship=mentorship, paused=True)
    as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/skills/{SKILL}/")
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("cut", [narrow, hidden], ids=["scope cut", "item hidden"])
def test_a_page_that_is_not_shared_is_not_logged_either(
    as_mentor: Client, mentorship: Mentorship, cut: Callable[[Mentorship], None]
) -> None:
    cut(mentorship)
    assert as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/skills/{SKILL}/").status_code == 404
    if cut is narrow:
        assert as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/skills/").status_code == 404
    assert not AccessLog.objects.exists()


def test_until_means_the_learners_day(as_mentor: Client, mentorship: Mentorship, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(time_zone="Pacific/Kiritimati")  # 14 hours ahead of UTC
    today_there = timezone.localdate(timezone=__import__("zoneinfo").ZoneInfo("Pacific/Kiritimati"))
    Mentorship.objects.filter(pk=mentorship.pk).update(until=today_there)
    assert as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/").status_code == 200
    Mentorship.objects.filter(pk=mentorship.pk).update(until=today_there - datetime.timedelta(days=1))
    assert as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/").status_code == 404


def test_unknown_kinds_and_items_are_not_found(as_mentor: Client, mentorship: Mentorship) -> None:
    Mentorship.objects.filter(pk=mentorship.pk).update(scopes=["skills", "passwords"])
    for tail in ("passwords/", "answers/", "skills/no-such/", "passwords/1/", "skills/" + "x" * 300 + "/"):
        assert as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/{tail}").status_code == 404


def test_every_kind_refuses_a_share_that_does_not_cover_it(mentorship: Mentorship) -> None:
    from django.http import Http404

    from mentoring.access import Share

    nothing = Share(mentorship.learner, frozenset(), frozenset(), mentorship)
    for kind in kinds.known():
        for read in (
            lambda kind=kind: kind.items(nothing),
            lambda kind=kind: kind.detail(nothing, SKILL),
            lambda kind=kind: kind.changed_since(nothing, timezone.now(), most=1),
        ):
            with pytest.raises(Http404):
                read()


def test_the_end_wins_against_a_comment(mentorship: Mentorship, asked: ReviewRequest, mentor: User, skill: Skill) -> None:
    """The two in every order: what the mentor sends after the end never arrives."""
    from mentoring.actions import growth

    draft = reviews.draft_of(asked, mentor)
    Feedback.objects.filter(pk=draft.pk).update(text="LATE")
    sharing.end(mentorship=mentorship, by=mentorship.learner)
    late = (
        lambda: reviews.send(request=asked, feedback=draft),
        lambda: reviews.ask_for_more(request=asked, text="LATE"),
        lambda: reviews.pass_on(request=asked, reason="LATE"),
        lambda: growth.endorse(mentorship=mentorship, skill=skill, level=3, note="LATE", form_key=uuid.uuid4()),
    )
    for write in late:
        with pytest.raises(reviews.NoLongerPossibleError):
            write()
    draft.refresh_from_db()
    assert draft.sent_at is None
    assert draft.text == "LATE"  # the mentor's own words are kept


def test_an_ended_pair_can_start_anew(mentorship: Mentorship, learner: User, mentor: User) -> None:
    sharing.end(mentorship=mentorship, by=mentor)
    row, _token = invitations.invite(learner=learner, scopes=["skills"], until=None, email="", form_key=uuid.uuid4())
    assert invitations.accept(mentorship=row, person=mentor)
