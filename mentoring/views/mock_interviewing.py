"""The mentor's side of a round: the question in view, notes and points while it is answered, handing in."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.views import signed_in
from careerguide.lib.htmx import is_htmx
from interviews.models import MockItem
from mentoring import access
from mentoring.access import Share
from mentoring.actions import mocks as actions
from mentoring.actions.reviews import NoLongerPossibleError
from mentoring.forms import MockCommentForm, MockSheetForm
from mentoring.kinds import mocks as rounds
from mentoring.mock_outcome import outcome_of
from mentoring.models import MockInvitation, MockSheet, Scope

COMMENT_ID = "comment_%s"


def _open_interview(request: HttpRequest, pk: uuid.UUID) -> tuple[Share, MockInvitation]:
    """The interview, as long as nothing is handed in; raises Http404."""
    share, row = access.interview_for_mentor(signed_in(request), pk)
    if row.state != MockInvitation.State.OPEN:
        raise Http404
    return share, row


@require_safe
def mock_interview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The question in view; or both judgements, once the mentor's are handed in."""
    share, row = access.interview_for_mentor(signed_in(request), pk)
    access.log_access(share.through, Scope.ANSWERS, row.label)
    actions.join(invitation=row)
    if row.state == MockInvitation.State.OPEN:
        return draw_sheet(request, share, row)
    notes = MockSheet.objects.filter(invitation=row).exclude(notes="").select_related("item")
    context = {
        "invitation": row,
        "mock": row.mock,
        "learner": share.learner,
        "outcome": outcome_of(row.mock),
        "notes": notes,
    }
    return render(request, "mentoring/mock_judged.html", context)


