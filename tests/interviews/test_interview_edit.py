"""Interviews: plan, debrief, next action, calendar."""

import datetime
import uuid
import zoneinfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from interviews.calendar_days import next_interview
from interviews.forms.fields import on_the_clock
from interviews.models import Interview, Question, Round, Task
from tests.interviews.search import apply, interview

UTC = datetime.UTC


def plan(**values: object) -> dict[str, object]:
    return {"starts_at": "2026-05-04T10:30", "minutes": 45, "form_key": uuid.uuid4(), **values}


def debrief(**values: object) -> dict[str, object]:
    return {"starts_at": "2026-05-04T10:30", "minutes": 45, "version": 1, **values}


def test_a_round_is_planned_on_ones_own_clock(signed_in: Client, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(time_zone="Asia/Shanghai")
    application = apply(learner, "screening")
    row = Round.objects.get(slug="technical-1")
    sent = plan(round=row.pk, place="https://meet.example.org/x")
    for _time in range(2):
        assert signed_in.post(application.get_absolute_url() + "interviews/", sent).status_code == 302
    stored = Interview.objects.get()
    assert stored.starts_at == datetime.datetime(2026, 5, 4, 2, 30, tzinfo=UTC)
    assert (stored.owner, stored.application, stored.round) == (learner, application, row)
    assert 'value="2026-05-04T10:30"' in signed_in.get(stored.get_absolute_url()).content.decode()
    User.objects.filter(pk=learner.pk).update(time_zone="Europe/Berlin")
    assert 'value="2026-05-04T04:30"' in signed_in.get(stored.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("zone", "wall", "utc"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"),  # skipped: an hour later, 03:30 summer time
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),  # shown twice: the first, still summer time
        ("America/New_York", "2026-03-08T02:15", "2026-03-08T07:15"),
        ("America/New_York", "2026-11-01T01:15", "2026-11-01T05:15"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),  # half an hour is skipped
        ("Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15"),
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00"),  # a whole day is skipped
        ("UTC", "2026-01-01T00:00", "2026-01-01T00:00"),
    ],
)
def test_times_that_clocks_skip_or_repeat(signed_in: Client, learner: User, zone: str, wall: str, utc: str) -> None:
    User.objects.filter(pk=learner.pk).update(time_zone=zone)
    application = apply(learner, "screening")
    assert signed_in.post(application.get_absolute_url() + "interviews/", plan(starts_at=wall)).status_code == 302
    expected = datetime.datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert Interview.objects.get().starts_at == expected


