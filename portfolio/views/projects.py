"""The list of one's projects; starting, reading and deleting one."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views import signed_in
from portfolio import actions, guidance, parts, queries
from portfolio.forms.projects import DetailsForm, NewProjectForm
from portfolio.views.own import own_project
from roles import guidance as roles_guidance


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    """One's own projects, on wish only those that show a skill; or how to begin."""
    slug = request.GET.get("skill", "")
    skill = roles_guidance.current().skill(slug) if slug else None
    cards, page = queries.project_cards(signed_in(request), request.GET.get("page", "1"), skill)
    context = {"cards": cards, "page": page, "skill": skill, "kinds": [] if cards else guidance.published_kinds()}
    return render(request, "portfolio/project_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def project_new(request: HttpRequest) -> HttpResponse:
    """Choose a kind, then start a project of it; `free` and unknown kinds are free in form."""
    slug = request.GET.get("kind", "")
    kind = guidance.kind_by_slug(slug)
    form = NewProjectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        project = actions.start_project(owner=signed_in(request), kind=kind, **form.cleaned_data)
        return redirect("portfolio:project_edit", project.pk)
    chosen = kind is not None or slug == "free" or form.is_bound
    context = {"form": form, "kind": kind, "chosen": chosen, "kinds": guidance.published_kinds()}
    return render(request, "portfolio/project_new.html", context, status=422 if form.is_bound else 200)


@require_safe
def project_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A project as a reader would see it."""
    project = own_project(request, pk)
    known = roles_guidance.current(request)
    kind = guidance.kinds(known).get(project.kind_id or 0)
    found = parts.of(project)
    context = {
        "project": project,
        "href": project.get_absolute_url(),
        "kind": kind,
        "period": queries.period(project.started, project.ended),
        "texts": queries.texts(project, kind, only_filled=True),
        "metrics": queries.metrics(found),
        "skills": queries.shown_skills(found, known),
        "lessons": found.lessons,
        "pictures": found.pictures,
        "related": queries.related(found),
    }
    return render(request, "portfolio/project_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def project_details(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, summary, one's own part, time and links."""
    project = own_project(request, pk)
    form = DetailsForm(request.POST if request.method == "POST" else None, instance=project)
    status = 200
    if request.method == "POST":
        if form.is_valid() and (form.save_edit() or not form.conflict):
            messages.success(request, _("Saved."))
            return redirect("portfolio:project_details", pk)
        status = 409 if form.conflict else 422
        project.refresh_from_db()  # the heading shows what is stored, not what was refused
    return render(request, "portfolio/project_details.html", {"project": project, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def project_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will go, ask once, delete."""
    project = own_project(request, pk)
    if request.method == "POST":
        with transaction.atomic():
            project.delete()
        messages.success(request, _("“%(project)s” was deleted.") % {"project": project.title})
        return redirect("portfolio:project_list")
    return render(request, "portfolio/project_delete.html", {"project": project, "goes": queries.what_goes(project)})


@require_POST
def project_retrospective(request: HttpRequest, pk: int) -> HttpResponse:
    """Look back at a project."""
    retrospective = actions.start_retrospective(source=own_project(request, pk))
    return redirect("portfolio:project_edit", retrospective.pk)