def draw_sheet(
    request: HttpRequest,
    share: Share,
    row: MockInvitation,
    *,
    sheet_form: MockSheetForm | None = None,
    comment_form: MockCommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """One question with its sheet. The forms may hold what could not be kept."""
    items = rounds.questions(share, row.mock)
    sheets = {sheet.item_id: sheet for sheet in MockSheet.objects.filter(invitation=row)}
    wanted = str(sheet_form.instance.item.order) if sheet_form else request.GET.get("question", "")
    shown = _chosen(items, wanted, row.mock.current)
    context = {
        "invitation": row,
        "mentorship": share.through,
        "learner": share.learner,
        "asked": rounds.asked(share, row.mock, shown),
        "steps": [(item.order, item.pk == shown.pk, sheets[item.pk].is_judged) for item in items],
        "previous": shown.order - 1,
        "following": shown.order + 1 if shown.order < len(items) else None,
        "form": sheet_form or MockSheetForm(instance=sheets[shown.pk]),
        "comment_form": comment_form or MockCommentForm(instance=row, auto_id=COMMENT_ID),
        "autosave_url": reverse("mentoring:mock_comment", args=[row.pk]),
        **_watch(share, row, shown.order),
    }
    return render(request, "mentoring/mock_interview.html", context, status=status)


def _chosen(items: Sequence[MockItem], wanted: str, current: int) -> MockItem:
    """The question with this number; without one, the question that the learner has in view."""
    order = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else current
    return next((item for item in items if item.order == order), items[0])


def _watch(share: Share, row: MockInvitation, shown: int) -> dict[str, object]:
    """What changes while the mentor looks on: the clock of the server, and the question that the learner has in view."""
    mock = row.mock
    return {
        "mock": mock,
        "learner": share.learner,
        "minutes": -(-mock.clock.remaining(timezone.now()) // 60),
        "shown": shown,
        "watch_url": f"{reverse('mentoring:mock_watch', args=[row.pk])}?question={shown}",
    }


@require_safe
def mock_watch(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The line above the question, asked for again every few seconds."""
    share, row = _open_interview(request, pk)
    shown = request.GET.get("question", "")[:4]
    context = _watch(share, row, int(shown) if shown.isascii() and shown.isdecimal() else 0)
    return render(request, "mentoring/mock_interview.html#watch", {**context, "polled": True})


@require_POST
def mock_sheet(request: HttpRequest, pk: uuid.UUID, question: int) -> HttpResponse:
    """Keep notes and points of one question; the page sends them by itself, or with each turn to another question."""
    share, row = _open_interview(request, pk)
    sheet = get_object_or_404(MockSheet.objects.select_related("item"), invitation=row, item__order=question)
    form = MockSheetForm(request.POST, instance=sheet)
    valid = form.is_valid()
    saved = valid and form.save_edit()
    status = 200 if saved else 409 if valid else 422
    if is_htmx(request):
        context = {"form": form, "saved": _saved() if saved else "", "version": sheet.version}
        return render(request, "mentoring/mock_interview.html#saved", context, status=status)
    if not saved:
        return draw_sheet(request, share, row, sheet_form=form, status=status)
    order = request.POST.get("go", "")[:4]
    turn = order if order.isascii() and order.isdecimal() else str(question)
    return redirect(f"{reverse('mentoring:mock_interview', args=[pk])}?question={turn}")


def _saved() -> str:
    return _("Saved %(time)s") % {"time": date_format(timezone.localtime(), "TIME_FORMAT")}


@require_POST
def mock_comment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the editor saves by itself; answers in JSON, and says what is stored when that is not what the page knew."""
    _share, row = _open_interview(request, pk)
    form = MockCommentForm(request.POST, instance=row, auto_id=COMMENT_ID)
    if not form.is_valid():
        problem = " ".join(str(text) for texts in form.errors.values() for text in texts)
        return JsonResponse({"message": _("Not saved: %(problem)s") % {"problem": problem}}, status=422)
    if not form.save_edit():
        stored = {"text": form.conflict[0].stored, "version": int(form["version"].value()), "message": ""}
        return JsonResponse(stored, status=409)
    return JsonResponse({"version": row.version, "message": _saved()})


@require_POST
def mock_hand_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep the comment and, on wish, give the learner points and comment."""
    share, row = _open_interview(request, pk)
    form = MockCommentForm(request.POST, instance=row, auto_id=COMMENT_ID)
    if not form.is_valid():
        return draw_sheet(request, share, row, comment_form=form, status=422)
    if not form.save_edit():
        return draw_sheet(request, share, row, comment_form=form, status=409)
    if request.POST.get("intent") == "save":
        messages.success(request, _("Saved. Only you see it until you hand in."))
        return redirect("mentoring:mock_interview", pk=pk)
    try:
        actions.hand_in(invitation=row)
    except NoLongerPossibleError as error:
        raise Http404 from error
    except actions.UnfinishedError as error:
        fresh = MockCommentForm(instance=row, auto_id=COMMENT_ID)
        fresh.problem = _why_not(row, error.questions)
        return draw_sheet(request, share, row, comment_form=fresh, status=422)
    messages.success(request, _("Handed in. Thank you for your time."))
    return redirect("mentoring:mock_interview", pk=pk)


def _why_not(row: MockInvitation, by_half: Sequence[int]) -> str:
    if by_half:
        numbers = ", ".join(str(order) for order in by_half)
        text = ngettext(
            "Question %(numbers)s is judged by half: give all four rows, or none if it was not asked.",
            "Questions %(numbers)s are judged by half: give all four rows, or none if they were not asked.",
            len(by_half),
        )
        return text % {"numbers": numbers}
    if row.mock.finished_at is None:
        return _("The round is still under way. You can hand in once it is finished; everything is kept until then.")
    return _("Judge at least one question first.")


@require_POST
def mock_decline(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that somebody else should be asked."""
    _share, row = _open_interview(request, pk)
    try:
        actions.decline(invitation=row)
    except NoLongerPossibleError as error:
        raise Http404 from error
    messages.success(request, _("Declined. Your mentee is told and can ask somebody else."))
    return redirect("mentoring:home")
