"""Skills that a project shows, and calling it finished."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portfolio import actions, guidance, parts, queries
from portfolio.forms.skills import UNSAVED, FinishForm, SkillsForm, write_skills
from portfolio.forms.versions import expected_version
from portfolio.models import Project, ProjectSkill
from portfolio.versions import write_with
from portfolio.views.own import own_project
from roles import guidance as roles_guidance


def _skills_form(request: HttpRequest, project: Project) -> SkillsForm:
    known = roles_guidance.current().skills
    kind = guidance.kinds().get(project.kind_id or 0)
    levels = dict(ProjectSkill.objects.filter(project=project).order_by().values_list("skill_id", "level"))
    listed = list(dict.fromkeys([*(kind.skills if kind else []), *levels]))
    return SkillsForm(
        request.POST if request.method == "POST" else None,
        skills=[known[pk] for pk in listed if pk in known],
        others=[skill for pk, skill in known.items() if pk not in listed],
        levels=levels,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def project_skills(request: HttpRequest, pk: int) -> HttpResponse:
    """Which skills the project shows, and at which level."""
    project = own_project(request, pk)
    form, status, conflict = _skills_form(request, project), 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            levels = form.levels()
            if write_with(project, expected_version(request.POST), lambda: write_skills(project, levels)):
                messages.success(request, _("Saved."))
                return redirect("portfolio:project_skills", pk)
            project.refresh_from_db()
            status, conflict = 409, str(UNSAVED)
    context = {"project": project, "form": form, "conflict": conflict, "stored": queries.shown_skills(parts.of(project))}
    return render(request, "portfolio/project_skills.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def project_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm what the project shows and call it finished; or go on writing."""
    project = own_project(request, pk)
    if request.POST.get("intent") == "reopen":
        actions.reopen_project(project=project)
        messages.success(request, _("You can go on writing. Evidence that was made stays."))
        return redirect("portfolio:project_edit", pk)
    known = roles_guidance.current().skills
    rows = ProjectSkill.objects.filter(project=project).select_related("skill", "evidence")
    form = FinishForm(request.POST if request.method == "POST" else None, shown=[row for row in rows if row.skill_id in known])
    if request.method == "POST" and form.is_valid():
        added = actions.finish_project(project=project, levels=form.levels())
        text = ngettext("Finished. %(count)s skill gained evidence.", "Finished. %(count)s skills gained evidence.", added)
        messages.success(request, text % {"count": added})
        return redirect(project)
    context = {"project": project, "form": form, "missing": queries.missing_parts(project)}
    return render(request, "portfolio/project_finish.html", context, status=422 if form.is_bound else 200)
