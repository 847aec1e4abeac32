"""Taking over a JSON Resume file: checked as a whole, shown before anything is stored, stored at once or not at all."""

import json
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views import signed_in
from portfolio.resume import actions, jsonresume
from portfolio.resume.forms import ConfirmImportForm, ImportForm
from portfolio.resume.kinds import SECTION_TITLES


@require_http_methods(["GET", "HEAD", "POST"])
def resume_import(request: HttpRequest) -> HttpResponse:
    """Ask for a file; then show what of it is new and what is there already."""
    form = ImportForm(request.POST or None, request.FILES or None, initial={"language": get_language()})
    if request.method != "POST" or not form.is_valid():
        return render(request, "portfolio/resume_import.html", {"form": form}, status=422 if form.is_bound else 200)
    upload = form.cleaned_data["file"]
    try:
        content = upload.read(jsonresume.MAX_BYTES + 1) if upload else form.cleaned_data["text"]
        document = jsonresume.parse(content)
        read = jsonresume.read(document)
    except jsonresume.ResumeFileError as error:
        return render(request, "portfolio/resume_import.html", {"form": form, "problems": error.problems}, status=422)
    language = read.version.get("language", form.cleaned_data["language"])
    start = {
        "text": json.dumps(document, ensure_ascii=False, separators=(",", ":")),
        "name": read.version.get("name") or _("Imported résumé"),
        "language": language,
        "form_key": uuid.uuid4(),
    }
    return _preview(request, read, ConfirmImportForm(initial=start), language)


_NOTES = {
    "projects": gettext_lazy(
        "They become entries of your résumé, without a write-up. Under “Projects” you can write one up whenever you like."
    ),
    "skills": gettext_lazy("They are kept in the file's words, for résumés. The levels you rated stay as they are."),
}
"""What becomes something else here than its name may promise."""


def _preview(request: HttpRequest, read: jsonresume.ReadResume, form: ConfirmImportForm, language: str) -> HttpResponse:
    rows = actions.already_there(signed_in(request), read, language)
    pairs = [(entry, row is not None) for entry, row in zip(read.entries, rows, strict=True)]
    sections = [
        (
            SECTION_TITLES[section],
            _NOTES.get(section, ""),
            [(_named(entry), old) for entry, old in pairs if entry.kind.section == section],
        )
        for section in dict.fromkeys(entry.kind.section for entry, _old in pairs)
    ]
    context = {
        "form": form, "read": read, "sections": sections, "new": sum(not old for _entry, old in pairs),
        "old": sum(old for _entry, old in pairs),
    }  # fmt: skip
    return render(request, "portfolio/resume_import_preview.html", context, status=422 if form.is_bound else 200)


def _named(entry: jsonresume.ReadEntry) -> str:
    said = (entry.values.get(name, "") for name in ("title", "organisation", "detail"))
    return " · ".join(part for part in said if part) or "–"


@require_POST
def resume_import_confirm(request: HttpRequest) -> HttpResponse:
    """Store what was previewed; it is checked again, since what comes back may be something else."""
    form = ConfirmImportForm(request.POST)
    try:
        read = jsonresume.read(jsonresume.parse(request.POST.get("text", "")))
    except jsonresume.ResumeFileError as error:
        context = {"form": ImportForm(initial={"language": get_language()}), "problems": error.problems}
        return render(request, "portfolio/resume_import.html", context, status=422)
    if not form.is_valid():
        return _preview(request, read, form, get_language() or "en")
    owner, values = signed_in(request), form.cleaned_data
    before = sum(row is None for row in actions.already_there(owner, read, values["language"]))
    version = actions.import_resume(
        owner=owner, read=read, name=values["name"], language=values["language"], form_key=values["form_key"]
    )
    text = ngettext("%(count)s entry was added to your materials.", "%(count)s entries were added to your materials.", before)
    messages.success(request, text % {"count": before})
    return redirect("portfolio:resume_edit", pk=version.pk)
