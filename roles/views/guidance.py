"""Reading about roles: public, with one's own levels laid over the page when signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from roles import guidance, library, queries
from roles.comparison import compare_requirements, plan_move
from roles.matching import rank_roles
from roles.readiness import measure

COMPARED_FIRST = ("data-scientist", "machine-learning-engineer")


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_list(request: HttpRequest) -> HttpResponse:
    """All roles."""
    return render(request, "roles/role_list.html", {"cards": queries.role_cards(request.user)})


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What the job is, what it takes, where people come from and go to."""
    known = guidance.current()
    role = known.role(slug)
    required, skills = known.matrix.get(role.pk, {}), known.skills
    ratings = queries.claimed(request.user)
    levels = queries.plain_levels(ratings)
    targets = {target.role_id: target for target in queries.target_roles(request.user)}
    context = {
        "role": role,
        "rows": queries.rows_by_weight(required, ratings, skills),
        "radar": queries.area_radar(
            required, levels if ratings else None, skills, title=_("Levels by skill area: %(role)s") % {"role": role.title}
        ),
        "fit": measure(required, levels) if ratings else None,
        "target": targets.get(role.pk),
        "trends": library.of(known).trends_of_role(role.pk),
        "moves_in": [move for move in known.moves if move.to_role_id == role.pk],
        "moves_out": [move for move in known.moves if move.from_role_id == role.pk],
    }
    return render(request, "roles/role_detail.html", context)


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_compare(request: HttpRequest) -> HttpResponse:
    """Any two roles side by side; an unknown slug falls back to the best-known pair."""
    known = guidance.current()
    roles, matrix = {role.slug: role for role in known.roles.values()}, known.matrix
    if len(roles) < 2:
        raise Http404
    fallback = [slug for slug in (*COMPARED_FIRST, *roles) if slug in roles]
    first = roles.get(request.GET.get("a", "")) or roles[fallback[0]]
    second = roles.get(request.GET.get("b", "")) or roles[next(slug for slug in fallback if slug != first.slug)]
    if first == second:
        second = roles[next(slug for slug in fallback if slug != first.slug)]
    ratings = queries.claimed(request.user)
    comparison = compare_requirements(matrix.get(first.pk, {}), matrix.get(second.pk, {}), known.skills)
    pair = {first.pk, second.pk}
    context = {
        "roles": roles.values(),
        "first": first,
        "second": second,
        "comparison": comparison,
        "moves": [move for move in known.moves if {move.from_role_id, move.to_role_id} == pair],
        "fits": [measure(matrix.get(role.pk, {}), queries.plain_levels(ratings)) for role in (first, second)]
        if ratings
        else None,
    }
    return render(request, "roles/role_compare.html", context)


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_move(request: HttpRequest, slug: str, start: str) -> HttpResponse:
    """What a move from one role to another asks: what to keep, to raise, and what is new."""
    known = guidance.current()
    goal, origin = known.role(slug), known.role(start)
    if goal == origin:
        raise Http404
    ratings = queries.claimed(request.user)
    context = {
        "goal": goal,
        "origin": origin,
        "move": next((m for m in known.moves if (m.from_role_id, m.to_role_id) == (origin.pk, goal.pk)), None),
        "plan": plan_move(known.matrix, origin.pk, goal.pk, ratings, known.skills),
        "own": bool(ratings),
    }
    return render(request, "roles/role_move.html", context)


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_match(request: HttpRequest) -> HttpResponse:
    """All roles ranked by readiness; for a guest, what the ranking would show and how to get it."""
    ratings = queries.claimed(request.user)
    skills = guidance.current().skills if ratings else {}
    ranking = rank_roles(queries.plain_levels(ratings)) if ratings else None
    context = {
        "ranking": ranking,
        "deciding": [queries.skill_row(skills[pk], ratings.get(pk), 0) for pk in ranking.deciding if pk in skills]
        if ranking
        else [],
        "rated": len(ratings),
    }
    return render(request, "roles/role_match.html", context)
