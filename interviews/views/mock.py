"""Mock rounds: start one, go through it, and what came of it. The clock runs on the server (`interviews.mock_clock`)."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.written import WrittenRows
from interviews import actions, mock_results
from interviews.forms.mocks import MockForm
from interviews.models import MockRound
from interviews.views import mock_pages
from roles import queries

Act = Callable[[User, MockRound, datetime], MockRound]


_own_mock = WrittenRows[MockRound](
    lambda owner, pk: MockRound.objects.filter(owner=owner, pk=pk).select_related("round", "role"), -1, -2
)


def _mock(request: HttpRequest, pk: int) -> MockRound:
    return _own_mock.row_or_404(signed_in(request).pk, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def mock_list(request: HttpRequest) -> HttpResponse:
    """Start a round, go on with the one under way, look at the finished ones."""
    owner = signed_in(request)
    if request.method == "POST":
        return _start(request, owner)
    return _draw_list(request, owner, None)


def _draw_list(request: HttpRequest, owner: User, form: MockForm | None) -> HttpResponse:
    targets = queries.target_roles(owner)
    context = {
        "form": form or MockForm(initial={"role": targets[0].role.slug if targets else None}),
        "under_way": MockRound.objects.owned_by(owner).under_way().select_related("round").first(),
        "past": mock_results.finished_rounds(owner),
    }
    return render(request, "interviews/mock_list.html", context, status=422 if form else 200)


def _start(request: HttpRequest, owner: User) -> HttpResponse:
    form = MockForm(request.POST)
    if not form.is_valid():
        return _draw_list(request, owner, form)
    chosen = form.cleaned_data
    mock = actions.start_mock(
        owner=owner, round_=chosen["round"], role=chosen["role"], minutes=chosen["minutes"], form_key=chosen["form_key"]
    )
    if mock is None:
        form.add_error("round", _("There are no questions for this round yet."))
        return _draw_list(request, owner, form)
    if mock.form_key != chosen["form_key"]:
        messages.info(request, _("This round is still under way. Finish it before you start another."))
    return redirect(mock)


@require_safe
def mock_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The question in view; or what came of it, once the round is over."""
    mock = _mock(request, pk)
    if mock.finished_at is not None:
        return mock_pages.draw_result(request, mock)
    return mock_pages.draw_question(request, mock, timezone.now())


def _turn(request: HttpRequest, mock: MockRound, act: Act) -> HttpResponse:
    """Keep what was typed, then do it. When the text cannot be kept, the page comes back with it and nothing is done."""
    owner, now = signed_in(request), timezone.now()
    refused = mock_pages.keep_text(request, mock, now)
    if refused is not None:
        return refused
    return redirect(act(owner, mock, now))


@require_POST
def mock_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Another question."""
    try:
        order = int(request.POST.get("go", "")[:6])
    except ValueError:
        order = 0
    return _turn(
        request, _mock(request, pk), lambda owner, mock, now: actions.go_to(owner=owner, mock=mock, order=order, now=now)
    )


@require_POST
def mock_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the clock."""
    return _turn(request, _mock(request, pk), lambda owner, mock, now: actions.pause_mock(owner=owner, mock=mock, now=now))


@require_POST
def mock_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go on."""
    return _turn(request, _mock(request, pk), lambda owner, mock, now: actions.resume_mock(owner=owner, mock=mock, now=now))


@require_POST
def mock_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """More time, in the portions that the page offers; anything else is refused."""
    mock = _mock(request, pk)
    minutes = request.POST.get("minutes", "")
    if minutes not in {str(choice) for choice in mock_pages.EXTENSIONS}:
        return render(request, "400.html", {"reason": _("A round is extended by 5, 10 or 15 minutes.")}, status=400)
    return _turn(
        request,
        mock,
        lambda owner, mock, now: actions.extend_mock(owner=owner, mock=mock, minutes=int(minutes), now=now),
    )


@require_POST
def mock_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """End the round and hand the answers in."""
    return _turn(request, _mock(request, pk), lambda owner, mock, now: actions.finish_mock(owner=owner, mock=mock, now=now))


@require_POST
def mock_score(request: HttpRequest, pk: int) -> HttpResponse:
    """The learner's own judgement of every answer."""
    mock = _mock(request, pk)
    if mock.finished_at is None:
        return redirect(mock)
    if mock_results.stands(mock):
        messages.info(request, _("Both judgements are handed in and stand as they are."))
        return redirect(mock)
    items = mock_pages.judged_items(mock, data=request.POST)
    refused = [item for item in items if not item.form.is_valid()]  # each form is asked, so that each shows its errors
    if refused:
        return mock_pages.draw_result(request, mock, items=items)
    scores = {item.pk: actions.Judgement(**item.form.cleaned_data) for item in items}
    actions.score_mock(mock=mock, scores=scores)
    messages.success(request, _("Judged. Below stands what to practise again."))
    return redirect(mock)


@require_POST
def mock_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring questions back as the form says."""
    mock = _mock(request, pk)
    if mock.finished_at is None:
        return redirect(mock)
    grades = mock_pages.chosen_grades(mock, request.POST)
    count = actions.schedule_mock(owner=signed_in(request), mock=mock, grades=grades)
    text = ngettext("%(count)s question is scheduled.", "%(count)s questions are scheduled.", count)
    messages.success(request, text % {"count": count})
    return redirect("interviews:review")
