"""Interviews: plan one, write the debrief, take them all into a calendar."""

import uuid
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views import signed_in
from careerguide.lib.calendar_file import CONTENT_TYPE, file_of
from interviews import calendar_entries
from interviews.actions.interviews import keep_questions, plan_interview, set_next_action
from interviews.forms.interviews import InterviewForm, NewInterviewForm
from interviews.models import Interview
from interviews.views.applications import own_application


def own_interview(request: HttpRequest, pk: int) -> Interview:
    """The person's own interview, else 404."""
    rows = Interview.objects.owned_by(signed_in(request)).select_related("application", "round")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def interview_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a round, or note one that took place."""
    application, owner = own_application(request, pk), signed_in(request)
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = NewInterviewForm(
        request.POST or None, initial={"form_key": uuid.uuid4(), "starts_at": datetime.combine(tomorrow, time(10))}
    )
    if request.method == "POST" and form.is_valid():
        interview = plan_interview(
            owner=owner, application=application, interview=form.instance, form_key=form.cleaned_data["form_key"]
        )
        messages.success(request, _("Interview noted."))
        return redirect(interview if interview.starts_at < timezone.now() else application)
    status = 422 if request.method == "POST" else 200
    return render(request, "interviews/interview_add.html", {"form": form, "application": application}, status=status)


@require_http_methods(["GET", "POST"])
def interview_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: when and where, how it went, what follows."""
    interview, owner = own_interview(request, pk), signed_in(request)
    form = InterviewForm(request.POST or None, instance=interview)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            saved = form.save_edit()
            if saved:
                set_next_action(owner=owner, interview=interview, title=given["next_action"], due_on=given["next_action_on"])
                added = keep_questions(owner=owner, interview=interview)
        if saved:
            messages.success(request, _("Saved."))
            if added:
                messages.info(request, _("Private questions added: %(count)s") % {"count": added})
            return redirect(interview.application)
    status = 200 if request.method == "GET" else 409 if form.conflict else 422
    context = {"form": form, "interview": interview, "questions": list(interview.questions.order_by("pk"))}
    return render(request, "interviews/interview_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def interview_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, delete."""
    interview = own_interview(request, pk)
    if request.method == "POST":
        interview.delete()
        messages.success(request, _("Interview deleted."))
        return redirect(interview.application)
    return render(request, "interviews/interview_delete.html", {"interview": interview})


@require_safe
def interview_calendar(request: HttpRequest) -> HttpResponse:
    """All interviews that lie ahead or are less than a year old, as a calendar file."""
    since = timezone.now() - timedelta(days=365)
    return _file(file_of(calendar_entries.interviews(signed_in(request), since)), "interviews.ics")


@require_safe
def interview_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One interview as a calendar file."""
    return _file(file_of(calendar_entries.entries_of([own_interview(request, pk)])), f"interview-{pk}.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
