"""What the pages of a mock round say of its interviewer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from careerguide.lib.written import WrittenRows
from interviews.mock_company import Company
from interviews.models import MockRound
from mentoring.models import MockInvitation

_live = WrittenRows[MockInvitation](
    lambda mock: MockInvitation.objects.filter(mock=mock, state__in=MockInvitation.LIVE).select_related("mentorship__mentor"),
    -1,
)


def company_of(mock: MockRound) -> Company | None:
    """The interviewer and how far they are; while the round is under way, also that one can be asked. One query."""
    row, href = _live.row(mock.pk), reverse("mentoring:mock_invite", args=[mock.pk])
    if row is None:
        return None if mock.finished_at else Company(_("Interview with a mentor"), href)
    person = row.mentorship.mentor.get_short_name() if row.mentorship.mentor else _("a former mentor")
    return Company(_sentence(row, mock) % {"person": person}, href)


def _sentence(row: MockInvitation, mock: MockRound) -> str:
    if row.state == MockInvitation.State.HANDED_IN:
        return _("Side by side with %(person)s")
    if mock.finished_at:
        return _("The scores of %(person)s are still to come")
    if row.joined_at:
        return _("%(person)s is here as your interviewer")
    return _("%(person)s is invited as your interviewer")
