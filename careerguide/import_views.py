"""Taking over an archive of one's own: look at it, then confirm it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views import signed_in
from careerguide.data_forms import ImportForm
from careerguide.personal_data import importing, waiting
from careerguide.personal_data.archive import ArchiveError


@require_http_methods(["GET", "POST"])
def own_data_import(request: HttpRequest) -> HttpResponse:
    """Ask for the archive; then show what it would add, and keep it until that is confirmed."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _ask(request, form)
    owner, upload = signed_in(request), form.cleaned_data["archive"]
    try:
        report = importing.preview(owner, upload, upload.size, now=timezone.now())
    except ArchiveError as error:
        form.add_error("archive", str(error))
        return _ask(request, form)
    digest = "" if report.is_empty else waiting.keep(owner, upload)
    return render(request, "careerguide/data/import_preview.html", {"report": report, "digest": digest})


def _ask(request: HttpRequest, form: ImportForm) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "careerguide/data/import.html", {"form": form}, status=status)


@require_POST
def own_data_import_confirm(request: HttpRequest) -> HttpResponse:
    """Add what was shown, all of it or nothing."""
    owner = signed_in(request)
    archive = waiting.fetch(owner, request.POST.get("digest", ""))
    if archive is None:
        messages.error(
            request, _("This archive no longer waits. If you have just confirmed it, it was added; else choose it anew.")
        )
        return redirect("own_data_import")
    with archive:
        report = importing.import_archive(owner, archive, archive.size, now=timezone.now())
    waiting.forget(owner)
    if report.is_empty:
        messages.info(request, _("Everything in the archive is here already."))
    else:
        messages.success(request, _("Your archive was taken over."))
    return redirect("own_data")
