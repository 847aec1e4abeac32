"""Reading about roles: public, with one's own levels laid over the page when signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles import queries
from roles.comparison import compare_requirements, plan_move
from roles.matching import rank_roles
from roles.models import Role, Transition
from roles.readiness import measure

COMPARED_FIRST = ("data-scientist", "machine-learning-engineer")


@login_not_required
@require_safe
def role_list(request: HttpRequest) -> HttpResponse:
    """All roles."""
    return render(request, "roles/role_list.html", {"cards": queries.role_cards(request.user)})


@login_not_required
@require_safe
def role_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What the job is, what it takes, where people come from and go to."""
    role = get_object_or_404(Role.objects.published(), slug=slug)
    required = queries.requirement_matrix([role.pk]).get(role.pk, {})
    ratings, skills = queries.claimed(request.user), queries.published_skills()
    levels = queries.plain_levels(ratings)
    moves = Transition.objects.published().select_related("from_role", "to_role").order_by("from_role__order", "to_role__order")
    targets = {target.role_id: target for target in queries.target_roles(request.user)}
    context = {
        "role": role,
        "rows": queries.rows_by_weight(required, ratings, skills),
        "radar": queries.area_radar(
            required, levels if ratings else None, skills, title=_("Levels by skill area: %(role)s") % {"role": role.title}
        ),
        "fit": measure(required, levels) if ratings else None,
        "target": targets.get(role.pk),
        "moves_in": moves.filter(to_role=role, from_role__status=Role.Status.PUBLISHED),
        "moves_out": moves.filter(from_role=role, to_role__status=Role.Status.PUBLISHED),
    }
    return render(request, "roles/role_detail.html", context)


@login_not_required
@require_safe
def role_compare(request: HttpRequest) -> HttpResponse:
    """Any two roles side by side; an unknown slug falls back to the best-known pair."""
    roles = {role.slug: role for role in Role.objects.published()}
    if len(roles) < 2:
        raise Http404
    fallback = [slug for slug in (*COMPARED_FIRST, *roles) if slug in roles]
    first = roles.get(request.GET.get("a", "")) or roles[fallback[0]]
    second = roles.get(request.GET.get("b", "")) or roles[next(slug for slug in fallback if slug != first.slug)]
    if first == second:
        second = roles[next(slug for slug in fallback if slug != first.slug)]
    ratings = queries.claimed(request.user)
    matrix = queries.requirement_matrix([first.pk, second.pk])
    comparison = compare_requirements(matrix.get(first.pk, {}), matrix.get(second.pk, {}), queries.published_skills())
    moves = Transition.objects.published().filter(from_role__in=(first, second), to_role__in=(first, second))
    context = {
        "roles": roles.values(),
        "first": first,
        "second": second,
        "comparison": comparison,
        "moves": moves.select_related("from_role", "to_role"),
        "fits": [measure(matrix.get(role.pk, {}), queries.plain_levels(ratings)) for role in (first, second)]
        if ratings
        else None,
    }
    return render(request, "roles/role_compare.html", context)


@login_not_required
@require_safe
def role_move(request: HttpRequest, slug: str, start: str) -> HttpResponse:
    """What a move from one role to another asks: what to keep, to raise, and what is new."""
    goal = get_object_or_404(Role.objects.published(), slug=slug)
    origin = get_object_or_404(Role.objects.published().exclude(pk=goal.pk), slug=start)
    matrix, skills = queries.requirement_matrix(), queries.published_skills()
    ratings = queries.claimed(request.user)
    context = {
        "goal": goal,
        "origin": origin,
        "move": Transition.objects.published().filter(from_role=origin, to_role=goal).first(),
        "plan": plan_move(matrix, origin.pk, goal.pk, ratings, skills),
        "own": bool(ratings),
    }
    return render(request, "roles/role_move.html", context)


@login_not_required
@require_safe
def role_match(request: HttpRequest) -> HttpResponse:
    """All roles ranked by readiness; for a guest, what the ranking would show and how to get it."""
    ratings = queries.claimed(request.user)
    skills = queries.published_skills() if ratings else {}
    ranking = rank_roles(queries.plain_levels(ratings)) if ratings else None
    context = {
        "ranking": ranking,
        "deciding": [queries.skill_row(skills[pk], ratings.get(pk), 0) for pk in ranking.deciding if pk in skills]
        if ranking
        else [],
        "rated": len(ratings),
    }
    return render(request, "roles/role_match.html", context)
