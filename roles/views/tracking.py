"""The learner's own record: levels, what shows them, target roles."""

from itertools import pairwise

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.htmx import is_htmx, render_page
from careerguide.lib.own_pages import own_page
from roles import actions, guidance, library, panels, pending, queries, record, skill_log
from roles.controls import select_options
from roles.forms import EvidenceForm, blank_evidence_form
from roles.models import Evidence, Level, Skill

LEVELS = {str(level.value): level.value for level in Level}


@login_not_required
@require_safe
def skill_list(request: HttpRequest) -> HttpResponse:
    """The checklist, by area, on wish only what a role asks for or what falls short."""
    known, own = guidance.current(request), record.read(request.user)
    targets = queries.targets_in(known, own)
    chosen = request.GET.get("role", targets[0].slug if targets else "")
    roles = known.texts.roles.values()
    role = next((candidate for candidate in roles if candidate.slug == chosen), None)
    only_gaps = request.GET.get("show") == "gaps" and role is not None
    areas = queries.checklist(known, own, role=role, only_gaps=only_gaps)
    explain = request.GET.get("explain") == "1" or not own.ratings  # whoever is new here sees what the names mean
    here = queries.area_to_rate(areas, request.GET.get("area", ""))
    slugs = [part.area.slug for part in areas]
    context = {
        "areas": [(part.area, queries.rating_rows(request, part.rows, role=role, explain=explain)) for part in areas],
        "here": here,
        "following": dict(pairwise(slugs)).get(here),
        "options": select_options([(option.slug, option.title) for option in roles], role.slug if role else ""),
        "role": role,
        "only_gaps": only_gaps,
        "explain": explain,
        "is_new": not own.ratings,
    }
    return render_page(request, "roles/skill_list.html", context, fragment="checklist")


@login_not_required
@require_POST
def rate_skill(request: HttpRequest, slug: str) -> HttpResponse:
    """Rate a skill in place. A guest, or a learner whose session has ended, signs in and finds the rating kept."""
    known = guidance.current(request)
    skill = known.skill(slug)
    page = _page_of(request, skill)
    level = LEVELS.get(request.POST.get("level", ""))
    if level is None:
        return render(request, "400.html", {"reason": _("A level is a whole number from 0 to 4.")}, status=400)
    if not isinstance(request.user, User):
        pending.remember(request.session, skill, level)
        to_login = redirect_to_login(page)
        return HttpResponseClientRedirect(to_login.url) if is_htmx(request) else to_login
    actions.rate_skill(owner=request.user, skill=skill, level=level)
    if not is_htmx(request):
        messages.success(request, _("%(skill)s: saved at level %(level)s.") % {"skill": skill.name, "level": level})
        return redirect(page)
    return _rated_row(request, known, skill, level, page)


def _rated_row(request: HttpRequest, known: guidance.Guidance, skill: Skill, level: int, page: str) -> HttpResponse:
    role = next((role for role in known.roles.values() if role.slug == request.POST.get("role", "")), None)
    required = known.matrix.get(role.pk, {}).get(skill.pk, 0) if role else 0
    confirmed = record.confirmed_level(signed_in(request), skill.pk)
    row = queries.SkillRow(known.texts.skills[skill.pk], level, required, confirmed=confirmed)
    explain = request.POST.get("explain") == "1"
    response = HttpResponse(queries.rating_rows(request, [row], role=role, here=page, saved=True, explain=explain))
    response.headers["HX-Trigger-After-Swap"] = "rated"
    return response


def _page_of(request: HttpRequest, skill: Skill) -> str:
    """The page to go back to: the one that the form names when it is ours, else the skill's own."""
    return own_page(request.POST.get("next", "")) or skill.get_absolute_url()


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The readiness figures of one role, drawn again after a rating."""
    known = guidance.current(request)
    role = known.role_text(request.GET.get("role", ""))
    figures = queries.standing(known.matrix.get(role.pk, {}), record.read(request.user))
    return render(request, "roles/_fit.html", {**figures, "role": role})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def skill_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One skill: what its levels mean, which roles ask for it, and one's own history and evidence."""
    known = guidance.current(request)
    skill = known.skill(slug)
    if request.method == "POST":
        return _add_evidence(request, known, skill)
    return _show_skill(request, known, skill, None)


def _add_evidence(request: HttpRequest, known: guidance.Guidance, skill: Skill) -> HttpResponse:
    if not isinstance(request.user, User):
        return redirect_to_login(skill.get_absolute_url())
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return _show_skill(request, known, skill, form)
    actions.add_evidence(owner=request.user, skill=skill, **form.cleaned_data)
    messages.success(request, _("Evidence added."))
    return redirect(skill.get_absolute_url() + "#evidence")


def _show_skill(request: HttpRequest, known: guidance.Guidance, skill: Skill, form: EvidenceForm | None) -> HttpResponse:
    own, books = record.read(request.user), library.of(known)
    targets = queries.targets_in(known, own)
    target = targets[0] if targets else None
    required = known.matrix.get(target.pk, {}).get(skill.pk, 0) if target else 0
    row = queries.skill_row(known.texts.skills[skill.pk], own.ratings.get(skill.pk), required, own.confirmed.get(skill.pk, 0))
    context: dict[str, object] = {
        "skill": row.skill,
        "roles": known.asking_for(skill.pk),
        "row": row,
        "rows": queries.rating_rows(request, [row], role=target, here=request.path),
        "target": target,
        "resources": books.resources_for(skill.pk, row.level),
        "trends": books.trends_of_skill(skill.pk),
        "panels": panels.draw(request, known, known.texts.skills[skill.pk]),
    }
    if isinstance(request.user, User):
        log = skill_log.read(request.user, skill.pk)
        context |= {
            "history": log.history,
            "evidence": log.evidence,
            "evidenced": own.evidenced.get(skill.pk, 0),
            "confirmed": own.confirmed.get(skill.pk, 0),
            "form": form or blank_evidence_form(row.level or 3),
        }
    return render(request, "roles/skill_detail.html", context, status=422 if form else 200)


@require_POST
def withdraw_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own evidence back, or let it count again: the message offers the other way, so nobody needs to ask twice."""
    evidence = get_object_or_404(Evidence.objects.owned_by(signed_in(request)).select_related("skill"), pk=pk)
    if request.POST.get("intent") == "restore":
        actions.restore_evidence(evidence=evidence)
        messages.success(request, _("“%(title)s” counts again.") % {"title": evidence.title})
    else:
        actions.withdraw_evidence(evidence=evidence)
        messages.success(request, _("“%(title)s” no longer counts. You can undo this below.") % {"title": evidence.title})
    return redirect(evidence.skill.get_absolute_url() + "#evidence")


@require_POST
def target_role(request: HttpRequest, slug: str) -> HttpResponse:
    """Aim at a role, make it the primary one, or stop aiming at it."""
    role = guidance.current().role(slug)
    intent, owner = request.POST.get("intent", ""), signed_in(request)
    if intent == "drop":
        actions.drop_target(owner=owner, role=role)
        messages.success(request, _("%(role)s is no longer a target. Your levels are kept.") % {"role": role.title})
    else:
        actions.set_targets(owner=owner, roles=[role], primary=role if intent == "primary" else None)
        messages.success(request, _("You are aiming at: %(role)s.") % {"role": role.title})
    return redirect(reverse("roles:role_detail", args=[role.slug]))
