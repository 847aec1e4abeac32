"""Single planned actions: plan, change, finish, move, stop."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views import signed_in
from portfolio import actions
from portfolio.brand import plan
from portfolio.forms.brand import ActionDoneForm, MoveForm, PlannedActionForm
from portfolio.models import BrandAction, PlannedAction

FIRST_DUE = timedelta(days=14)


def _own(request: HttpRequest, pk: int) -> PlannedAction:
    """The person's own action; a stranger's does not exist."""
    if pk > 2**63 - 1:
        raise Http404
    return get_object_or_404(PlannedAction.objects.owned_by(signed_in(request)).select_related("template"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def planned_action_new(request: HttpRequest) -> HttpResponse:
    """Plan an action: one of the catalogue, or one's own."""
    slug = request.GET.get("action", "")
    template = BrandAction.objects.published().filter(slug=slug).first() if slug else None
    names = ("pillar", "title", "channel", "cadence", "hours", "measure")
    start = {name: getattr(template, name) for name in names} if template else {}
    start |= {"due": timezone.localdate() + FIRST_DUE, "form_key": uuid.uuid4()}
    form = PlannedActionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in (*names, "due")}
        key = form.cleaned_data["form_key"]
        actions.plan_action(owner=signed_in(request), template=template, form_key=key, values=values)
        messages.success(request, _("Planned."))
        return redirect("portfolio:brand_plan")
    context = {"form": form, "template": template}
    return render(request, "portfolio/planned_action_new.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def planned_action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action with its history; change it here."""
    own = _own(request, pk)
    data = {**request.POST.dict(), "form_key": str(own.form_key)} if request.method == "POST" else None
    form = PlannedActionForm(data, instance=own)
    if request.method == "POST" and form.is_valid() and form.save_edit():
        messages.success(request, _("Saved."))
        return redirect("portfolio:brand_plan")
    context = {
        "form": form,
        "planned": PlannedAction.objects.get(pk=own.pk),
        "template": own.template,
        "times": own.times_done.all()[:50],
        "offers": plan.offers(timezone.localdate()),
    }
    status = 409 if form.conflict else 422 if request.method == "POST" else 200
    return render(request, "portfolio/planned_action.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def action_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it was done, and what came of it."""
    own = _own(request, pk)
    skill = own.template.skills.published().first() if own.template else None  # type: ignore[attr-defined]
    form = ActionDoneForm(request.POST or None, initial={"done_on": timezone.localdate(), "form_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "level": form.cleaned_data["level"] or 2}
        actions.finish_action(planned=own, **values)
        own.refresh_from_db()
        text = _("Well done. It comes back on %(day)s.") if own.due else _("Well done.")
        messages.success(request, text % {"day": date_format(own.due) if own.due else ""})
        return redirect("portfolio:brand_plan")
    context = {"form": form, "planned": own, "skill": skill}
    return render(request, "portfolio/action_done.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def move_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day."""
    own, form = _own(request, pk), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["due"][0]))
        return redirect(own)
    actions.move_action(planned=own, due=form.cleaned_data["due"])
    messages.success(request, _("Moved to %(day)s.") % {"day": date_format(form.cleaned_data["due"])})
    return redirect("portfolio:brand_plan")


@require_POST
def stop_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop it, or take it up again: what was done stays either way."""
    own = _own(request, pk)
    if own.stopped_at:
        actions.resume_action(planned=own, today=timezone.localdate())
        messages.success(request, _("Back in the plan."))
    else:
        actions.stop_action(planned=own, now=timezone.now())
        messages.success(request, _("Dropped. It stands below, and can be taken up again."))
    return redirect("portfolio:brand_plan")
