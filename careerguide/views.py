"""The front page, today, health, and the pages that say what went wrong."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from accounts.models import User
from accounts.views import signed_in
from careerguide import today
from careerguide.lib.htmx import render_page
from careerguide.lib.typed import typed_texts
from interviews import bank
from roles import guidance, queries, record

SHOWN_ROLE = "machine-learning-engineer"


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for guests; today, for somebody signed in."""
    if not isinstance(request.user, User):
        return _landing(request)
    own = record.read(request.user)
    if request.user.welcomed_at is None and not own.ratings:
        return redirect("welcome")
    return _today(request, request.user, own)


def _landing(request: HttpRequest) -> HttpResponse:
    known = guidance.current(request)
    roles, skills = list(known.texts.roles.values()), known.texts.skills
    role = next((candidate for candidate in roles if candidate.slug == SHOWN_ROLE), roles[0] if roles else None)
    context: dict[str, object] = {
        "roles": roles,
        "role": role,
        "skills": len(skills),
        "questions": len(bank.current(known).questions),
    }
    if role:
        required = known.matrix.get(role.pk, {})
        title = _("Required levels by skill area: %(role)s") % {"role": role.title}
        context["radar"] = queries.area_radar(required, None, skills, title=title)
        context["rows"] = queries.heaviest_rows(required, record.Record(), skills, most=5)
    return render(request, "careerguide/landing.html", context)


def _today(request: HttpRequest, user: User, own: record.Record) -> HttpResponse:
    known = guidance.current(request)
    targets, skills = queries.targets_in(known, own), known.texts.skills
    context: dict[str, object] = {"targets": targets, "rated": len(own.ratings), "all": len(skills)}
    if targets:
        role, required = targets[0], known.matrix.get(targets[0].pk, {})
        gaps = [row for row in queries.heaviest_rows(required, own, skills, most=3) if row.short_by]
        title = _("Levels by skill area: %(role)s") % {"role": role.title}
        context |= {
            "role": role,
            **queries.standing(required, own),
            "gaps": gaps,
            "rows": queries.rating_rows(request, gaps, role=role, here=request.path),
            "unrated": sum(pk not in own.ratings for pk in required),
            "stale": sum(own.ratings[pk].is_stale for pk in required if pk in own.ratings),
            "radar": queries.area_radar(required, own.claimed, skills, title=title),
            "progress": queries.progress_picture(user, required),
        }
    return render(request, "careerguide/today.html", context)


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """What waits this week. *Today* fetches it once it is drawn, so that readiness and gaps do not wait for it."""
    found = today.agenda(signed_in(request), guidance.current(request), timezone.localdate())
    return render_page(request, "careerguide/agenda.html", {"agenda": found}, fragment="agenda")


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
    """The form was too old or came from elsewhere. Browsers empty a form on the way back, so what was typed is shown."""
    return render(request, "403_csrf.html", {"typed": typed_texts(request)}, status=403)
