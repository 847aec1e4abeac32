"""The person's materials: writing one fact, in its place on the list or on a page of its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.htmx import is_htmx
from portfolio.models import ResumeEntry, ResumeVersion
from portfolio.resume import actions
from portfolio.resume.document import set_entry
from portfolio.resume.forms import EntryForm, entry_form
from portfolio.resume.kinds import KINDS
from portfolio.resume.material import Fact
from portfolio.resume.rows import entry_rows


def _version_of(request: HttpRequest, owner: User) -> ResumeVersion | None:
    """The résumé that the person came from: a new fact goes into it, and saving leads back to it."""
    number = request.POST.get("version_id") or request.GET.get("version") or ""
    if not (number.isdecimal() and number.isascii() and len(number) < 19):
        return None
    return ResumeVersion.objects.owned_by(owner).filter(pk=int(number)).first()


def _back(version: ResumeVersion | None) -> str:
    return reverse("portfolio:resume_edit", args=[version.pk]) if version else reverse("portfolio:resume_list")


@require_http_methods(["GET", "HEAD", "POST"])
def resume_entry_create(request: HttpRequest, kind: str) -> HttpResponse:
    """Write a fact down."""
    if kind not in KINDS:
        raise Http404
    owner = signed_in(request)
    version = _version_of(request, owner)
    language = version.language if version else get_language() or "en"
    form = entry_form(kind)(request.POST or None, instance=ResumeEntry(owner=owner, kind=kind, language=language))
    if request.method == "POST" and form.is_valid():
        entry = _store(form, owner)
        if version and entry.language == version.language:
            actions.add_item(version=version, key=f"entry-{entry.pk}")
        messages.success(request, _("“%(entry)s” was added.") % {"entry": entry})
        return redirect(_back(version))
    context = {"form": form, "kind": KINDS[kind], "version": version, "back": _back(version)}
    return render(request, "portfolio/resume_entry.html", context, status=422 if form.is_bound else 200)


def _store(form: EntryForm, owner: User) -> ResumeEntry:
    """Save a new fact; the same form sent twice makes one row."""
    entry = form.save(commit=False)
    key = form.cleaned_data.get("form_key") or entry.form_key
    values = {name: getattr(entry, name) for name in (*KINDS[entry.kind].form_fields, "kind")}
    return ResumeEntry.objects.get_or_create(owner=owner, form_key=key, defaults=values)[0]


@require_http_methods(["GET", "HEAD", "POST"])
def resume_entry_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a fact; asked for by its row, answers with that row alone."""
    owner = signed_in(request)
    entry = get_object_or_404(ResumeEntry.objects.owned_by(owner), pk=pk)
    version = _version_of(request, owner)
    in_place = is_htmx(request) and request.headers.get("HX-Target") == f"entry-{pk}"
    if in_place and "row" in request.GET:
        return _row(entry)
    form = entry_form(entry.kind)(request.POST or None, instance=entry)
    status = 200
    if request.method == "POST":
        if form.is_valid() and form.save_edit():
            if in_place:
                return _row(entry, saved=True)
            messages.success(request, _("Saved."))
            return redirect(_back(version))
        status = 409 if form.conflict else 422
    context = {
        "form": form, "kind": KINDS[entry.kind], "entry": entry, "version": version, "back": _back(version),
        "in_place": in_place, "used_in": _used_in(entry) if not in_place else 0,
    }  # fmt: skip
    template = "portfolio/_resume_entry_form.html" if in_place else "portfolio/resume_entry.html"
    return render(request, template, context, status=status)


def _row(entry: ResumeEntry, *, saved: bool = False) -> HttpResponse:
    href = reverse("portfolio:resume_entry_edit", args=[entry.pk])
    fact = Fact(f"entry-{entry.pk}", KINDS[entry.kind].section, set_entry(entry), href, entry)
    return HttpResponse(entry_rows([fact], saved=saved))


def _used_in(entry: ResumeEntry) -> int:
    return ResumeVersion.objects.filter(items__entry=entry).count()


@require_http_methods(["GET", "HEAD", "POST"])
def resume_entry_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then delete a fact, out of every résumé too."""
    entry = get_object_or_404(ResumeEntry.objects.owned_by(signed_in(request)), pk=pk)
    if request.method == "POST":
        entry.delete()
        messages.success(request, _("“%(entry)s” was deleted.") % {"entry": entry})
        return redirect("portfolio:resume_list")
    context = {"entry": entry, "kind": KINDS[entry.kind], "used_in": _used_in(entry)}
    return render(request, "portfolio/resume_entry_delete.html", context)
