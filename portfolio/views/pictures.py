"""Pictures of a project."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views import signed_in
from portfolio import actions, parts, queries
from portfolio.forms.projects import PictureForm, PictureWordsForm
from portfolio.models import ProjectImage
from portfolio.views.own import own_project


def serve(file: FieldFile) -> FileResponse:
    """The file; whoever calls has made sure that it may be seen."""
    response = FileResponse(file.open(), content_type="image/webp")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def project_images(request: HttpRequest, pk: int) -> HttpResponse:
    """The pictures, and a form for one more."""
    project = own_project(request, pk)
    form = PictureForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_picture(project=project, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("picture", error)
        else:
            messages.success(request, _("The picture was added."))
            return redirect("portfolio:project_images", pk)
    context = {"project": project, "form": form, "pictures": parts.of(project).pictures, "kept": queries.pictures_kept(project)}
    return render(request, "portfolio/project_images.html", context, status=422 if form.is_bound else 200)


@require_safe
def image(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One's own picture."""
    return serve(get_object_or_404(ProjectImage.objects.owned_by(signed_in(request)), pk=pk).file)


def _reword(request: HttpRequest, own: ProjectImage) -> None:
    """Keep the new words, or say why not; the words before stay."""
    form = PictureWordsForm(request.POST)
    if form.is_valid():
        ProjectImage.objects.filter(pk=own.pk).update(alt=form.cleaned_data["alt"], updated_at=timezone.now())
        messages.success(request, _("The words of the picture were changed."))
    else:
        messages.error(request, _("The words stay as they were.") + " " + " ".join(str(error) for error in form.errors["alt"]))


@require_POST
def image_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a picture up or down, say anew what it shows, or delete it (the page asks before)."""
    own = get_object_or_404(ProjectImage.objects.owned_by(signed_in(request)), pk=pk)
    intent = request.POST.get("intent", "")
    if intent in {"up", "down"}:
        actions.move_part(own, down=intent == "down")
    elif intent == "words":
        _reword(request, own)
    elif intent == "delete":
        own.delete()
        messages.success(request, _("The picture was deleted."))
    return redirect("portfolio:project_images", own.project_id)
