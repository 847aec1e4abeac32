"""The days of the plan, on a page and as a file."""

from datetime import date

import icalendar
import time_machine
from django.test import Client

from accounts.models import User
from tests.portfolio.brand_cast import planned


@time_machine.travel("2026-03-12T09:00Z", tick=False)
def test_every_occurrence_of_half_a_year(signed_in: Client, learner: User, stranger: User) -> None:
    planned(learner, title="写一篇文章; with, commas", due=date(2026, 3, 20))
    planned(stranger)
    text = signed_in.get("/portfolio/brand/calendar/").content.decode()
    assert text.count("写一篇文章") == 6
    assert "canary" not in text
    response = signed_in.get("/portfolio/brand/calendar.ics")
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert [event["dtstart"].dt for event in events][:2] == [date(2026, 3, 20), date(2026, 4, 20)]
    assert {str(event["summary"]) for event in events} == {"写一篇文章; with, commas"}
    assert len({str(event["uid"]) for event in events}) == 6
    assert response.headers["Content-Disposition"] == 'attachment; filename="brand-plan.ics"'


def test_empty(signed_in: Client) -> None:
    assert "Nothing falls due" in signed_in.get("/portfolio/brand/calendar/").content.decode()
    assert icalendar.Calendar.from_ical(signed_in.get("/portfolio/brand/calendar.ics").content).walk("VEVENT") == []
