"""Applications as CSV: out, and in with a preview of every row."""

import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.views import signed_in
from interviews import process, spreadsheet
from interviews.forms.applications import ImportForm
from interviews.importing import ImportedRow, import_rows, read_rows
from interviews.models import Application
from interviews.queries.funnel import chains


@require_safe
def application_export(request: HttpRequest) -> HttpResponse:
    """All applications for a spreadsheet; cells that would run as formulas are made harmless."""
    content = spreadsheet.write(_rows(signed_in(request)))
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="applications-{timezone.localdate():%Y-%m-%d}.csv"'},
    )


def _rows(owner: User) -> Iterator[dict[str, str]]:
    known = process.current()
    steps = chains(owner, known)
    for row in Application.objects.owned_by(owner).select_related("role").order_by("pk"):
        history = [(event.stage or "", event.day) for event in steps.get(row.pk, [])]
        yield {
            "company": row.company,
            "post": row.post,
            "role": row.role.slug if row.role else "",
            "stage": known.by_pk[row.stage_id].slug,
            "since": row.stage_on.isoformat(),
            "applied": row.applied_on.isoformat() if row.applied_on else "",
            "company says": row.company_outcome,
            "own decision": row.own_decision,
            "source": row.source,
            "link": row.link,
            "résumé": row.resume_label,
            "silent after": str(row.silent_after),
            "history": spreadsheet.write_history(history),
            "notes": row.notes,
            "résumé text": row.resume_text,
        }


@require_http_methods(["GET", "POST"])
def application_import(request: HttpRequest) -> HttpResponse:
    """Choose a file, see what each row would make, then import all of it or nothing."""
    owner = signed_in(request)
    form = ImportForm(request.POST or None, request.FILES or None, initial={"form_key": uuid.uuid4()})
    if request.method == "GET":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        upload = form.cleaned_data["file"]
        # One byte more than allowed is enough to know that it is too large.
        text = spreadsheet.decode(upload.read(spreadsheet.MAX_BYTES + 1)) if upload else form.cleaned_data["text"]
        rows = read_rows(spreadsheet.read(text), owner, today=timezone.localdate())
    except spreadsheet.BrokenFileError as error:
        form.add_error("file", _problem(error))
        return _page(request, form, status=422)
    broken = any(row.problems for row in rows)
    if request.POST.get("confirm") and not broken:
        count = import_rows(rows, owner, form_key=form.cleaned_data["form_key"], today=timezone.localdate())
        text = ngettext("%(count)s application imported.", "%(count)s applications imported.", count)
        messages.success(request, text % {"count": count})
        return redirect("interviews:application_list")
    return _page(request, form, rows, text, status=422 if broken else 200)


def _page(
    request: HttpRequest, form: ImportForm, rows: list[ImportedRow] | None = None, text: str = "", *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "rows": rows,
        "text": text,
        "new": sum(not row.known for row in rows or []),
        "broken": sum(bool(row.problems) for row in rows or []),
        "columns": spreadsheet.COLUMNS,
    }
    return render(request, "interviews/application_import.html", context, status=status)


def _problem(error: spreadsheet.BrokenFileError) -> str:
    """Why the file cannot be read, in words."""
    return {
        "too_large": _("The file is larger than 1 MB."),
        "encoding": _("The file is not text in UTF-8 or UTF-16. Save it as “CSV UTF-8” and try again."),
        "cells": _("Line %(line)s has more cells than the heading.") % {"line": error.detail},
        "rows": _("The file has more than 1,000 rows. Split it."),
        "csv": _("Line %(line)s is not valid CSV: a quotation mark is not closed.") % {"line": error.detail},
        "empty": _("The file has no rows below the heading."),
        "heading": _("The first line must name the columns; “company” and “post” are needed."),
        "twice": _("The heading names a column twice."),
    }[error.code]
