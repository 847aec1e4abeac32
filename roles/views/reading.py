"""What there is to read: trends and standards with their sources, resources, and what changed in the requirements."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe

from accounts.views import signed_in
from careerguide.lib.htmx import render_page
from careerguide.lib.own_pages import own_page
from roles import guidance, library, releases
from roles.forms import ReportForm
from roles.models import Resource, ResourceReport, Trend

REPORTS_A_DAY = 20
ENOUGH = 8
"""Trends that stand open, at least: a screenful or three on a phone."""


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def trend_list(request: HttpRequest) -> HttpResponse:
    """Dated, sourced entries, the newest first; by kind, by role, by skill."""
    known = guidance.current()
    roles = {role.slug: role for role in known.roles.values()}
    skills = {skill.slug: skill for skill in known.skills.values()}
    role, skill = roles.get(request.GET.get("role", "")), skills.get(request.GET.get("skill", ""))
    kind = request.GET.get("kind", "")
    entries: list[dict[str, Any]] = [
        {
            "trend": linked.trend,
            "roles": [known.roles[pk] for pk in known.roles if pk in linked.roles],
            "skills": [known.skills[pk] for pk in known.skills if pk in linked.skills],
        }
        for linked in library.of(known).trends
        if (not role or role.pk in linked.roles)
        and (not skill or skill.pk in linked.skills)
        and (kind not in Trend.Kind.values or linked.trend.kind == kind)
    ]
    by_year = [(year, list(part)) for year, part in groupby(entries, key=lambda entry: _year(entry["trend"]))]
    context = {
        "entries": entries,
        "by_year": by_year,
        "open_years": _open_years(by_year),
        "kinds": Trend.Kind.choices,
        "kind": kind,
        "roles": roles.values(),
        "role": role,
        "skill": skill,
    }
    return render_page(request, "roles/trend_list.html", context, fragment="trends")


def _year(trend: Trend) -> int:
    return trend.published_on.year if trend.published_on else 0


def _open_years(by_year: Iterable[tuple[int, list[dict[str, Any]]]]) -> set[int]:
    """The newest years, until they hold enough to read at once; the others are folded under their heading."""
    shown, years = 0, set()
    for year, entries in by_year:
        if shown >= ENOUGH:
            break
        years.add(year)
        shown += len(entries)
    return years


@require_POST
def report_resource(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell the curators that a resource is broken; the same person's second word about it replaces the first."""
    user = signed_in(request)
    resource = get_object_or_404(Resource.objects.published(), slug=slug)
    skill = guidance.current().skill(request.POST.get("skill", ""))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return render(request, "400.html", {"reason": _("A report has at most 300 characters.")}, status=400)
    key = f"resource-reports:{user.pk}"
    cache.add(key, 0, 24 * 60 * 60)
    if cache.incr(key) > REPORTS_A_DAY:
        messages.error(request, _("You have reported many today. Thank you; please go on tomorrow."))
        return redirect(skill.get_absolute_url() + "#resources")
    ResourceReport.objects.update_or_create(
        owner=user, resource=resource, handled_at=None, defaults={"note": form.cleaned_data["note"]}
    )
    messages.success(request, _("Thank you. The curators will look at it."))
    return redirect(skill.get_absolute_url() + "#resources")


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def change_list(request: HttpRequest) -> HttpResponse:
    """Every release with its note and what it changed."""
    return render(request, "roles/change_list.html", {"releases": releases.told_releases()})


@require_POST
def changes_seen(request: HttpRequest) -> HttpResponse:
    """The learner has seen what changed in their roles."""
    releases.acknowledge(signed_in(request))
    return redirect(own_page(request.POST.get("next", "")) or "home")
