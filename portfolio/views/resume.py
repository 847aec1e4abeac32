"""Reading the résumé: the list, the print-ready page, the files, the job text beside it."""

import json
import re
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views import signed_in
from careerguide.lib.htmx import is_htmx
from portfolio.models import ResumeVersion
from portfolio.resume import comparison, exports, queries, sheet, typeset
from portfolio.resume.checks import look, unsupported
from portfolio.resume.document import Document
from portfolio.resume.forms import JobTextForm, VersionForm
from portfolio.resume.material import Assembled, assemble
from roles import guidance


@require_safe
def resume_list(request: HttpRequest) -> HttpResponse:
    """The versions, and the materials they are made of."""
    owner = signed_in(request)
    groups = queries.groups(owner)
    context = {
        "versions": queries.version_cards(owner, guidance.current(request)),
        "groups": groups,
        "empty": not any(group.rows for group in groups),
    }
    return render(request, "portfolio/resume_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def resume_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The résumé as it prints. Sent what is being typed, shows that without storing it, beside the checks."""
    owner = signed_in(request)
    version = queries.own_version(owner, pk)
    if request.method == "POST":
        form = VersionForm(request.POST, instance=version)
        form.is_valid()  # puts the valid fields on `version`, which nobody saves
    assembled = assemble(owner, version)
    document = assembled.document()
    if request.method == "POST" and is_htmx(request):
        context = side(assembled, document, typeset.pages(document), typeset.missing_characters(document))
        return render(request, "portfolio/_resume_side.html", {"version": version, **context})
    context = {"version": version, "document": document, "sheet": sheet.drawn(document)}
    return render(request, "portfolio/resume_preview.html", context)


def side(assembled: Assembled, document: Document, pages: int | None = None, missing: str = "") -> dict[str, object]:
    """What stands beside the workbench: what is worth a look, and the sheet with the claims marked that nothing supports."""
    weak = {bullet for fact in assembled.facts for bullet in unsupported(fact)}
    version = assembled.version.pk
    findings = [(finding.text, finding.links(version)) for finding in look(assembled, pages, missing)]
    return {"findings": findings, "document": document, "sheet": sheet.drawn(document, weak)}


Export = Callable[[Assembled], bytes]
FORMS: dict[str, tuple[str, Export]] = {
    "pdf": ("application/pdf", lambda assembled: typeset.pdf(assembled.document())),
    "md": ("text/markdown; charset=utf-8", lambda assembled: exports.markdown(assembled.document()).encode()),
    "txt": ("text/plain; charset=utf-8", lambda assembled: exports.text(assembled.document()).encode()),
    "html": ("text/html; charset=utf-8", lambda assembled: exports.page(assembled.document()).encode()),
    "json": (
        "application/json",
        lambda assembled: (json.dumps(assembled.json_resume(), ensure_ascii=False, indent=2) + "\n").encode(),
    ),
}


@require_safe
def resume_export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A file of the résumé, named so that the reader knows whose it is."""
    if form not in FORMS:
        raise Http404
    owner = signed_in(request)
    version = queries.own_version(owner, pk)
    kind, make = FORMS[form]
    response = HttpResponse(make(assemble(owner, version)), content_type=kind)
    name = " - ".join(part for part in (version.full_name, version.headline) if part) or version.name
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{file_name(name)}.{form}") or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def file_name(text: str) -> str:
    """A name that every system can store: no separators, no control or direction characters, not too long."""
    # Above U+FFFF and direction marks too: some mail programs drop an attachment with such a name.
    kept = re.sub(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff/\\:*?"<>|]', " ", text)
    return " ".join(kept.split())[:80].strip(". ") or "resume"


@require_http_methods(["GET", "HEAD", "POST"])
def resume_job(request: HttpRequest, pk: int) -> HttpResponse:
    """A job text against one's levels and this résumé: only what the text names, with its own words marked."""
    owner = signed_in(request)
    version = queries.own_version(owner, pk)
    form = JobTextForm(request.POST or None, initial={"posting": version.posting})
    if request.method == "POST" and form.is_valid():
        ResumeVersion.objects.owned_by(owner).filter(pk=pk).update(posting=form.cleaned_data["posting"])
        if not form.cleaned_data["posting"]:
            messages.success(request, _("The job text was removed."))
        return redirect("portfolio:resume_job", pk=pk)
    context = {"version": version, "form": form}
    if version.posting and not form.is_bound:
        context["comparison"] = comparison.compare(owner, version)
    return render(request, "portfolio/resume_job.html", context, status=422 if form.is_bound else 200)
