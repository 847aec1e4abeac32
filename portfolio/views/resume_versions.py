"""Making, arranging, copying and deleting a résumé."""

import uuid
from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views import signed_in
from careerguide.lib.htmx import is_htmx
from portfolio.models import ResumeVersion
from portfolio.resume import actions, queries
from portfolio.resume.forms import CopyForm, NewVersionForm, VersionForm
from portfolio.resume.kinds import SECTION_TITLES
from portfolio.resume.material import assemble
from portfolio.resume.shelves import shelves
from portfolio.views.resume import side
from roles import guidance
from roles.queries import target_roles


@require_http_methods(["GET", "HEAD", "POST"])
def resume_create(request: HttpRequest) -> HttpResponse:
    """Start a résumé: a name, a language, a role."""
    owner = signed_in(request)
    targets = target_roles(owner)
    start = {"language": get_language(), "target_role": targets[0].role_id if targets else None}
    form = NewVersionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        role = form.cleaned_data["target_role"]
        required = guidance.current().matrix.get(role.pk, {}) if role else {}
        version = actions.create_version(owner=owner, required=required, **form.cleaned_data)
        messages.success(request, _("Your résumé holds everything that fits. Now leave out, order, and say it well."))
        return redirect("portfolio:resume_edit", pk=version.pk)
    return render(request, "portfolio/resume_create.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def resume_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbench: what it shows, what it says, what would make it better, and how it looks."""
    owner = signed_in(request)
    version = queries.own_version(owner, pk)
    known = guidance.current(request)
    # The form has a copy of its own: what it refuses must not be shown as the résumé's.
    form = VersionForm(request.POST or None, instance=copy(version), known=known)
    status = 200
    if request.method == "POST":
        if form.is_valid() and form.save_edit():
            messages.success(request, _("Saved."))
            return redirect("portfolio:resume_edit", pk=pk)
        status = 409 if form.conflict else 422
    assembled = assemble(owner, version, known=known)
    context = {
        "version": version,
        "role": known.texts.roles.get(version.target_role_id or 0),
        "form": form,
        "shelves": shelves(assembled),
        **side(assembled, assembled.document()),
    }
    return render(request, "portfolio/resume_edit.html", context, status=status)


@require_POST
def resume_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of arranging, named by the button: `add:entry-3`, `up:skill-7`, `hide:awards`."""
    owner = signed_in(request)
    version = queries.own_version(owner, pk)
    verb, _colon, key = request.POST.get("do", "").partition(":")
    if verb in {"show", "hide", "earlier", "later"} and key in SECTION_TITLES:
        _arrange_section(version, verb, key)
    elif verb == "add":
        actions.add_item(version=version, key=key)
    elif verb == "drop":
        actions.drop_item(version=version, key=key)
    elif verb in {"up", "down"}:
        facts = next((facts for facts in assemble(owner, version).chosen.values() if key in {fact.key for fact in facts}), [])
        actions.move_item(version=version, key=key, among=[fact.key for fact in facts], step=-1 if verb == "up" else 1)
    else:
        return render(request, "400.html", {"reason": _("This step is not known.")}, status=400)
    if not is_htmx(request):
        anchor = f"#{key}" if key in SECTION_TITLES else "#resume_arrange"
        return redirect(reverse("portfolio:resume_edit", args=[pk]) + anchor)
    context = {"version": version, "shelves": shelves(assemble(owner, version))}
    response = render(request, "portfolio/_resume_arrange.html", context)
    response.headers["HX-Trigger-After-Swap"] = "arranged"
    return response


def _arrange_section(version: ResumeVersion, verb: str, key: str) -> None:
    sections = version.shown_sections()
    if verb == "hide":
        sections = [section for section in sections if section != key]
    elif verb == "show" and key not in sections:
        sections.append(key)
    elif key in sections:
        here = sections.index(key)
        goal = here + (-1 if verb == "earlier" else 1)
        if 0 <= goal < len(sections):
            sections[here], sections[goal] = sections[goal], sections[here]
    version.sections = [section for section in sections if section != "links"]
    version.save(update_fields=["sections", "updated_at"])


@require_http_methods(["GET", "HEAD", "POST"])
def resume_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The same again, or the same in the other language."""
    version = queries.own_version(signed_in(request), pk)
    language = "zh-hans" if version.language == "en" else "en"
    if request.GET.get("language") == "same":
        language = version.language
    start = {"language": language, "name": _("%(name)s (copy)") % {"name": version.name[:70]}, "form_key": uuid.uuid4()}
    form = CopyForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        made = actions.copy_version(version=version, **form.cleaned_data)
        if made.language != version.language:
            messages.success(
                request, _("Each text was copied. Write it anew in the other language; the checks name what is left.")
            )
        else:
            messages.success(request, _("Copied."))
        return redirect("portfolio:resume_edit", pk=made.pk)
    return render(
        request, "portfolio/resume_copy.html", {"form": form, "version": version}, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def resume_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then delete the version; the materials stay."""
    version = queries.own_version(signed_in(request), pk)
    if request.method == "POST":
        version.delete()
        messages.success(request, _("“%(name)s” was deleted. Your materials are kept.") % {"name": version.name})
        return redirect("portfolio:resume_list")
    return render(request, "portfolio/resume_delete.html", {"version": version})
