"""Mock rounds with an interviewer, from interviews: they are shared with the practice answers, to mentors who were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from interviews.models import Answer, KeyPoint, MockItem, MockRound
from mentoring.access import Share
from mentoring.kinds import Item
from mentoring.kinds.rows import find
from mentoring.models import MockInvitation, Scope
from mentoring.models.mocks import ROUND_ITEM


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a round, as its interviewer has it: the answer only once the round is over, and unless kept back."""

    pk: int
    order: int
    prompt: str
    topic: str
    points: list[str]
    answer: SafeString | None


def invitations(share: Share) -> list[MockInvitation]:
    """The rounds to which this mentor was asked, unless kept back, the latest first; raises Http404."""
    if not share.shows(Scope.ANSWERS):
        raise Http404
    rows = MockInvitation.objects.filter(mentorship=share.mentorship, state__in=MockInvitation.LIVE)
    return [row for row in rows.select_related("mock__round")[:50] if share.shows(Scope.ANSWERS, row.item)]


def items(share: Share) -> Sequence[Item]:
    """The same for the list of answers."""
    found = invitations(share) if share.mentorship else []
    return [Item(row.item, row.label, row.get_state_display(), row.mock.started_at) for row in found]


def detail(share: Share, item: str) -> dict[str, Any]:
    """One round by its name among the answers: label, the questions as text, and the invitation. Raises Http404."""
    number = item.removeprefix(ROUND_ITEM)
    mock = find(MockRound.objects.owned_by(share.learner).select_related("round"), number)
    invitation = next((row for row in invitations(share) if row.mock_id == mock.pk), None) if share.mentorship else None
    if share.mentorship and invitation is None:
        raise Http404
    prompts = [each.question.prompt for each in questions(share, mock)]
    label = _("Mock round: %(round)s") % {"round": mock.round.name}
    return {"label": label, "text": "\n".join(prompts), "prompts": prompts, "invitation": invitation}


def questions(share: Share, mock: MockRound) -> list[MockItem]:
    """The questions of a round in their order."""
    if not share.shows(Scope.ANSWERS, f"{ROUND_ITEM}{mock.pk}"):
        raise Http404
    return list(MockItem.objects.owned_by(share.learner).filter(mock=mock).select_related("question__topic"))


def asked(share: Share, mock: MockRound, item: MockItem) -> Asked:
    """One question with what a good answer covers and, after the round, what was handed in."""
    question = item.question
    points = list(KeyPoint.objects.filter(question=question).values_list("text", flat=True))
    html = None
    if mock.finished_at and item.answer_id and share.shows(Scope.ANSWERS, str(item.answer_id)):
        handed_in = Answer.objects.owned_by(share.learner).submitted().filter(pk=item.answer_id)
        html = handed_in.values_list("html", flat=True).first()
    answer = mark_safe(html) if html else None  # noqa: S308  (made safe when the answer was saved)
    return Asked(item.pk, item.order, question.prompt, str(question.topic or ""), points, answer)
