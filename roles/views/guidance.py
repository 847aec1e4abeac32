"""Reading about roles: public, with one's own levels laid over the page when signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from roles import guidance, library, queries, record
from roles.comparison import compare_requirements, move_rows, pair_rows, plan_move
from roles.controls import select_options
from roles.matching import rank_roles
from roles.readiness import measure
from roles.texts import RoleText

COMPARED_FIRST = ("data-scientist", "machine-learning-engineer")


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_list(request: HttpRequest) -> HttpResponse:
    """All roles."""
    known = guidance.current(request)
    return render(request, "roles/role_list.html", {"cards": queries.role_cards(known, record.read(request.user))})


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What the job is, what it takes, where people come from and go to."""
    known = guidance.current(request)
    role, texts, own = known.role_text(slug), known.texts, record.read(request.user)
    required, rated = known.matrix.get(role.pk, {}), bool(own.ratings)
    title = _("Levels by skill area: %(role)s") % {"role": role.title}
    first, rest = queries.requirement_table(required, own, texts.skills)
    context = {
        "role": role,
        "table": first,
        "rest": rest,
        "asked": len(required.keys() & texts.skills.keys()),
        "radar": queries.area_radar(required, own.claimed if rated else None, texts.skills, title=title),
        "target": next((target for target in own.targets if target.role_id == role.pk), None),
        "about": texts.drawn("roles/_role_about.html", role),
        "topics": texts.drawn("roles/_role_topics.html", role),
        "moves": texts.drawn("roles/_role_moves.html", role),
        **(queries.standing(required, own) if rated else {}),
        "trends": library.of(known).trends_of_role(role.pk),
    }
    return render(request, "roles/role_detail.html", context)


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_compare(request: HttpRequest) -> HttpResponse:
    """Any two roles side by side; an unknown slug falls back to the best-known pair."""
    known = guidance.current(request)
    first, second = _pair(list(known.texts.roles.values()), request.GET.get("a", ""), request.GET.get("b", ""))
    matrix, own = known.matrix, record.read(request.user)
    comparison = compare_requirements(matrix.get(first.pk, {}), matrix.get(second.pk, {}), known.texts.skills)
    titles, pair = [(role.slug, role.title) for role in known.texts.roles.values()], (first, second)
    context = {
        "first": first,
        "second": second,
        "first_options": select_options(titles, first.slug),
        "second_options": select_options(titles, second.slug),
        "comparison": comparison,
        "tables": [pair_rows(part) for part in (comparison.more_first, comparison.more_second, comparison.common)],
        "moves": [move for move in known.texts.moves if move.start in pair and move.goal in pair],
        "fits": [measure(matrix.get(role.pk, {}), own.claimed) for role in pair] if own.ratings else None,
    }
    return render(request, "roles/role_compare.html", context)


def _pair(roles: list[RoleText], first_slug: str, second_slug: str) -> tuple[RoleText, RoleText]:
    """Two different roles: those asked for, else the best-known ones; raises Http404 where there are not two."""
    if len(roles) < 2:
        raise Http404
    by_slug = {role.slug: role for role in roles}
    fallback = [slug for slug in (*COMPARED_FIRST, *by_slug) if slug in by_slug]
    first = by_slug.get(first_slug) or by_slug[fallback[0]]
    other = by_slug[next(slug for slug in fallback if slug != first.slug)]
    second = by_slug.get(second_slug) or other
    return (first, second) if first is not second else (first, other)


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_move(request: HttpRequest, slug: str, start: str) -> HttpResponse:
    """What a move from one role to another asks: what to keep, to raise, and what is new."""
    known = guidance.current(request)
    goal, origin = known.role_text(slug), known.role_text(start)
    if goal is origin:
        raise Http404
    own = record.read(request.user)
    plan = plan_move(known.matrix, origin.pk, goal.pk, own, known.texts.skills)
    context = {
        "goal": goal,
        "origin": origin,
        "move": next((move for move in known.texts.moves if move.start is origin and move.goal is goal), None),
        "plan": plan,
        "new": move_rows(plan.new),
        "raised": move_rows(plan.raise_),
        "kept": move_rows(plan.keep),
        "own": bool(own.ratings),
    }
    return render(request, "roles/role_move.html", context)


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def role_match(request: HttpRequest) -> HttpResponse:
    """All roles ranked by readiness; for a guest, what the ranking would show and how to get it."""
    own = record.read(request.user)
    if not own.ratings:
        return render(request, "roles/role_match.html", {"ranking": None})
    known = guidance.current(request)
    ranking, skills = rank_roles(known, own.claimed), known.texts.skills
    deciding = [
        queries.skill_row(skills[pk], own.ratings.get(pk), 0, own.confirmed.get(pk, 0))
        for pk in ranking.deciding
        if pk in skills
    ]
    context = {
        "ranking": ranking,
        "deciding": deciding,
        "rows": queries.rating_rows(request, deciding, here=request.path),
        "rated": len(own.ratings),
    }
    return render(request, "roles/role_match.html", context)
