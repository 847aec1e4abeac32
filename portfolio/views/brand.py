"""The brand plan: the board, the strategy, the catalogue, the quarter."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_http_methods, require_safe

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.calendar_file import CONTENT_TYPE, file_of
from portfolio import actions
from portfolio.brand import calendar_entries, catalogue, plan, quarter, strengths
from portfolio.cadence import months_later
from portfolio.forms.brand import BrandPlanForm, QuarterReviewForm
from portfolio.models import ActionDone, QuarterReview
from roles import guidance as roles_guidance

CALENDAR_WEEKS = 26


@require_safe
def brand_plan(request: HttpRequest) -> HttpResponse:
    """The strategy, what is due, whether it fits the week, and the quarter so far."""
    owner, today = signed_in(request), timezone.localdate()
    strategy, known = actions.plan_of(owner), plan.record(owner)
    planned = plan.planned_rows(known, today)
    running = [row for row in planned if row.running]
    context = {
        "strategy": strategy,
        "proof": strategy.proof.splitlines(),
        "late": [row for row in running if row.overdue],
        "ahead": [row for row in running if not row.overdue],
        "over": [row for row in planned if not row.running],
        "late_words": plan.overdue_words(sum(row.overdue for row in running)),
        "load": plan.load(known.running, strategy.hours_a_week, today),
        "quarter": quarter.quarter(known, quarter.quarter_of("", today), today),
        "offers": plan.offers(today),
    }
    return render(request, "portfolio/brand_plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def brand_strategy(request: HttpRequest) -> HttpResponse:
    """Positioning, audience and proof, beside what one's own record offers for them."""
    owner = signed_in(request)
    form = BrandPlanForm(request.POST or None, instance=actions.plan_of(owner))
    if request.method == "POST" and form.is_valid() and form.save_edit():
        messages.success(request, _("Saved."))
        return redirect("portfolio:brand_plan")
    found = strengths.strengths(owner)
    if request.method != "POST" and request.GET.get("start") == "record":
        # Only empty fields are filled in: what somebody wrote is never replaced by a proposal.
        for name in ("positioning", "proof"):
            form.initial[name] = form.initial.get(name) or getattr(found, name)
    status = 409 if form.conflict else 422 if request.method == "POST" else 200
    return render(request, "portfolio/brand_strategy.html", {"form": form, "strengths": found}, status=status)


@login_not_required
@require_safe
@condition(etag_func=roles_guidance.guest_etag)
def brand_actions(request: HttpRequest) -> HttpResponse:
    """What can be planned, by pillar; public, with one's own marked."""
    person = request.user
    drawn = catalogue.drawn(roles_guidance.current(request), person if isinstance(person, User) else None)
    return render(request, "portfolio/brand_actions.html", {"actions": drawn})


@require_http_methods(["GET", "HEAD", "POST"])
def brand_quarter(request: HttpRequest, slug: str) -> HttpResponse:
    """One quarter: what was done, and what it taught."""
    owner, today = signed_in(request), timezone.localdate()
    start = quarter.quarter_of(slug, today)
    if quarter.quarter_slug(start) != slug:
        return redirect("portfolio:brand_quarter", quarter.quarter_slug(start))
    if request.method == "POST":
        QuarterReview.objects.get_or_create(owner=owner, quarter=start)
    stored = QuarterReview.objects.owned_by(owner).filter(quarter=start).first()
    form = QuarterReviewForm(request.POST or None, instance=stored or QuarterReview(owner=owner, quarter=start))
    if request.method == "POST" and form.is_valid() and form.save_edit():
        messages.success(request, _("Saved."))
        return redirect("portfolio:brand_quarter", slug)
    context = {"form": form, "quarter": quarter.quarter(plan.record(owner), start, today), "done": _done_in(owner, start)}
    status = 409 if form.conflict else 422 if request.method == "POST" else 200
    return render(request, "portfolio/brand_quarter.html", context, status=status)


def _done_in(owner: User, start: date) -> list[ActionDone]:
    end = months_later(start, 3) - timedelta(days=1)
    return list(ActionDone.objects.owned_by(owner).filter(done_on__range=(start, end)).select_related("planned")[:100])


@require_safe
def brand_calendar(request: HttpRequest) -> HttpResponse:
    """What falls due in the next half-year, day by day."""
    today = timezone.localdate()
    days = plan.calendar(signed_in(request), today, today + timedelta(weeks=CALENDAR_WEEKS))
    return render(request, "portfolio/brand_calendar.html", {"months": plan.by_month(days)})


@require_safe
def brand_calendar_file(request: HttpRequest) -> HttpResponse:
    """The same for a calendar program."""
    today = timezone.localdate()
    days = calendar_entries.actions(signed_in(request), today, today + timedelta(weeks=CALENDAR_WEEKS))
    response = HttpResponse(file_of(days), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="brand-plan.ics"'
    return response
