"""Endorsing, check-ins, goals."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.views import signed_in
from mentoring import access, kinds, queries
from mentoring.actions import growth as actions
from mentoring.actions.reviews import NoLongerPossibleError
from mentoring.forms import CheckInForm, EndorseForm, GoalForm, PlanForm
from mentoring.models import CheckIn, Goal, Mentorship, Scope
from roles import guidance


@require_POST
def endorse(request: HttpRequest, pk: uuid.UUID, skill: str) -> HttpResponse:
    """Confirm a level, confirm another, or withdraw."""
    adapter = kinds.kind_of(Scope.SKILLS)
    share, _detail = access.shared_item(signed_in(request), pk, Scope.SKILLS, skill, adapter.detail)
    known, row = guidance.current().skill(skill), share.through
    withdraw = request.POST.get("intent") == "withdraw"
    data = request.POST.copy()
    if withdraw:  # a withdrawal needs neither a level nor a reason, but may have one
        data["level"] = "1"
        data["note"] = data.get("note") or _("Withdrawn")
    form = EndorseForm(data)
    page = f"{queries.reverse_mentee(pk)}{Scope.SKILLS}/{skill}/"
    if not form.is_valid():
        messages.error(request, _("Choose a level of 1 to 4 and say what it rests on."))
        return redirect(page)
    values = form.cleaned_data
    level = None if withdraw else values["level"]
    try:
        actions.endorse(mentorship=row, skill=known, level=level, note=values["note"], form_key=values["form_key"])
    except NoLongerPossibleError:
        return redirect("mentoring:home")
    messages.success(request, _("Withdrawn.") if withdraw else _("Confirmed at level %(level)s.") % {"level": level})
    return redirect(page)


@require_http_methods(["GET", "HEAD", "POST"])
def check_ins(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Past and coming meetings and the goals, for both; planning the next one."""
    person = signed_in(request)
    row = access.either_side(person, pk)
    form = PlanForm(request.POST or None, initial={"form_key": uuid.uuid4(), "agenda": _proposal(person, row)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.plan_check_in(
            mentorship=row, by=person, starts_at=data["starts_at"], agenda=data["agenda"], form_key=data["form_key"]
        )
        messages.success(request, _("Planned."))
        return redirect("mentoring:check_ins", pk=pk)
    return render(request, "mentoring/check_ins.html", _context(person, row, form), status=422 if form.is_bound else 200)


def _context(person: User, row: Mentorship, form: PlanForm) -> dict[str, object]:
    return {
        "mentorship": row,
        "other": row.mentor if person.pk == row.learner_id else row.learner,
        "as_learner": person.pk == row.learner_id,
        "meetings": CheckIn.objects.filter(mentorship=row)[:50],
        "goals": Goal.objects.filter(mentorship=row)[:100],
        "form": form,
        "goal_form": GoalForm(auto_id="goal_%s", initial={"form_key": uuid.uuid4()}),
    }


def _proposal(person: User, row: Mentorship) -> str:
    """An agenda to start from: goals that come back, questions that wait, what changed since the last meeting."""
    share = access.share_of(person, row.pk) if person.pk == row.mentor_id else access.share_for_learner(row)
    last = CheckIn.objects.filter(mentorship=row, done_at__isnull=False).order_by("-done_at").first()
    since = last.done_at if last and last.done_at else row.accepted_at or row.created_at
    goals = Goal.objects.filter(mentorship=row, done_at__isnull=True).values_list("title", flat=True)[:20]
    lines = [_("Goal: %(title)s") % {"title": title} for title in goals]
    lines += [change.text for change, _kind in queries.changes(share, since, most=10)]
    return "\n".join(f"- {line}" for line in lines)


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, pk: uuid.UUID, check_in: int) -> HttpResponse:
    """One meeting: move it, write its agenda and notes, mark it as held."""
    person = signed_in(request)
    row = access.either_side(person, pk)
    meeting = get_object_or_404(CheckIn, pk=check_in, mentorship=row)
    former, status = meeting.starts_at, 200
    form = CheckInForm(request.POST or None, instance=meeting)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if form.save_edit():
                _after_saving(request, row, form.instance, moved=form.instance.starts_at != former)
                return redirect("mentoring:check_ins", pk=pk)
            status = 409
    context = {"form": form, "meeting": meeting, "mentorship": row}
    return render(request, "mentoring/check_in.html", context, status=status)


def _after_saving(request: HttpRequest, row: Mentorship, meeting: CheckIn, *, moved: bool) -> None:
    if request.POST.get("intent") in {"held", "not_held"}:
        actions.hold_check_in(check_in=meeting, held=request.POST["intent"] == "held")
    elif moved:
        actions.tell_of_check_in(mentorship=row, by=signed_in(request))
    messages.success(request, _("Saved."))


@require_POST
def set_goal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Agree on a goal."""
    person = signed_in(request)
    row = access.either_side(person, pk)
    form = GoalForm(request.POST, auto_id="goal_%s")
    if not form.is_valid():
        context = _context(person, row, PlanForm(initial={"form_key": uuid.uuid4(), "agenda": _proposal(person, row)}))
        return render(request, "mentoring/check_ins.html", {**context, "goal_form": form}, status=422)
    data = form.cleaned_data
    actions.set_goal(mentorship=row, title=data["title"], due=data["due"], form_key=data["form_key"])
    return redirect("mentoring:check_ins", pk=pk)


@require_POST
def reach_goal(request: HttpRequest, pk: uuid.UUID, goal: int) -> HttpResponse:
    """A goal is reached, or open again."""
    row = access.either_side(signed_in(request), pk)
    found = get_object_or_404(Goal, pk=goal, mentorship=row)
    actions.reach_goal(goal=found, reached=request.POST.get("intent") != "reopen")
    return redirect("mentoring:check_ins", pk=pk)
