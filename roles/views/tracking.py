"""The learner's own record: levels, what shows them, target roles."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.htmx import is_htmx, render_page
from roles import actions, guidance, library, pending, queries
from roles.forms import EvidenceForm, RatingForm
from roles.models import Evidence, RatingChange, Requirement, Skill
from roles.readiness import measure


@login_not_required
@require_safe
def skill_list(request: HttpRequest) -> HttpResponse:
    """The checklist, by area, on wish only what a role asks for or what falls short."""
    targets = queries.target_roles(request.user)
    chosen = request.GET.get("role", targets[0].role.slug if targets else "")
    known = guidance.current()
    roles = list(known.roles.values())
    role = next((candidate for candidate in roles if candidate.slug == chosen), None)
    only_gaps = request.GET.get("show") == "gaps" and role is not None
    context = {
        "areas": queries.checklist(known, request.user, role=role, only_gaps=only_gaps),
        "roles": roles,
        "role": role,
        "only_gaps": only_gaps,
        "targets": targets,
    }
    return render_page(request, "roles/skill_list.html", context, fragment="checklist")


@login_not_required
@require_POST
def rate_skill(request: HttpRequest, slug: str) -> HttpResponse:
    """Rate a skill in place. A guest, or a learner whose session has ended, signs in and finds the rating kept."""
    known = guidance.current()
    skill = known.skill(slug)
    form = RatingForm(request.POST)
    page = _page_of(request, skill)
    if not form.is_valid():
        return render(request, "400.html", {"reason": _("A level is a whole number from 0 to 4.")}, status=400)
    level = form.cleaned_data["level"]
    if not isinstance(request.user, User):
        pending.remember(request.session, skill, level)
        to_login = redirect_to_login(page)
        return HttpResponseClientRedirect(to_login.url) if is_htmx(request) else to_login
    rating = actions.rate_skill(owner=request.user, skill=skill, level=level)
    if not is_htmx(request):
        messages.success(request, _("%(skill)s: saved at level %(level)s.") % {"skill": skill.name, "level": level})
        return redirect(page)
    required = known.required(request.POST.get("role", ""), skill)
    row = queries.skill_row(skill, queries.Rated(rating.level, rating.rated_at), required)
    context = {"rows": [row], "role_slug": request.POST.get("role", "")[:80], "here": page, "saved": True}
    response = render(request, "roles/_skill_row.html", context)
    response.headers["HX-Trigger-After-Swap"] = "rated"
    return response


def _page_of(request: HttpRequest, skill: Skill) -> str:
    """The page to go back to: the one that the form names when it is ours, else the skill's own."""
    goal = request.POST.get("next", "")
    if goal and url_has_allowed_host_and_scheme(goal, allowed_hosts=None, require_https=False):
        return goal
    return skill.get_absolute_url()


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The readiness figures of one role, drawn again after a rating."""
    known = guidance.current()
    role = known.role(request.GET.get("role", ""))
    required = known.matrix.get(role.pk, {})
    fit = measure(required, queries.plain_levels(queries.claimed(request.user)))
    return render(request, "roles/_fit.html", {"fit": fit, "role": role})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def skill_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One skill: what its levels mean, which roles ask for it, and one's own history and evidence."""
    known = guidance.current()
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
    asked = Requirement.objects.in_force().filter(skill=skill).select_related("role").order_by("-level", "role__order")
    context: dict[str, object] = {"skill": skill, "requirements": asked, "row": queries.skill_row(skill, None, 0)}
    if isinstance(request.user, User):
        rated = queries.claimed(request.user).get(skill.pk)
        targets = queries.target_roles(request.user)
        required = next((r.level for r in asked if targets and r.role_id == targets[0].role_id), 0)
        start = {"level": rated.level if rated and rated.level else 3, "form_key": uuid.uuid4()}
        context |= {
            "rated": rated,
            "row": queries.skill_row(skill, rated, required),
            "target": targets[0] if targets else None,
            "history": RatingChange.objects.owned_by(request.user).filter(skill=skill)[:50],
            "evidence": Evidence.objects.owned_by(request.user).filter(skill=skill)[:50],
            "evidenced": queries.evidenced(request.user).get(skill.pk, 0),
            "form": form or EvidenceForm(initial=start),
        }
    context["rows"] = [context["row"]]
    books = library.of(known)
    rated_level = context["row"].level if isinstance(context["row"], queries.SkillRow) else None
    context |= {"resources": books.resources_for(skill.pk, rated_level), "trends": books.trends_of_skill(skill.pk)}
    return render(request, "roles/skill_detail.html", context, status=422 if form else 200)


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