def test_every_quarter_hour_of_a_year_survives_the_way_there_and_back_except_the_skipped() -> None:
    for name in ("Europe/Berlin", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Tehran"):
        zone = zoneinfo.ZoneInfo(name)
        wall, last = datetime.datetime(2026, 1, 1), datetime.datetime(2027, 1, 1)
        while wall < last:
            back = on_the_clock(wall, zone).astimezone(zone).replace(tzinfo=None)
            assert back == wall or datetime.timedelta() < back - wall <= datetime.timedelta(hours=1)
            wall += datetime.timedelta(minutes=45)


@pytest.mark.parametrize(
    "values",
    [
        {"starts_at": ""}, {"starts_at": "soon"}, {"starts_at": "0001-01-01T00:00"}, {"starts_at": "9999-12-31T23:59"},
        {"minutes": 0}, {"minutes": 10_000}, {"round": 10**30}, {"place": "x" * 301}, {"people": "a\0"}, {"form_key": "x"},
    ],
)  # fmt: skip
def test_bad_input_keeps_what_was_typed(signed_in: Client, learner: User, values: dict[str, object]) -> None:
    application = apply(learner, "screening")
    response = signed_in.post(application.get_absolute_url() + "interviews/", plan(**{"people": "Anna", **values}))
    assert response.status_code == 422
    if "people" not in values:
        assert "Anna" in response.content.decode()
    assert not Interview.objects.exists()


def test_the_debrief_makes_private_questions_and_a_task_once(signed_in: Client, learner: User, stranger: User) -> None:
    application = apply(learner, "technical-1", company="Deepfield")
    row = interview(application, timezone.now())
    asked = "1. What is attention?\n- Why did you leave?\n\n   \nWhat is attention?"
    sent = debrief(outcome="pass", asked=asked, differently="Slower", next_action="Read the paper", next_action_on="2026-05-06")
    response = signed_in.post(row.get_absolute_url(), sent, follow=True)
    assert "Private questions added: 2" in response.content.decode()
    questions = Question.objects.filter(owner=learner)
    assert {question.prompt for question in questions} == {"What is attention?", "Why did you leave?"}
    assert {question.asked_at for question in questions} == {"Deepfield"}
    assert {question.status for question in questions} == {"draft"}
    assert set(row.questions.all()) == set(questions)
    assert not Question.objects.visible_to(stranger).filter(pk__in=questions).exists()
    task = Task.objects.get()
    assert (task.title, str(task.due_on), task.application) == ("Read the paper", "2026-05-06", application)

    signed_in.post(row.get_absolute_url(), {**sent, "version": 2, "next_action": "Read both papers"})
    assert questions.count() == 2
    task.refresh_from_db()
    assert task.title == "Read both papers"
    assert 'value="Read both papers"' in signed_in.get(row.get_absolute_url()).content.decode()
    signed_in.post(row.get_absolute_url(), {**sent, "version": 3, "next_action": ""})
    assert not Task.objects.exists()
    assert questions.count() == 2


def test_two_tabs_409_and_nothing_of_the_loser_is_half_done(signed_in: Client, learner: User) -> None:
    row = interview(apply(learner, "technical-1"), timezone.now())
    assert signed_in.post(row.get_absolute_url(), debrief(differently="first tab")).status_code == 302
    response = signed_in.post(row.get_absolute_url(), debrief(differently="second tab", asked="What?", next_action="Do it"))
    assert response.status_code == 409
    assert "first tab" in response.content.decode()
    assert "second tab" in response.content.decode()
    assert not Question.objects.filter(owner=learner).exists()
    assert not Task.objects.exists()


def test_deleting_asks_and_keeps_the_next_action(signed_in: Client, learner: User) -> None:
    row = interview(apply(learner, "technical-1"), timezone.now())
    signed_in.post(row.get_absolute_url(), debrief(next_action="Do it"))
    url = row.get_absolute_url() + "delete/"
    assert "goes for good" in signed_in.get(url).content.decode()
    assert signed_in.post(url).status_code == 302
    assert not Interview.objects.exists()
    assert Task.objects.get().interview is None


def test_a_stranger_gets_404(client: Client, learner: User, stranger: User) -> None:
    row = interview(apply(learner, "technical-1"), timezone.now())
    client.force_login(stranger)
    for part in ("", "delete/", "file.ics"):
        assert client.get(row.get_absolute_url() + part).status_code == 404
    for part in ("", "delete/"):
        assert client.post(row.get_absolute_url() + part, debrief()).status_code == 404
    assert b"BEGIN:VEVENT" not in client.get("/interviews/applications/interviews.ics").content


def test_the_calendar_holds_ones_own_interviews(signed_in: Client, learner: User, stranger: User) -> None:
    start = timezone.now().replace(microsecond=0) + datetime.timedelta(days=1)
    row = interview(
        apply(learner, "technical-1", company="星河, Inc; \\ “智能”"),
        start,
        minutes=45,
        place="Room 1,\nfloor 2",
        people="Anna",
    )
    off = interview(row.application, start, outcome="cancelled")
    interview(apply(stranger, "technical-1", company="Secret"), start)
    response = signed_in.get("/interviews/applications/interviews.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in response.headers["Content-Disposition"]
    assert b"Secret" not in response.content
    events = {str(event["uid"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}
    assert len(events) == 2
    event = events[f"interview-{row.form_key}@careerguide"]
    assert event["dtstart"].dt == start
    assert event["dtend"].dt == start + datetime.timedelta(minutes=45)
    assert "星河, Inc; \\ “智能”" in str(event["summary"])
    assert str(events[f"interview-{off.form_key}@careerguide"]["status"]) == "CANCELLED"
    one = signed_in.get(row.get_absolute_url() + "file.ics")
    assert len(Calendar.from_ical(one.content).walk("VEVENT")) == 1


@pytest.mark.parametrize(
    ("zone", "starts", "today", "expected"),
    [
        ("Asia/Shanghai", "2026-05-03T17:00", "2026-05-04", "2026-05-04"),  # one in the morning there
        ("America/Los_Angeles", "2026-05-04T05:00", "2026-05-04", None),  # yesterday evening there
        ("America/Los_Angeles", "2026-05-04T05:00", "2026-05-03", "2026-05-03"),
        ("UTC", "2026-05-04T00:00", "2026-05-04", "2026-05-04"),
    ],
)
def test_the_next_interview_is_a_day_of_the_learner(
    learner: User, zone: str, starts: str, today: str, expected: str | None
) -> None:
    learner.time_zone = zone
    application = apply(learner, "screening")
    interview(application, datetime.datetime.fromisoformat(starts).replace(tzinfo=UTC))
    interview(application, datetime.datetime(2026, 5, 3, 7, tzinfo=UTC), outcome="rescheduled")
    found = next_interview(learner, datetime.date.fromisoformat(today))
    assert (found.isoformat() if found else None) == expected


def test_queries(signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    row = interview(apply(learner, "technical-1"), timezone.now())
    signed_in.get("/interviews/")
    with django_assert_max_num_queries(9):
        signed_in.get(row.get_absolute_url())
