"""What mentoring tells people about. Sentences are made in the reader's language when they are read."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Notification
from accounts.notifications import Kind, register
from mentoring import access


def details_of_requests(rows: Sequence[Notification]) -> Mapping[int, Mapping[str, str]]:
    """What rows about requests name, for those whose owner may read the request's words now."""
    base = reverse("mentoring:review_list")
    asked = {row.pk: (row.owner_id, uuid.UUID(row.url.removeprefix(base).strip("/"))) for row in rows}
    known = access.tellable(set(asked.values()))
    return {
        pk: {"label": known[pair].label, "question": known[pair].question[:300]} for pk, pair in asked.items() if pair in known
    }


def _of_request(key: str, label: Any, sentence: Any) -> Kind:
    return Kind(key, label, sentence, details_of_requests, _("%(person)s asked for a review that you can no longer open."))


KINDS = (
    Kind("invitation_accepted", _("A mentor accepts your invitation"), _("%(person)s accepted your invitation.")),
    Kind("invitation_declined", _("A mentor declines your invitation"), _("Your invitation was declined. %(reason)s")),
    Kind("sharing_changed", _("A mentee changes what you see"), _("%(person)s changed what they share with you.")),
    Kind("mentorship_ended", _("A mentorship ends"), _("The mentorship with %(person)s has ended.")),
    _of_request("review_asked", _("A mentee asks for a review"), _("%(person)s asks about “%(label)s”: %(question)s")),
    _of_request("review_more", _("A mentor asks for more"), _("%(person)s needs more about “%(label)s”: %(text)s")),
    _of_request(
        "review_replied", _("A mentee gives what you asked for"), _("%(person)s answered your question about “%(label)s”.")
    ),
    _of_request("review_done", _("Your review is there"), _("%(person)s reviewed “%(label)s”.")),
    _of_request("review_passed", _("A mentor passes on a review"), _("%(person)s passes on “%(label)s”: %(text)s")),
    _of_request(
        "review_withdrawn", _("A mentee withdraws a request"), _("%(person)s no longer needs a review of “%(label)s”.")
    ),
    _of_request("review_reminder", _("A review waits for you"), _("%(person)s has waited for %(days)s days: “%(label)s”.")),
    _of_request(
        "review_timed_out", _("A request times out"), _("“%(label)s” waited for %(days)s days and was closed unanswered.")
    ),
    Kind("skill_confirmed", _("A mentor confirms a skill"), _("%(person)s confirmed %(skill)s at level %(level)s.")),
    Kind("confirmation_withdrawn", _("A mentor withdraws a confirmation"), _("%(person)s withdrew the level for %(skill)s.")),
    Kind("check_in_planned", _("A check-in is planned or moved"), _("%(person)s planned your check-in.")),
    Kind("mock_invited", _("A mentee asks you to interview them"), _("%(person)s asks you to interview them: %(label)s.")),
    Kind("mock_withdrawn", _("A mentee needs no interviewer any more"), _("%(person)s goes through “%(label)s” without you.")),
    Kind("mock_declined", _("A mentor cannot interview you"), _("%(person)s cannot interview you this time: %(label)s.")),
    Kind("mock_scored", _("Your interviewer hands in the scores"), _("%(person)s judged your mock round “%(label)s”.")),
    Kind(
        "mock_reminder",
        _("An interview waits for your scores"),
        _("%(person)s has waited for %(days)s days for your scores: %(label)s."),
    ),
    Kind(
        "mock_judge_reminder",
        _("Your interviewer's scores wait for your own"),
        _("You see %(person)s's scores for “%(label)s” once you have judged your answers yourself."),
    ),
    Kind(
        "mock_timed_out",
        _("An interview is closed without scores"),
        _("“%(label)s” waited for the interviewer's scores for %(days)s days and was closed."),
    ),
    Kind("thanked", _("A mentee thanks you"), _("%(person)s thanked you.")),
)


def register_all() -> None:
    """Make them known to accounts."""
    register(*KINDS)
