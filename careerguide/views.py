"""The front page, today, health, and the pages that say what went wrong."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from accounts.models import User
from roles import guidance, queries
from roles.readiness import measure

SHOWN_ROLE = "machine-learning-engineer"


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for guests; today, for somebody signed in."""
    if not isinstance(request.user, User):
        return _landing(request)
    if request.user.welcomed_at is None and not queries.claimed(request.user):
        return redirect("welcome")
    return _today(request, request.user)


def _landing(request: HttpRequest) -> HttpResponse:
    known = guidance.current()
    roles = list(known.roles.values())
    role = next((candidate for candidate in roles if candidate.slug == SHOWN_ROLE), roles[0] if roles else None)
    context: dict[str, object] = {"roles": roles, "role": role}
    if role:
        required, skills = known.matrix.get(role.pk, {}), known.skills
        title = _("Required levels by skill area: %(role)s") % {"role": role.title}
        context["radar"] = queries.area_radar(required, None, skills, title=title)
        context["rows"] = queries.rows_by_weight(required, {}, skills)[:5]
    return render(request, "careerguide/landing.html", context)


def _today(request: HttpRequest, user: User) -> HttpResponse:
    targets, ratings, known = queries.target_roles(user), queries.claimed(user), guidance.current()
    skills = known.skills
    context: dict[str, object] = {"targets": targets, "rated": len(ratings), "all": len(skills)}
    if targets:
        required = known.matrix.get(targets[0].role_id, {})
        rows = queries.rows_by_weight(required, ratings, skills)
        gaps = [row for row in rows if row.short_by]
        title = _("Levels by skill area: %(role)s") % {"role": targets[0].role.title}
        context |= {
            "role": targets[0].role,
            "fit": measure(required, queries.plain_levels(ratings)),
            "gaps": gaps[:3],
            "unrated": sum(row.level is None for row in rows),
            "stale": sum(row.stale for row in rows),
            "radar": queries.area_radar(required, queries.plain_levels(ratings), skills, title=title),
            "progress": queries.progress_picture(user, required),
        }
    return render(request, "careerguide/today.html", context)


@login_not_required
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """For load balancers: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing that this person may see; the two answer alike."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Draws no data, since the database may be what failed."""
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere; going back keeps what was typed."""
    return render(request, "403_csrf.html", status=403)
