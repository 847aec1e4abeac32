"""One's dates under a secret address, for calendar programs."""

import inspect
import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar, Event

from accounts.models import CalendarFeed, User
from careerguide import calendar_feed as feeds
from careerguide.personal_data import erasing
from interviews.models import Interview, Question, ReviewCard, Task
from mentoring.actions import growth, sharing
from mentoring.models import CheckIn, Goal, Mentorship
from tests.conftest import make_user
from tests.interviews.search import apply, interview
from tests.mentoring.conftest import pair
from tests.portfolio.brand_cast import planned

NOW = "2026-03-12T09:00Z"
EVERYTHING = list(CalendarFeed.Kind.values)
PAGE = "/profile/calendar/"


def address(owner: User, kinds: list[str] | None = None) -> str:
    return f"/calendar/{feeds.make(owner=owner, kinds=kinds or EVERYTHING)}.ics"


def events(path: str) -> dict[str, Event]:
    response = Client().get(path)
    assert response.status_code == 200
    return {str(event["summary"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def card(owner: User, due: date) -> None:
    question = Question.objects.published().exclude(pk__in=ReviewCard.objects.owned_by(owner).values("question"))[0]
    ReviewCard.objects.create(
        owner=owner, question=question, stability=2.0, difficulty=5.0, state=2, due=due, last_review=due, last_grade=3
    )


def fill(owner: User, mentorship: Mentorship, name: str) -> None:
    """One thing of each kind, whose text holds this name."""
    application = apply(owner, "screening", company=f"{name} company")
    interview(application, datetime(2026, 3, 20, 9, 30, tzinfo=UTC), minutes=45)
    Task.objects.create(
        owner=owner, application=application, title=f"{name} task", due_on=date(2026, 3, 13), form_key=uuid.uuid4()
    )
    planned(owner, title=f"{name} action", due=date(2026, 3, 16), cadence="quarterly")
    when = datetime(2026, 3, 15, 17, tzinfo=UTC)
    growth.plan_check_in(mentorship=mentorship, by=owner, starts_at=when, agenda=f"{name} agenda", form_key=uuid.uuid4())
    growth.set_goal(mentorship=mentorship, title=f"{name} goal", due=date(2026, 4, 1), form_key=uuid.uuid4())
    card(owner, date(2026, 3, 1))
    card(owner, date(2026, 3, 12))
    card(owner, date(2026, 3, 14))


@pytest.fixture
def mentor(db: None) -> User:
    return make_user("mentor@example.org", name="Mia Mentor")


@pytest.fixture
def mentorship(learner: User, mentor: User) -> Mentorship:
    return pair(learner, mentor)


@time_machine.travel(NOW, tick=False)
def test_every_kind_stands_on_its_day(learner: User, mentorship: Mentorship) -> None:
    fill(learner, mentorship, "Own")
    found = events(address(learner))
    starts = {title: event["dtstart"].dt for title, event in found.items()}
    assert starts == {
        "Own company: Interview": datetime(2026, 3, 20, 9, 30, tzinfo=UTC),
        "Own task · Own company": date(2026, 3, 13),
        "Own action": date(2026, 6, 16),  # the second time; a title is one key
        "Check-in with Mia Mentor": datetime(2026, 3, 15, 17, tzinfo=UTC),
        "Goal: Own goal": date(2026, 4, 1),
        "Review: 2 answers": date(2026, 3, 12),
        "Review: 1 answer": date(2026, 3, 14),
    }
    assert found["Own company: Interview"]["dtend"].dt == datetime(2026, 3, 20, 10, 15, tzinfo=UTC)
    assert found["Goal: Own goal"]["dtend"].dt == date(2026, 4, 2)
    assert str(found["Own action"]["url"]).startswith("http")
    assert "agenda" not in Client().get(address(learner)).content.decode()


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("kind", EVERYTHING)
def test_only_what_was_chosen(learner: User, mentorship: Mentorship, kind: str) -> None:
    fill(learner, mentorship, "Own")
    words = {
        "interviews": "Interview", "tasks": "task", "brand": "action", "check_ins": "Check-in", "goals": "Goal",
        "reviews": "Review",
    }  # fmt: skip
    titles = events(address(learner, [kind]))
    assert titles
    assert all(words[kind] in title for title in titles)


@time_machine.travel(NOW, tick=False)
def test_nothing_of_another_person_is_in_it(learner: User, stranger: User, mentor: User) -> None:
    fill(stranger, pair(stranger, mentor), "Foreign")
    assert events(address(learner)) == {}
    # A mentor's calendar holds the meeting, and nothing else of the learner.
    assert set(events(address(mentor))) == {"Check-in with Sam Stranger"}


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("change", ["end", "pause", "until"])
def test_a_mentor_sees_no_meeting_once_nothing_is_shared(
    learner: User, mentor: User, mentorship: Mentorship, change: str
) -> None:
    fill(learner, mentorship, "Own")
    path = address(mentor)
    assert len(events(path)) == 1
    if change == "end":
        sharing.end(mentorship=mentorship, by=learner)
        assert events(address(learner, ["check_ins", "goals"])) == {}
    elif change == "pause":
        sharing.pause(mentorship=mentorship, paused=True)
    else:
        Mentorship.objects.filter(pk=mentorship.pk).update(until=date(2026, 3, 11))
    assert events(path) == {}


@time_machine.travel(NOW, tick=False)
def test_what_is_moved_keeps_its_name(learner: User, mentorship: Mentorship) -> None:
    fill(learner, mentorship, "Own")
    path = address(learner, ["interviews", "tasks", "brand", "check_ins", "goals"])
    before = {str(event["uid"]) for event in Calendar.from_ical(Client().get(path).content).walk("VEVENT")}
    Interview.objects.update(starts_at=datetime(2026, 3, 28, 9, tzinfo=UTC))
    Task.objects.update(due_on=date(2026, 3, 27))
    CheckIn.objects.update(starts_at=datetime(2026, 3, 26, 9, tzinfo=UTC))
    Goal.objects.update(due=date(2026, 4, 2))
    with time_machine.travel("2026-03-25T09:00Z", tick=False):  # the action of the 16th is overdue, and stands on today
        after = list(Calendar.from_ical(Client().get(path).content).walk("VEVENT"))
    assert {str(event["uid"]) for event in after} == before
    assert len(before) == len(after) == 6
    days = {str(event["summary"]): str(event["dtstart"].dt)[:10] for event in reversed(after)}
    assert days == {
        "Own company: Interview": "2026-03-28", "Own task · Own company": "2026-03-27", "Own action": "2026-03-25",
        "Check-in with Mia Mentor": "2026-03-26", "Goal: Own goal": "2026-04-02",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Auckland", date(2026, 3, 13)), ("America/Los_Angeles", date(2026, 3, 12)), ("UTC", date(2026, 3, 12))],
)
@time_machine.travel("2026-03-12T20:00Z", tick=False)
def test_days_are_those_of_the_owners_time_zone(learner: User, zone: str, day: date) -> None:
    User.objects.filter(pk=learner.pk).update(time_zone=zone)
    card(learner, date(2026, 3, 1))
    assert events(address(learner))["Review: 1 answer"]["dtstart"].dt == day
    assert f"X-WR-TIMEZONE:{zone}" in Client().get(address(learner)).content.decode()


@time_machine.travel(NOW, tick=False)
def test_it_speaks_its_owners_language_whoever_asks(learner: User, signed_in: Client, stranger: User) -> None:
    User.objects.filter(pk=learner.pk).update(language="zh-hans")
    card(learner, date(2026, 3, 1))
    path, client = address(learner), Client(headers={"Accept-Language": "en"})
    client.force_login(stranger)
    assert "复习" in client.get(path).content.decode()


@time_machine.travel(NOW, tick=False)
def test_no_session_is_needed_or_made(learner: User) -> None:
    response = Client().get(address(learner))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


@time_machine.travel(NOW, tick=False)
def test_what_has_not_changed_is_not_sent_again(learner: User) -> None:
    planned(learner, title="Own action")
    path = address(learner)
    first = Client().get(path)
    assert first.content == Client().get(path).content
    known = {"If-None-Match": first.headers["ETag"]}
    again = Client().get(path, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert (again.headers["Cache-Control"], again.headers["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    learner.time_zone = "Asia/Tokyo"
    for change in (
        lambda: planned(learner, title="Another"),
        learner.save,
        lambda: User.objects.filter(pk=learner.pk).update(language="zh-hans"),
        lambda: CalendarFeed.objects.update(kinds=["goals"]),
    ):
        change()
        response = Client().get(path, headers=known)
        assert response.status_code == 200
        known = {"If-None-Match": response.headers["ETag"]}


def refused(path: str) -> tuple[int, bytes, dict[str, str]]:
    response = Client().get(path)
    return response.status_code, response.content, dict(response.headers)


def test_an_address_that_is_off_answers_like_one_that_never_was(signed_in: Client, learner: User, stranger: User) -> None:
    absent = refused("/calendar/never-was.ics")
    assert absent[:2] == (404, b"")
    path = address(learner)
    assert signed_in.post(f"{PAGE}off/").status_code == 302
    assert refused(path) == absent
    path, newer = address(learner), address(learner)
    assert refused(path) == absent  # renewed
    assert Client().get(newer).status_code == 200
    User.objects.filter(pk=learner.pk).update(is_active=False)
    assert refused(newer) == absent
    path = address(stranger)
    erasing.erase(stranger)
    assert refused(path) == absent


def test_only_a_digest_is_stored(learner: User) -> None:
    token = feeds.make(owner=learner, kinds=EVERYTHING)
    assert len(token) == 43
    stored = CalendarFeed.objects.values().get()
    assert token not in str(stored)
    assert re.fullmatch("[0-9a-f]{64}", stored["token_hash"])


def test_one_address_is_not_read_without_end(learner: User, stranger: User, settings) -> None:
    settings.CALENDAR_RATE_LIMITS = {"read": "3/h/key", "miss": "2/m/ip"}
    path, other = address(learner), address(stranger)
    assert [Client().get(path).status_code for _time in range(4)] == [200, 200, 200, 429]
    assert Client().get(other).status_code == 200  # programs of many people come from the same place
    assert [refused(f"/calendar/wrong{n}.ics")[0] for n in range(3)] == [404, 404, 429]
    assert Client().get(other).status_code == 200


def test_allauth_still_counts_as_the_feed_relies_on(rf: RequestFactory) -> None:
    broken = (
        "allauth was upgraded, and its inner way to count, which careerguide/calendar_views.py takes, is another: see _may."
    )
    wanted = {"request", "app", "action", "config", "key", "limit_get"}
    assert wanted <= set(inspect.signature(ratelimit.consume).parameters), broken

    def used(key: str) -> object:
        return ratelimit.consume(
            rf.get("/"), app="calendar", action="upgrade", config={"upgrade": "1/h/key"}, key=key, limit_get=True
        )

    assert used("one") is not None, broken
    assert used("one") is None, broken
    assert used("another") is not None, broken


@time_machine.travel(NOW, tick=False)
def test_number_of_queries(learner: User, mentor: User, mentorship: Mentorship) -> None:
    counts = []
    for round_ in range(3):
        fill(learner, mentorship, f"Own{round_}")
        path = address(learner)
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Client().get(path)
        counts.append(len(queries))
    assert counts == [7, 7, 7]  # the address with its owner, and one for each kind


def test_the_address_is_made_shown_once_and_renewed(signed_in: Client, learner: User) -> None:
    assert "Make the address" in signed_in.get(PAGE).content.decode()
    assert signed_in.post(f"{PAGE}renew/", {}).status_code == 422
    assert signed_in.post(f"{PAGE}renew/", {"kinds": ["nonsense"]}).status_code == 422
    page = signed_in.post(f"{PAGE}renew/", {"kinds": ["tasks", "goals"]}).content.decode()
    path = re.search(r'value="[^"]*(/calendar/[\w-]{43}\.ics)"', page)
    assert path is not None
    assert "webcal://" in page
    assert Client().get(path[1]).status_code == 200
    assert path[1] not in signed_in.get(PAGE).content.decode()
    signed_in.post(f"{PAGE}renew/")
    own = CalendarFeed.objects.get(owner=learner)
    assert own.kinds == ["tasks", "goals"]
    assert Client().get(path[1]).status_code == 404


def test_what_stands_in_it_is_chosen_at_any_time(signed_in: Client, learner: User, stranger: User) -> None:
    path, foreign = address(learner), address(stranger)
    assert signed_in.post(PAGE, {"kinds": ["goals"]}).status_code == 302
    assert CalendarFeed.objects.get(owner=learner).kinds == ["goals"]
    assert CalendarFeed.objects.get(owner=stranger).kinds == EVERYTHING
    assert signed_in.post(PAGE, {}).status_code == 422
    assert Client().get(path).status_code == 200
    signed_in.post(f"{PAGE}off/")
    assert Client().get(foreign).status_code == 200


def test_the_ways_to_it(signed_in: Client, learner: User) -> None:
    planned(learner, due=timezone.localdate() + timedelta(days=1))
    apply(learner, "screening")
    for path in ("/portfolio/brand/calendar/", "/interviews/applications/", "/profile/"):
        assert f'href="{PAGE}"' in signed_in.get(path).content.decode(), path


def test_in_chinese(signed_in: Client, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(language="zh-hans")
    assert "订阅" in signed_in.get(PAGE).content.decode()
