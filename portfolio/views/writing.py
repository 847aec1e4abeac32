"""Writing a project up: the prompts, saving, former versions."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careerguide.lib.editing import editor
from careerguide.lib.versioned import Difference
from portfolio import actions, guidance, queries
from portfolio.forms.projects import SectionForm, SectionTitleForm
from portfolio.models import Project, ProjectPrompt, SectionRevision
from portfolio.views.own import own_project, own_section


@dataclass(frozen=True, slots=True)
class _Row:
    """A section of the write-up as its page places it; `own` is one that the kind does not ask for."""

    pk: int
    title: str
    href: str
    prompt: ProjectPrompt | None
    own: bool
    hidden: SafeString
    editor: SafeString
    conflict: Sequence[Difference]
    up: str
    down: str


def _row(text: queries.Text, form: SectionForm, href: str) -> _Row:
    title = {"title": text.title}
    return _Row(
        pk=text.row.pk,
        title=text.title,
        href=href,
        prompt=text.prompt,
        own=not text.row.section,
        hidden=format_html("{}{}{}", form["version"].errors or "", form["version"], form["writer"]),
        editor=editor(form["text"], href),
        conflict=form.conflict,
        up=_("Move “%(title)s” up") % title,
        down=_("Move “%(title)s” down") % title,
    )


def _page(
    request: HttpRequest,
    project: Project,
    *,
    bound: SectionForm | None = None,
    title: SectionTitleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of the write-up; `bound` is the one form that came back with an error or a conflict."""
    kind, href = guidance.kinds().get(project.kind_id or 0), project.get_absolute_url()
    rows = []
    for text in queries.texts(project, kind):
        form = bound if bound and bound.instance.pk == text.row.pk else SectionForm(instance=text.row, label=text.title)
        rows.append(_row(text, form, f"{href}sections/{text.row.pk}/"))
    context = {
        "project": project,
        "kind": kind,
        "rows": rows,
        "title_form": title or SectionTitleForm(),
        "suggestions": queries.lesson_suggestions(project) if project.is_draft else [],
        "source": queries.source_texts(project),
        "room": len(rows) < actions.MOST_SECTIONS,
    }
    return render(request, "portfolio/project_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The prompts of the kind with one's texts; posting adds a section of one's own."""
    project = own_project(request, pk)
    if request.method != "POST":
        return _page(request, project)
    form = SectionTitleForm(request.POST)
    if not form.is_valid():
        return _page(request, project, title=form, status=422)
    section = actions.add_section(project=project, title=form.cleaned_data["title"])
    if section is None:
        messages.error(request, _("That is enough sections. Delete one first."))
        return redirect("portfolio:project_edit", pk)
    return redirect(f"{request.path}#section-{section.pk}")


@require_POST
def section_save(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Save one text: by itself from the editor, which gets JSON, or by its button."""
    row = own_section(request, pk, section)
    form = SectionForm(request.POST, instance=row)
    # A lost race without a difference is no loss: the stored text is the one that was sent.
    saved = form.is_valid() and (form.save_edit() or not form.conflict)
    if request.headers.get("accept") == "application/json":
        return _tell(form, saved=saved)
    if saved:
        messages.success(request, _("Saved."))
        return redirect(f"{row.project.get_absolute_url()}edit/#section-{row.pk}")
    return _page(request, row.project, bound=form, status=409 if form.conflict else 422)


def _tell(form: SectionForm, *, saved: bool) -> JsonResponse:
    """What became of a save, as the editor reads it."""
    if saved:
        return JsonResponse({"version": form.stored_version(), "message": _("Saved")})
    if form.conflict:
        told = {"version": form.stored_version(), "text": form.conflict[0].stored, "message": _("Saved")}
        return JsonResponse(told, status=409)
    reasons = " ".join(str(reason) for errors in form.errors.values() for reason in errors)
    return JsonResponse({"message": _("Not saved: %(reasons)s") % {"reasons": reasons}}, status=422)


@require_POST
def section_move(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Move a section up or down."""
    row = own_section(request, pk, section)
    actions.move_part(row, down=request.POST.get("direction") == "down")
    return redirect(f"{row.project.get_absolute_url()}edit/#section-{row.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def section_delete(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Delete a section of one's own, after asking once; a prompt of the kind can only be left empty."""
    row = own_section(request, pk, section)
    if row.section:
        messages.error(request, _("This section belongs to the kind of project. Leave it empty if you don't need it."))
        return redirect("portfolio:project_edit", pk)
    if request.method == "POST":
        with transaction.atomic():
            row.delete()
        messages.success(request, _("The section was deleted."))
        return redirect("portfolio:project_edit", pk)
    return render(request, "portfolio/section_delete.html", {"project": row.project, "section": row})


@require_safe
def section_versions(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Former states of a text, the latest first."""
    row = own_section(request, pk, section)
    kind = guidance.kinds().get(row.project.kind_id or 0)
    prompt = kind.prompts.get(row.section) if kind else None
    context = {
        "project": row.project,
        "section": row,
        "title": row.title or (prompt.title if prompt else row.section),
        "revisions": SectionRevision.objects.filter(section=row)[: actions.MOST_REVISIONS],
    }
    return render(request, "portfolio/section_versions.html", context)


@require_POST
def section_restore(request: HttpRequest, pk: int, section: int, revision: int) -> HttpResponse:
    """Take a former state back; the present one stays in the history."""
    row = own_section(request, pk, section)
    former = get_object_or_404(SectionRevision.objects.filter(section=row), pk=revision)
    row.text = former.text
    saved = actions.save_section(section=row, fields=["text"], expected=row.version, writer=uuid.uuid4())
    if saved:
        messages.success(request, _("The former text is back."))
    else:
        messages.error(request, _("The text was changed at this very moment. Look at it and try again."))
    return redirect(f"{row.project.get_absolute_url()}edit/#section-{row.pk}")


@require_POST
def lesson_take_up(request: HttpRequest, pk: int, lesson: int) -> HttpResponse:
    """Note that this project applies what an earlier one taught."""
    project = own_project(request, pk)
    found = get_object_or_404(queries.repeatable_lessons(project), pk=lesson)
    actions.take_up_lesson(project=project, lesson=found)
    messages.success(request, _("Noted among the lessons of this project."))
    return redirect("portfolio:project_edit", pk)
