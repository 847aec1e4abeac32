"""Numbers and lessons: small tables that are edited as a whole."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careerguide.lib.htmx import render_page
from portfolio import parts, queries
from portfolio.forms import rows
from portfolio.forms.versions import expected_version
from portfolio.models import Lesson, Metric, Project
from portfolio.versions import write_with
from portfolio.views.own import own_project


@dataclass(frozen=True)
class Table:
    """One kind of row: its model, its form, its page."""

    model: type[Metric | Lesson]
    formset: type[rows.Rows]
    fields: tuple[str, ...]
    page: str


METRICS = Table(Metric, rows.MetricRows, rows.MetricForm.Meta.fields, "project_metrics")
LESSONS = Table(Lesson, rows.LessonRows, rows.LessonForm.Meta.fields, "project_lessons")


@require_http_methods(["GET", "HEAD", "POST"])
def project_metrics(request: HttpRequest, pk: int) -> HttpResponse:
    """What was measured, before and after."""
    return _edit(request, own_project(request, pk), METRICS)


@require_http_methods(["GET", "HEAD", "POST"])
def project_lessons(request: HttpRequest, pk: int) -> HttpResponse:
    """What the project taught, and what to repeat next time."""
    return _edit(request, own_project(request, pk), LESSONS)


def _edit(request: HttpRequest, project: Project, table: Table) -> HttpResponse:
    if request.method != "POST":
        stored = rows.stored_rows(table.model, project, table.fields)
        return _draw(request, project, table, table.formset(initial=stored or [{}]), project.version)
    formset, expected = table.formset(request.POST), expected_version(request.POST)
    if "arrange" in request.POST:
        moved = rows.arrange(rows.typed_rows(formset), request.POST["arrange"])
        return _draw(request, project, table, table.formset(initial=moved or [{}]), expected)
    if not formset.is_valid():
        return _draw(request, project, table, formset, expected, status=422)
    if write_with(project, expected, lambda: formset.write(table.model, project)):
        messages.success(request, _("Saved."))
        return redirect(f"portfolio:{table.page}", project.pk)
    # Two tabs: the page shows what is stored above what was typed; sending once more replaces it knowingly.
    project.refresh_from_db()
    return _draw(request, project, table, formset, project.version, status=409)


def _draw(
    request: HttpRequest, project: Project, table: Table, formset: rows.Rows, version: int, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"project": project, "formset": formset, "version": version, "conflict": status == 409}
    if table is METRICS:
        context["metrics"] = queries.metrics(parts.of(project))
    else:
        context["lessons"] = parts.of(project).lessons
    return render_page(request, f"portfolio/{table.page}.html", context, fragment="rows", status=status)
