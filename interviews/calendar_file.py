"""Interviews as a calendar file."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.models import Interview
from interviews.models.search import OFF

DOMAIN = "careerguide"


def calendar_of(interviews: Iterable[Interview]) -> bytes:
    """An iCalendar file. The uid stays the same, so that importing it again moves an event instead of doubling it."""
    from icalendar import Calendar, Event  # takes half a second: only when somebody asks for the file

    calendar = Calendar()
    calendar.add("prodid", "-//Careerguide//interviews//EN")
    calendar.add("version", "2.0")
    for interview in interviews:
        application = interview.application
        event = Event()
        event.add("uid", f"interview-{interview.form_key}@{DOMAIN}")
        event.add("dtstamp", timezone.now())
        event.add("sequence", interview.version)
        event.add("dtstart", interview.starts_at)
        event.add("dtend", interview.starts_at + timedelta(minutes=interview.minutes))
        event.add("summary", f"{application.company}: {interview.round or _('Interview')}")
        event.add("description", "\n".join(filter(None, (application.post, interview.people, application.link))))
        if interview.place:
            event.add("location", interview.place)
        if interview.outcome in OFF:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
