"""The days of the brand plan, for calendar programs."""

from __future__ import annotations

from collections import Counter
from datetime import date

from accounts.models import User
from careerguide.lib.calendar_file import Entry
from portfolio.brand import plan


def actions(owner: User, start: date, end: date) -> list[Entry]:
    """Every day from `start` to `end` on which something planned falls due; what is overdue stands on `start`."""
    entries, times = [], Counter[int]()
    for day, action in plan.calendar(owner, start, end):
        entries.append(
            Entry(
                # By how many times it comes before: moving the action moves its days, and none is left behind.
                uid=f"brand-{action.form_key}-{times[action.pk]}",
                start=day,
                title=action.title,
                notes="\n".join(filter(None, (action.channel, action.measure))),
                href=action.get_absolute_url(),
                changed=action.updated_at,
                sequence=action.version,
            )
        )
        times[action.pk] += 1
    return entries
