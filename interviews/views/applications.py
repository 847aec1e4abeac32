"""One application: add, see, change, move, correct, delete."""

import uuid

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.written import WrittenRows
from interviews import process
from interviews.actions.applications import FirstStep, MovedElsewhereError, correct_event, move_application, start_application
from interviews.forms.applications import ApplicationForm, CorrectionForm, MoveForm, NewApplicationForm, blank_move_fields
from interviews.forms.interviews import blank_task_form
from interviews.importing import reason
from interviews.models import Application, StageEvent
from interviews.pipeline import NotAllowedError
from interviews.queries.applications import moved_message
from interviews.queries.detail import detail, may_be_undone, possible_stages

BOARD = "board"


_application = WrittenRows[Application](
    lambda owner, pk: Application.objects.filter(owner=owner, pk=pk).select_related("role"), -1, -2
)


def own_application(request: HttpRequest, pk: int) -> Application:
    """The person's own application, else 404."""
    return _application.row_or_404(signed_in(request).pk, pk)


@require_http_methods(["GET", "POST"])
def application_add(request: HttpRequest) -> HttpResponse:
    """A new application, or a new attempt at an old one."""
    owner = signed_in(request)
    former = _former(request, owner)
    start: dict[str, object] = {
        "stage": "preparing" if former else "applied",
        "happened_on": timezone.localdate(),
        "form_key": uuid.uuid4(),
    }
    if former:
        start |= {"company": former.company, "post": former.post, "role": former.role_id, "link": former.link}
    form = NewApplicationForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        form.instance.reapplication_of = former
        given, today = form.cleaned_data, timezone.localdate()
        steps = [FirstStep(given["stage"], given["happened_on"])]
        try:
            application = start_application(
                application=form.instance, owner=owner, steps=steps, form_key=given["form_key"], today=today
            )
        except NotAllowedError as error:
            form.add_error("happened_on", reason(error))
        else:
            messages.success(request, _("Application added."))
            return redirect(application)
    status = 422 if request.method == "POST" else 200
    return render(request, "interviews/application_add.html", {"form": form, "former": former}, status=status)


def _former(request: HttpRequest, owner: User) -> Application | None:
    """The application that this one follows, named in the address."""
    again = request.GET.get("again", "")
    if not (again.isascii() and again.isdigit() and len(again) < 19):
        return None
    return Application.objects.owned_by(owner).filter(pk=int(again)).first()


@require_safe
def application_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened, what is planned, what may follow."""
    return _show(request, own_application(request, pk))


def _show(request: HttpRequest, application: Application, form: MoveForm | None = None, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "application": application,
        "detail": detail(application, process.current()),
        "form": form,
        "form_key": uuid.uuid4(),
        "blank_move": blank_move_fields(today),
        "chosen": form["goal"].value() if form else "",
        "task_form": blank_task_form(),
        "today": today,
    }
    return render(request, "interviews/application_detail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def application_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known about an application."""
    application = own_application(request, pk)
    name = str(application)  # before the form writes what is being typed into it
    form = ApplicationForm(request.POST or None, instance=application)
    if request.method == "POST" and form.is_valid() and form.save_edit():
        messages.success(request, _("Saved."))
        return redirect(application)
    status = 200 if request.method == "GET" else 409 if form.conflict else 422
    context = {"form": form, "application": application, "name": name}
    return render(request, "interviews/application_edit.html", context, status=status)


@require_POST
def application_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an application to another stage: from the board (today), or from its page (any day so far)."""
    application, owner = own_application(request, pk), signed_in(request)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _show(request, application, form, status=422)
    given, today = form.cleaned_data, timezone.localdate()
    try:
        moved = move_application(
            owner=owner, pk=pk, seen=given["seen"], goal=given["goal"], day=given["happened_on"] or today, note=given["note"],
            form_key=given["form_key"], today=today,
        )  # fmt: skip
    except NotAllowedError as error:
        form.add_error("goal" if error.code in {"move", "stage"} else "happened_on", reason(error))
        return _show(request, application, form, status=422)
    except MovedElsewhereError:
        form.add_error(None, _("It was moved elsewhere meanwhile. See where it stands now, then choose again."))
        application.refresh_from_db()
        return _show(request, application, form, status=409)
    messages.success(request, moved_message(moved, given["goal"]))
    if request.POST.get("back") != BOARD:
        return redirect(moved)
    # Whoever works through one stage on a narrow screen goes on there.
    left = process.current().by_pk.get(given["seen"])  # absent when a repeated form tells another stage
    return redirect(f"{reverse('interviews:application_board')}?stage={left.group if left else ''}")


@require_http_methods(["GET", "POST"])
def event_correct(request: HttpRequest, pk: int, event: int) -> HttpResponse:
    """Say what should have been noted instead; the first note stays visible."""
    application, known = own_application(request, pk), process.current()
    row = get_object_or_404(StageEvent, application=application, pk=event, stage__isnull=False, replaced_by=None)
    start = {"stage": known.by_pk[row.stage_id].slug if row.stage_id else "", "happened_on": row.happened_on, "note": row.note}
    form = CorrectionForm(request.POST or None, initial={**start, "form_key": uuid.uuid4()})
    status = 200
    if request.method == "POST":
        status = _correct(request, pk, row, form) if form.is_valid() else 422
        if status == 302:
            messages.success(request, _("Corrected. The first note stays in the history."))
            return redirect(application.get_absolute_url() + "#history")
    context = {
        "application": application,
        "row": row,
        "stage": known.by_pk[row.stage_id] if row.stage_id else None,
        "form": form,
        "stages": possible_stages(application, row, known),
        "may_undo": may_be_undone(application, row, known),
        "chosen": form["stage"].value() or "",
    }
    return render(request, "interviews/event_correct.html", context, status=status)


def _correct(request: HttpRequest, pk: int, row: StageEvent, form: CorrectionForm) -> int:
    """Make the correction; tells the status of the answer."""
    given, undo = form.cleaned_data, "undo" in request.POST
    if given["stage"] is None and not undo:
        form.add_error("stage", _("Choose a stage from the list."))
        return 422
    try:
        correct_event(
            owner=signed_in(request), pk=pk, event_pk=row.pk, stage=None if undo else given["stage"], day=given["happened_on"],
            note=given["note"], form_key=given["form_key"], today=timezone.localdate(),
        )  # fmt: skip
    except NotAllowedError as error:
        form.add_error("stage" if error.code in {"move", "stage", "empty"} else "happened_on", reason(error))
        return 422
    except MovedElsewhereError:
        form.add_error(None, _("This event was corrected elsewhere meanwhile."))
        return 409
    return 302


@require_http_methods(["GET", "POST"])
def application_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will go, ask once, delete."""
    application = own_application(request, pk)
    if request.method == "POST":
        name = str(application)
        application.delete()
        messages.success(request, _("Deleted: %(name)s") % {"name": name})
        return redirect(reverse("interviews:application_board"))
    counted = Application.objects.filter(pk=pk).aggregate(
        events=Count("events", distinct=True),
        interviews=Count("interviews", distinct=True),
        tasks=Count("tasks", distinct=True),
    )
    return render(request, "interviews/application_delete.html", {"application": application, **counted})
