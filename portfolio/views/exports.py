"""A project as text to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from portfolio import exports
from portfolio.views.own import own_project


@require_safe
def project_exports(request: HttpRequest, pk: int) -> HttpResponse:
    """The story for an interview and the lines for a résumé, to copy; and the files."""
    project = own_project(request, pk)
    context = {
        "project": project,
        "star": exports.star(project),
        "star_text": exports.star_text(project),
        "bullets_text": exports.bullets_text(project),
    }
    return render(request, "portfolio/project_exports.html", context)


FORMATS = {
    "md": ("text/markdown; charset=utf-8", exports.as_markdown),
    "star.txt": ("text/plain; charset=utf-8", exports.star_text),
    "bullets.txt": ("text/plain; charset=utf-8", exports.bullets_text),
}


@require_safe
def project_download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The project as a file."""
    project = own_project(request, pk)
    content_type, write = FORMATS[form]
    name = slugify(project.title)[:60] or f"project-{project.pk}"
    response = HttpResponse(write(project), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
