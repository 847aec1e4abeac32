"""The question bank, one question, and a learner's private questions."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import condition, require_http_methods, require_safe

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.dates import moment_text
from careerguide.lib.htmx import render_page
from interviews import actions, bank
from interviews.calendar_days import today_of
from interviews.forms.questions import QuestionForm
from interviews.guidance import frame
from interviews.models import Answer, Question
from interviews.queries import answers, questions
from interviews.queries.filter_options import filter_options
from roles import guidance
from roles.texts import SkillText

SHOWN_ATTEMPTS = 8


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def question_list(request: HttpRequest) -> HttpResponse:
    """The bank, filtered by the address."""
    known = guidance.current(request)
    kept = frame(known)
    filters = questions.read_filters(request.GET, known, kept)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    reader = questions.Reader(request.user, known, kept)
    found = questions.page(filters, reader, after=after, before=before)
    address = request.GET.copy()
    for name in ("after", "before"):
        address.pop(name, None)
    context = {
        "page": found,
        "filters": filters,
        "asked": request.GET,
        "options": filter_options(known, kept, filters),
        "address": f"?{address.urlencode()}&" if address else "?",
    }
    return render_page(request, "interviews/question_list.html", context, fragment="bank")


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def question_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One question: what it is about, one's own attempts, and what a good answer covers."""
    known = guidance.current(request)
    question, kept = bank.visible(known, request.user, slug), bank.current(known)
    context: dict[str, object] = {
        "question": question,
        "skills": _skills(known, kept, question),
        "points": kept.points_of(question),
    }
    if isinstance(request.user, User):
        context |= _own_part(request.user, question)
    return render(request, "interviews/question_detail.html", context)


def _skills(known: guidance.Guidance, kept: bank.Bank, question: Question) -> list[SkillText]:
    """The published skills that it asks for."""
    own = question.skills.values_list("pk", flat=True) if question.is_private else ()
    asked = {*own, *kept.skills.get(question.pk, ())}
    return [skill for pk, skill in known.texts.skills.items() if pk in asked]


def _own_part(owner: User, question: Question) -> dict[str, object]:
    """One's own attempts, and when the question comes back."""
    tries = answers.attempts_at(owner, question)
    draft = tries.pop() if tries and tries[-1].is_draft else None
    shown = [
        (attempt.get_absolute_url(), moment_text(attempt.submitted_at), answers.facts(attempt))
        for attempt in tries[:SHOWN_ATTEMPTS]
        if attempt.submitted_at
    ]
    return {
        "attempts": shown,
        "more": len(tries) > len(shown),
        "pair": (tries[1].pk, tries[0].pk) if len(tries) > 1 else None,
        "trend": answers.trend_of(tries),
        "standing": questions.standings(owner, [question.pk]).get(question.pk),
        "today": today_of(owner),
        "draft": draft,
    }


@require_http_methods(["GET", "POST"])
def question_new(request: HttpRequest) -> HttpResponse:
    """Add a private question."""
    form = QuestionForm(request.POST or None, initial={"form_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        question = actions.save_question(owner=signed_in(request), question=None, **form.cleaned_data)
        messages.success(request, _("Question added. Only you see it."))
        return redirect(question)
    context = {"form": form, "question": None}
    return render(request, "interviews/question_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def question_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a private question."""
    owner = signed_in(request)
    question = get_object_or_404(Question.objects.owned_by(owner).select_related("topic", "round"), slug=slug)
    form = QuestionForm(request.POST or None, initial=_as_stored(question))
    if request.method == "POST" and form.is_valid():
        actions.save_question(owner=owner, question=question, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(question)
    context = {"form": form, "question": question}
    return render(request, "interviews/question_form.html", context, status=422 if form.errors else 200)


def _as_stored(question: Question) -> dict[str, object]:
    return {
        "prompt": question.prompt,
        "asked_at": question.asked_at,
        "key_points": "\n".join(question.key_points.values_list("text", flat=True)),
        "topic": question.topic,
        "round": question.round,
        "difficulty": question.difficulty,
        "skills": list(question.skills.all()),
        "form_key": question.form_key or uuid.uuid4(),
    }


@require_http_methods(["GET", "POST"])
def question_delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what would go with a private question; remove it on the second click."""
    owner = signed_in(request)
    question = get_object_or_404(Question.objects.owned_by(owner), slug=slug)
    if request.method == "POST":
        actions.delete_question(owner=owner, question=question)
        messages.success(request, _("The question is deleted."))
        return redirect("interviews:question_list")
    count = Answer.objects.owned_by(owner).filter(question=question).count()
    goes = ngettext(
        "Your %(count)s answer to it goes too, with its place in the schedule.",
        "Your %(count)s answers to it go too, with their place in the schedule.",
        count,
    )
    context = {"question": question, "goes": goes % {"count": count} if count else ""}
    return render(request, "interviews/question_delete.html", context)
