"""What access means beside the table of `test_access_table.py`: other people, the log, days, and the end of a mentorship."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from mentoring import kinds
from mentoring.actions import growth, invitations, reviews, sharing
from mentoring.models import AccessLog, Feedback, HiddenItem, Mentorship, ReviewRequest
from roles.models import Skill
from tests.mentoring.conftest import CANARY, pair, put_question

SKILL = "model-serving"


def narrow(row: Mentorship) -> None:
    sharing.share(mentorship=row, scopes=["projects"], until=None)


def hidden(row: Mentorship) -> None:
    sharing.hide(mentorship=row, kind="skills", item=SKILL, label="Model serving")


@pytest.fixture
def scene(mentorship: Mentorship) -> tuple[Mentorship, ReviewRequest]:
    return mentorship, put_question(mentorship, text=f"Evidence: {CANARY}. First.")


def test_the_learner_is_no_mentor_of_their_own(
    scene, signed_in: Client, mentor: User, stranger: User, as_mentor: Client
) -> None:
    row, request = scene
    for path in (f"mentees/{row.pk}/", f"mentees/{row.pk}/skills/", f"mentees/{row.pk}/skills/{SKILL}/"):
        assert signed_in.get(f"/mentoring/{path}").status_code == 404
    for path in ("passages", "scores", "more", "pass", "draft"):
        assert signed_in.post(f"/mentoring/reviews/{request.pk}/{path}/", {"text": "x"}).status_code == 404
    other = pair(stranger, mentor)
    assert CANARY not in as_mentor.get(f"/mentoring/mentees/{other.pk}/").content.decode()


@pytest.mark.parametrize("cut", [narrow, hidden], ids=["scope cut", "item hidden"])
def test_a_cut_takes_a_skill_out_of_every_list_and_count(
    as_mentor: Client, mentorship: Mentorship, cut: Callable[[Mentorship], None]
) -> None:
    """The names of skills are guidance, no canaries; that this learner has one is theirs to hide."""
    put_question(mentorship)
    base = f"/mentoring/mentees/{mentorship.pk}/"
    assert "Model serving" in as_mentor.get(base).content.decode()
    Mentorship.objects.update(visit_at=mentorship.created_at)  # as if that look had been before the changes
    row = as_mentor.get("/mentoring/?sort=changed").context["rows"][0]
    assert (row.changed, row.waiting) == (1, 1)
    cut(mentorship)
    row = as_mentor.get("/mentoring/?sort=changed").context["rows"][0]
    assert (row.changed, row.waiting) == (0, 0)
    after = as_mentor.get(base)
    assert "Model serving" not in after.content.decode()
    if cut is narrow:
        assert not after.context["pictures"]
    else:
        assert after.context["pictures"]["figures"].evidenced == 0  # what is kept back is not even part of the sum
        assert "Model serving" not in as_mentor.get(f"{base}skills/").content.decode()


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


def _past(row: Mentorship) -> None:
    Mentorship.objects.filter(pk=row.pk).update(until=timezone.localdate() - datetime.timedelta(days=2))


AWAY: dict[str, Callable[[Mentorship], object]] = {
    "ended": lambda row: sharing.end(mentorship=row, by=row.learner),
    "paused": lambda row: sharing.pause(mentorship=row, paused=True),
    "past its day": _past,
    "scope cut": lambda row: Mentorship.objects.filter(pk=row.pk).update(scopes=["projects"]),
    "hidden": lambda row: HiddenItem.objects.create(mentorship=row, kind="skills", item=SKILL, label="x"),
}


@pytest.mark.parametrize("change", AWAY)
def test_what_the_learner_changed_wins_against_what_is_on_its_way(
    mentorship: Mentorship, asked: ReviewRequest, mentor: User, skill: Skill, change: str
) -> None:
    """The page was fetched before, the write comes after: the request itself may still be open, and yet nothing arrives."""
    draft = reviews.draft_of(asked, mentor)
    Feedback.objects.filter(pk=draft.pk).update(text="LATE")
    AWAY[change](mentorship)
    ReviewRequest.objects.update(state="open")
    late = [
        lambda: reviews.send(request=asked, feedback=draft),
        lambda: reviews.ask_for_more(request=asked, text="LATE"),
        lambda: reviews.pass_on(request=asked, reason="LATE"),
    ]
    if change != "hidden":
        endorsing = {"mentorship": mentorship, "skill": skill, "level": 3, "note": "LATE", "form_key": uuid.uuid4()}
        late.append(lambda: growth.endorse(**endorsing))
    for write in late:
        with pytest.raises(reviews.NoLongerPossibleError):
            write()
    draft.refresh_from_db()
    assert draft.sent_at is None
    assert draft.text == "LATE"  # the mentor's own words are kept


def test_an_end_withdraws_what_waits_and_lets_nothing_new_begin(mentorship: Mentorship, asked: ReviewRequest) -> None:
    assert sharing.end(mentorship=mentorship, by=mentorship.learner)
    asked.refresh_from_db()
    assert (asked.state, asked.closed_at is None) == ("withdrawn", False)
    with pytest.raises(reviews.NoLongerPossibleError):
        put_question(mentorship)


def test_an_ended_pair_can_start_anew(mentorship: Mentorship, learner: User, mentor: User) -> None:
    sharing.end(mentorship=mentorship, by=mentor)
    row, _token = invitations.invite(learner=learner, scopes=["skills"], until=None, email="", form_key=uuid.uuid4())
    assert invitations.accept(mentorship=row, person=mentor)


def test_the_log_names_the_list_that_was_opened(as_mentor: Client, mentorship: Mentorship, learner: User) -> None:
    as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/skills/")
    client = Client()
    client.force_login(learner)
    page = client.get(f"/mentoring/mentors/{mentorship.pk}/").content.decode()
    log = page[page.index("What was opened") :]
    assert "</time> Skills and evidence</li>" in log
