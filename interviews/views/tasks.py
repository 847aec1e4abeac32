"""Tasks: with an application or without."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views import signed_in
from careerguide.lib.own_pages import own_page
from interviews.actions.interviews import add_task, set_done
from interviews.forms.interviews import NewTaskForm, TaskForm
from interviews.models import Application, Task
from interviews.views.applications import own_application

DONE_SHOWN = 50


def own_task(request: HttpRequest, pk: int) -> Task:
    """The person's own task, else 404."""
    return get_object_or_404(Task.objects.owned_by(signed_in(request)).select_related("application"), pk=pk)


@require_http_methods(["GET", "POST"])
def task_list(request: HttpRequest) -> HttpResponse:
    """What is to do, and what was done lately."""
    owner = signed_in(request)
    form = NewTaskForm(request.POST or None, initial={"form_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        add_task(owner=owner, application=None, **form.cleaned_data)
        messages.success(request, _("Task added."))
        return redirect("interviews:task_list")
    tasks = Task.objects.owned_by(owner).select_related("application")
    context = {
        "form": form,
        "open": tasks.open()[:200],
        "done": tasks.filter(done_at__isnull=False).order_by("-done_at")[:DONE_SHOWN],
        "today": timezone.localdate(),
    }
    return render(request, "interviews/task_list.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def task_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A task for one application."""
    application: Application = own_application(request, pk)
    form = NewTaskForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "application": application}
        return render(request, "interviews/task_add.html", context, status=422)
    add_task(owner=signed_in(request), application=application, **form.cleaned_data)
    messages.success(request, _("Task added."))
    return redirect(application.get_absolute_url() + "#tasks")


@require_POST
def task_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick off, or take the tick back; says which state it wants, so that the same click twice is one."""
    task = own_task(request, pk)
    set_done(task=task, done=request.POST.get("done") != "no")
    return redirect(own_page(request.POST.get("next", "")) or "interviews:task_list")


@require_http_methods(["GET", "POST"])
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a task."""
    task = own_task(request, pk)
    form = TaskForm(request.POST or None, instance=task, owner=signed_in(request))
    if request.method == "POST" and form.is_valid() and form.save_edit():
        messages.success(request, _("Saved."))
        return redirect("interviews:task_list")
    status = 200 if request.method == "GET" else 409 if form.conflict else 422
    return render(request, "interviews/task_edit.html", {"form": form, "task": task}, status=status)


@require_POST
def task_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a task; its page asks for it with a button of its own."""
    task = own_task(request, pk)
    task.delete()
    messages.success(request, _("Deleted: %(name)s") % {"name": task.title})
    return redirect("interviews:task_list")
