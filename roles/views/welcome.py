"""The welcome after sign-up: three screens, each of which can be skipped."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import BackgroundForm, SettingsForm
from accounts.models import Profile, User
from accounts.views import signed_in
from roles import actions, guidance, queries, record
from roles.models import Role
from roles.texts import RoleText

MOST_TARGETS = 2
WEIGHTIEST = 10


@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """First screen: language, time zone, background."""
    user = User.objects.get(pk=signed_in(request).pk)
    profile = Profile.objects.filter(user=user).first() or Profile(user=user)
    settings_form = SettingsForm(request.POST or None, instance=user)
    settings_form.fields["time_zone"].widget.attrs["data-guess-time-zone"] = ""
    background_form = BackgroundForm(request.POST or None, instance=profile)
    if request.method == "POST" and settings_form.is_valid() and background_form.is_valid():
        with transaction.atomic():
            settings_form.save()
            background_form.save()
        return redirect("welcome_roles")
    context = {"settings_form": settings_form, "background_form": background_form, "step": 1}
    return render(request, "roles/welcome.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def welcome_roles(request: HttpRequest) -> HttpResponse:
    """Second screen: one or two target roles, or “not sure yet”."""
    owner, problem = signed_in(request), ""
    chosen = request.POST.getlist("role") or [target.role.slug for target in queries.target_roles(owner)]
    if request.method == "POST":
        roles = list(Role.objects.published().filter(slug__in=chosen[: MOST_TARGETS + 1]))
        if request.POST.get("unsure"):
            return redirect("welcome_skills")
        if not 1 <= len(roles) <= MOST_TARGETS:
            problem = _("Choose one or two roles, or “Not sure yet”.")
        else:
            roles.sort(key=lambda role: chosen.index(role.slug))
            actions.set_targets(owner=owner, roles=roles, primary=roles[0])
            return redirect("welcome_skills")
    context = {"roles": Role.objects.published(), "chosen": chosen, "problem": problem, "step": 2}
    return render(request, "roles/welcome_roles.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
def welcome_skills(request: HttpRequest) -> HttpResponse:
    """Third screen: the weightiest skills of the target role, each saved as it is rated; then the gap."""
    owner = signed_in(request)
    if request.method == "POST":
        User.objects.filter(pk=owner.pk).update(welcomed_at=timezone.now())
        return redirect("home" if queries.target_roles(owner) else "roles:role_match")
    known, own = guidance.current(request), record.read(owner)
    targets = queries.targets_in(known, own)
    role = targets[0] if targets else None
    asked = known.matrix.get(role.pk, {}) if role else {}
    context = {
        "role": role,
        "rows": queries.rating_rows(request, _weightiest(known, own, role), role=role, here=request.path),
        "step": 3,
        **(queries.standing(asked, own) if role else {}),
    }
    return render(request, "roles/welcome_skills.html", context)


def _weightiest(known: guidance.Guidance, own: record.Record, role: RoleText | None) -> list[queries.SkillRow]:
    """The skills that weigh most in a role; without one, those that all roles together ask most of: they tell them apart."""
    asked, skills = known.matrix.get(role.pk, {}) if role else {}, known.texts.skills
    weight: dict[int, int] = {}
    for required in [asked] if role else known.matrix.values():
        for pk, level in required.items():
            weight[pk] = weight.get(pk, 0) + level * level
    heaviest = sorted((pk for pk in weight if pk in skills), key=lambda pk: (-weight[pk], pk))[:WEIGHTIEST]
    return [queries.skill_row(skills[pk], own.ratings.get(pk), asked.get(pk, 0), own.confirmed.get(pk, 0)) for pk in heaviest]
