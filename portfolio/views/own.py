"""Fetching and authorising in one call."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.views import signed_in
from careerguide.lib.written import WrittenRows
from portfolio.models import Project, ProjectSection

_project = WrittenRows[Project](lambda owner, pk: Project.objects.filter(owner=owner, pk=pk), -1, -2)


def own_project(request: HttpRequest, pk: int) -> Project:
    """The person's own project; raises Http404 for anybody else's."""
    return _project.row_or_404(signed_in(request).pk, pk)


def own_section(request: HttpRequest, pk: int, section: int) -> ProjectSection:
    """A section of the person's own project; raises Http404 for anybody else's."""
    own = ProjectSection.objects.owned_by(signed_in(request)).select_related("project")
    return get_object_or_404(own, pk=section, project_id=pk)
