"""Review: what is due today, how it is going, and how ready one will be."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.views import signed_in
from interviews import actions, bank, due, readiness, review_record
from interviews import guidance as interview_guidance
from interviews.calendar_days import today_of
from interviews.models import ReviewCard
from roles import guidance

FURTHEST = timedelta(days=366)


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """What is due, new and done today; the load of four weeks; readiness now and on a chosen day."""
    owner = signed_in(request)
    today = today_of(owner)
    known = guidance.current(request)
    kept, frame, day = bank.current(known), interview_guidance.frame(known), review_record.day_of(owner, today)
    suiting = kept.for_role(known, day.role)
    items, memories = kept.items, review_record.memories(owner, suiting)
    later = chosen_day(request.GET.get("on", ""), today) or day.interview or today + timedelta(weeks=due.WEEKS)
    rows, suspended = due.rows(owner, today, frame)
    context = {
        "rows": rows,
        "forecast": due.forecast(day.by_day, today),
        "done": day.done,
        "suspended": suspended,
        "readiness": readiness.measure((items[pk] for pk in suiting), memories, frame, today=today, later=later),
        "role": known.texts.roles.get(day.role or 0),
        "interview": day.interview,
        "late": due.too_late(day.by_day, today, day.interview),
        "later": later,
        "last_day": today + timedelta(weeks=due.WEEKS, days=-1),
        "today_iso": today.isoformat(),
        "furthest_iso": (today + FURTHEST).isoformat(),
    }
    return render(request, "interviews/review.html", context)


def chosen_day(text: str, today: date) -> date | None:
    """The day that the address names, from today to a year ahead; anything else is ignored."""
    try:
        day = parse_date(text)
    except ValueError:  # the right shape and no such day: 31 February
        return None
    return day if day and today <= day <= today + FURTHEST else None


@require_safe
def review_next(request: HttpRequest) -> HttpResponse:
    """The next due answer, until none is left."""
    owner = signed_in(request)
    question = due.next_due_question(owner, today_of(owner))
    if question is None:
        messages.success(request, _("That was everything for today."))
        return redirect("interviews:review")
    return redirect(due.practice_address(question.slug))


@require_POST
def review_undo(request: HttpRequest) -> HttpResponse:
    """Take back the last grade of today."""
    log = actions.undo_review(owner=signed_in(request))
    if log is None:
        messages.info(request, _("There is no grade of today to take back."))
    else:
        messages.success(request, _("Taken back: “%(question)s” stands as before.") % {"question": str(log.question)})
    return redirect("interviews:review")


@require_POST
def review_bring_forward(request: HttpRequest) -> HttpResponse:
    """What would come back only after the next interview comes back before it."""
    count = actions.bring_forward(owner=signed_in(request))
    text = ngettext("%(count)s answer comes back in time.", "%(count)s answers come back in time.", count)
    messages.success(request, text % {"count": count})
    return redirect("interviews:review")


def _card(request: HttpRequest, pk: int) -> ReviewCard:
    return get_object_or_404(ReviewCard.objects.owned_by(signed_in(request)).select_related("question"), pk=pk)


@require_POST
def review_postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Not today, but tomorrow."""
    card = actions.postpone(owner=signed_in(request), card=_card(request, pk))
    messages.success(
        request,
        _("“%(question)s” comes back on %(day)s.")
        % {"question": str(card.question), "day": date_format(card.due, "MONTH_DAY_FORMAT")},
    )
    return redirect("interviews:review")


@require_POST
def review_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it no more."""
    card = _card(request, pk)
    actions.suspend(owner=signed_in(request), card=card)
    messages.success(
        request, _("“%(question)s” is set aside. Bring it back at the end of this page.") % {"question": str(card.question)}
    )
    return redirect("interviews:review")


@require_POST
def review_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it again."""
    card = _card(request, pk)
    actions.resume(owner=signed_in(request), card=card)
    messages.success(request, _("“%(question)s” is back.") % {"question": str(card.question)})
    return redirect("interviews:review")
