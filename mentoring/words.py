"""A mentor's own words, for them to keep. Nothing of the learner's is in it: no name, no question, no text, no quotation."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from mentoring.models import Endorsement, Feedback, MockInvitation, MockSheet, PrivateNote, ReviewMessage


def of_mentor(mentor: User) -> str:
    """Reviews and drafts, comments, messages, confirmations and notes as one Markdown text, the newest first."""
    parts = [f"# {_('What I wrote as a mentor')}"]
    for feedback in Feedback.objects.filter(author=mentor).prefetch_related("passages").order_by("-updated_at"):
        kind = _("Review") if feedback.sent_at else _("Draft of a review")
        parts += [f"## {kind} · {_day(feedback.sent_at or feedback.updated_at)}", feedback.text]
        parts += [f"- {comment.text}" for comment in feedback.passages.all()]
    messages = ReviewMessage.objects.filter(by_mentor=True, request__mentorship__mentor=mentor).order_by("-created_at")
    parts += _section(_("Messages"), [(row.created_at, row.text) for row in messages])
    notes = PrivateNote.objects.filter(author=mentor)
    parts += _section(_("Private notes"), [(row.created_at, row.text) for row in notes])
    sheets = MockSheet.objects.filter(author=mentor).exclude(notes="").order_by("-updated_at", "pk")
    parts += _section(_("Notes of interviews"), [(row.updated_at, row.notes) for row in sheets])
    comments = MockInvitation.objects.filter(mentorship__mentor=mentor).exclude(comment="")
    parts += _section(_("Comments on interviews"), [(row.closed_at or row.created_at, row.comment) for row in comments])
    confirmed = Endorsement.objects.filter(mentor=mentor).select_related("skill").exclude(note="")
    parts += _section(_("Confirmed skills"), [(row.created_at, f"{row.skill.name}: {row.note}") for row in confirmed])
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, rows: list[tuple[datetime, str]]) -> list[str]:
    return [f"## {title}", *(f"{_day(when)}: {text}" for when, text in rows)] if rows else []


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
