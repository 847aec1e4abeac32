"""The learner's side of a round with an interviewer: preparing it, asking a mentor, both judgements at the end."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.views import signed_in
from interviews.models import MockRound
from mentoring import access, queries
from mentoring.actions import mocks as actions
from mentoring.actions.reviews import NoLongerPossibleError
from mentoring.forms import MockMentorForm, MockStartForm
from mentoring.mock_outcome import outcome_of
from mentoring.models import Mentorship, MockInvitation, Scope
from roles.queries import target_roles

State = MockInvitation.State
ENDED_BY_MENTOR = (State.DECLINED, State.TIMED_OUT)
Mentors = dict[str, Mentorship]


def _names(mentors: Mentors) -> dict[str, str]:
    return {pk: row.mentor.get_short_name() for pk, row in mentors.items() if row.mentor}


@require_http_methods(["GET", "HEAD", "POST"])
def mock_start(request: HttpRequest) -> HttpResponse:
    """Prepare a round with an interviewer: its clock stands still until the learner lets it run."""
    learner = signed_in(request)
    under_way = MockRound.objects.under_way().filter(owner=learner).first()
    if under_way:
        return redirect("mentoring:mock_invite", pk=under_way.pk)
    mentors = queries.mentors_who_see(learner, Scope.ANSWERS)
    targets = target_roles(learner)
    initial = {"form_key": uuid.uuid4(), "role": targets[0].role.slug if targets else None}
    form = MockStartForm(request.POST or None, mentors=_names(mentors), initial=initial)
    if request.method == "POST" and form.is_valid():
        row = _started(form, mentors)
        if row:
            messages.success(request, _("Invited. The clock stands still until you let it run."))
            return redirect(row.mock)
    context = {"form": form, "mentors": mentors}
    return render(request, "mentoring/mock_start.html", context, status=422 if form.is_bound else 200)


def _started(form: MockStartForm, mentors: Mentors) -> MockInvitation | None:
    """The invitation to the new round; None when the form has been told why there is none."""
    data = form.cleaned_data
    try:
        row = actions.start_with(
            mentorship=mentors[data["mentorship"]], round_=data["round"], role=data["role"], minutes=data["minutes"],
            form_key=data["form_key"], now=timezone.now(),
        )  # fmt: skip
    except (NoLongerPossibleError, actions.TakenError):
        form.add_error("mentorship", _("You no longer share this with the mentor."))
        return None
    if row is None:
        form.add_error("round", _("There are no questions for this round yet."))
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def mock_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """One round and its interviewer: ask one, see how far they are, and in the end both judgements side by side."""
    learner = signed_in(request)
    mock = access.own_round(learner, pk)
    rows = MockInvitation.objects.filter(mock=mock).select_related("mentorship__mentor")
    live = rows.filter(state__in=MockInvitation.LIVE).first()
    if request.method == "POST":
        return _invite(request, learner, mock, live)
    return _draw(request, learner, mock, live, None)


def _invite(request: HttpRequest, learner: User, mock: MockRound, live: MockInvitation | None) -> HttpResponse:
    item = MockInvitation(mock=mock).item
    mentors = queries.mentors_who_see(learner, Scope.ANSWERS, item)
    form = MockMentorForm(request.POST, mentors=_names(mentors))
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.invite_interviewer(mentorship=mentors[data["mentorship"]], mock=mock, form_key=data["form_key"])
        except actions.TakenError:
            messages.info(request, _("Somebody is invited to this round already."))
            return redirect("mentoring:mock_invite", pk=mock.pk)
        except NoLongerPossibleError:
            form.add_error(None, _("The round is over, or you no longer share this with the mentor."))
        else:
            messages.success(request, _("Invited."))
            return redirect(mock)
    return _draw(request, learner, mock, live, form)


def _draw(
    request: HttpRequest, learner: User, mock: MockRound, live: MockInvitation | None, form: MockMentorForm | None
) -> HttpResponse:
    mentors = queries.mentors_who_see(learner, Scope.ANSWERS, MockInvitation(mock=mock).item)
    outcome = outcome_of(mock) if live and live.state == State.HANDED_IN else None
    context = {
        "mock": mock,
        "invitation": live,
        "mentors": mentors,
        "form": form or MockMentorForm(mentors=_names(mentors), initial={"form_key": uuid.uuid4()}),
        "ended": []
        if live
        else MockInvitation.objects.filter(mock=mock, state__in=ENDED_BY_MENTOR).select_related("mentorship__mentor"),
        # One judges for oneself first.
        "outcome": outcome if outcome and outcome.own_judged else None,
    }
    return render(request, "mentoring/mock_invite.html", context, status=422 if form else 200)


@require_POST
def mock_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take the invitation back; the round goes on alone."""
    row = access.own_invitation(signed_in(request), pk)
    if actions.withdraw(invitation=row):
        messages.success(request, _("The invitation is withdrawn; the round is yours alone."))
    return redirect("mentoring:mock_invite", pk=row.mock_id)
