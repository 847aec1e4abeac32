"""One mentee's page: what changed, what waits and what comes next, as lines ready to be placed.

Every text is escaped here, by hand, as on the desk: a template that went through the lines would take longer than the queries.
"""

import uuid
from collections.abc import Sequence
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from accounts.models import User
from careerguide.lib.dates import date_text, day_text, moment_text, short_moment
from careerguide.lib.written import Written
from mentoring.access import Share
from mentoring.kinds import Change
from mentoring.models import CheckIn, Goal, Mentorship, PrivateNote, ReviewRequest
from roles.queries import SkillRow

# The values here only hold the places of those that are asked for.
NOBODY, NOTHING = -1, uuid.UUID(int=0)
_requests = Written(
    lambda mentorship: ReviewRequest.objects.filter(
        mentorship=mentorship, state__in=ReviewRequest.WITH_MENTOR
    ).values_list("pk", "kind", "item", "label", "question"),
    NOTHING,
)  # fmt: skip
_meeting = Written(
    lambda mentorship: (
        CheckIn.objects.filter(mentorship=mentorship, done_at__isnull=True).order_by("starts_at").values_list("starts_at")[:1]
    ),
    NOTHING,
)
_goals = Written(
    lambda mentorship: Goal.objects.filter(mentorship=mentorship, done_at__isnull=True).values_list("title", "due")[:20],
    NOTHING,
)
_notes = Written(
    lambda mentorship, author: PrivateNote.objects.filter(mentorship=mentorship, author=author).values_list(
        "text", "created_at"
    )[:50],
    NOTHING,
    NOBODY,
)
_CHANGE = '<li><a href="{}{}/{}/">{}</a> <small>{}</small></li>'.format
_REQUEST = '<li><a href="{}">{}</a><br><small>{}</small></li>'.format
_GAP = '<tr><th scope="row"><a href="{}skills/{}/">{}</a></th><td>{} {} / {}</td></tr>\n'.format


def change_lines(page: str, changes: Sequence[tuple[Change, str]]) -> SafeString:
    """Each change with its kind, a link to the thing below the mentee's `page`, and the moment."""
    return SafeString(
        "".join(
            _CHANGE(page, kind, escape(change.item), escape(change.text), escape(short_moment(change.when)))
            for change, kind in changes
        )
    )


def waiting_lines(share: Share) -> SafeString:
    """Questions that wait for the mentor, about what is shared."""
    return SafeString(
        "".join(
            _REQUEST(reverse("mentoring:review", args=[pk]), escape(label), escape(Truncator(question).chars(120)))
            for pk, kind, item, label, question in _requests.ask(share.through.pk)
            if share.shows(kind, item)
        )
    )


def gap_lines(page: str, rows: Sequence[SkillRow]) -> SafeString:
    """The largest gaps to the target role, as rows of a table."""
    return SafeString("".join(_GAP(page, row.slug, escape(row.name), row.meter, row.level or 0, row.required) for row in rows))


def next_meeting(mentorship: Mentorship) -> str:
    """When the two meet next; empty when nothing is planned."""
    return next((moment_text(starts) for (starts,) in _meeting.ask(mentorship.pk)), "")


def goal_lines(mentorship: Mentorship) -> SafeString:
    """Goals that are open."""
    return SafeString(
        "".join(
            f"<li>{escape(title)}{f' <small>{escape(date_text(due))}</small>' if due else ''}</li>"
            for title, due in _goals.ask(mentorship.pk)
        )
    )


def notes(mentorship: Mentorship, author: User) -> list[tuple[str, str]]:
    """The mentor's notes to themselves, each with its day."""
    return [(text, day_text(moment)) for text, moment in _notes.ask(mentorship.pk, author.pk)]
