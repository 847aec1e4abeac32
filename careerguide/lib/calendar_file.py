"""Dates as an iCalendar file, for calendar programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

DOMAIN = "careerguide"
CONTENT_TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a date: a moment, or a whole day."""

    uid: str
    """Its name for good, so that a program that reads it again moves the entry instead of doubling it."""
    start: date | datetime
    title: str
    changed: datetime
    minutes: int = 0
    notes: str = ""
    place: str = ""
    href: str = ""
    sequence: int = 0
    cancelled: bool = False


def file_of(entries: Iterable[Entry], *, name: str = "", zone: str = "") -> bytes:
    """The file. It depends on nothing but its arguments: what has not changed is the same byte for byte."""
    from icalendar import Calendar, Event  # half a second to import, for a file that few ask for

    calendar = Calendar()
    calendar.add("prodid", "-//Careerguide//Dates//EN")
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT4H")
    if zone:
        calendar.add("x-wr-timezone", zone)
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@{DOMAIN}")
        event.add("dtstamp", entry.changed)
        event.add("sequence", entry.sequence)
        event.add("summary", entry.title)
        # Moments are written in UTC: they are right in every zone, also when somebody travels or a zone changes its rules.
        event.add("dtstart", entry.start)
        if isinstance(entry.start, datetime):
            event.add("dtend", entry.start + timedelta(minutes=entry.minutes))
        else:
            event.add("dtend", entry.start + timedelta(days=1))
            event.add("transp", "TRANSPARENT")  # a day on which something is due is not a day that is taken
        for key, value in (("description", entry.notes), ("location", entry.place)):
            if value:
                event.add(key, value)
        if entry.href:
            event.add("url", settings.SITE_URL + entry.href)
        if entry.cancelled:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
