"""The log of attempts: reveal and judge, read, compare, keep as evidence, delete."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.columns import column
from careerguide.lib.dates import moment_text
from careerguide.lib.form_fields import answer_with
from careerguide.lib.htmx import render_page
from interviews import actions, judging, schedule
from interviews.calendar_days import capping_interview, today_of
from interviews.forms.practice import EvidenceForm, JudgeForm
from interviews.models import RUBRIC, Answer, Grade, KeyPoint, Question, ReviewCard, ReviewLog
from interviews.queries import answers
from interviews.schedule import CardState
from interviews.views.ways import next_page
from roles.actions import add_evidence
from roles.models import Skill


def _attempt(request: HttpRequest, pk: int) -> Answer:
    """One's own finished attempt."""
    return get_object_or_404(Answer.objects.owned_by(signed_in(request)).submitted().select_related("question"), pk=pk)


@require_safe
def answer_list(request: HttpRequest) -> HttpResponse:
    """Every attempt, the newest first."""
    owner = signed_in(request)
    visible = Question.objects.visible_to(owner)
    slug, q = request.GET.get("question", ""), " ".join(request.GET.get("q", "").split())[: answers.MAX_SEARCH]
    question = visible.filter(slug=slug[:80]).first() if slug else None
    page = answers.log(owner, q=q, question=question, after=request.GET.get("after", ""))
    address = request.GET.copy()
    address.pop("after", None)
    first = not request.GET.get("after")
    context = {
        "page": page,
        "q": q,
        "question": question,
        "drafts": answers.drafts(owner) if first and not q and not question else [],
        "trend": answers.trend(owner, question) if first and not q else None,
        "first": first,
        "address": f"?{address.urlencode()}&" if address else "?",
    }
    return render_page(request, "interviews/answer_list.html", context, fragment="log")


@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The key points beside one's answer: tick, judge, and say when it should come back."""
    answer = _attempt(request, pk)
    points = list(KeyPoint.objects.filter(question=answer.question))
    form = JudgeForm(request.POST or None, instance=answer, key_points=points)
    if request.method == "GET":
        return _draw_reveal(request, answer, form)
    if not form.is_valid():
        return _draw_reveal(request, Answer.objects.owned_by(signed_in(request)).get(pk=pk), form, status=422)
    try:
        if not form.save_edit():
            return _draw_reveal(request, answer, form, status=409)
    except Answer.DoesNotExist:  # deleted in another tab meanwhile
        raise Http404 from None
    grade = request.POST.get("grade", "")
    if grade in {"1", "2", "3", "4"}:
        return _grade(request, answer, int(grade))
    answer_with(form, "version", str(answer.version))
    return _draw_reveal(request, answer, form)


def _grade(request: HttpRequest, answer: Answer, grade: int) -> HttpResponse:
    card = actions.grade_answer(owner=signed_in(request), answer=answer, grade=grade)
    back = date_format(card.due, "DATE_FORMAT")
    messages.success(request, _("%(grade)s: it comes back on %(date)s.") % {"grade": Grade(grade).label, "date": back})
    return redirect(next_page(request) or answer.get_absolute_url())


def _memory_before(owner: User, answer: Answer) -> tuple[CardState | None, bool]:
    """What the question's card held before this answer was graded, and whether its grade can still be given or corrected."""
    card = ReviewCard.objects.owned_by(owner).filter(question=answer.question_id).first()
    logs = ReviewLog.objects.owned_by(owner).in_force().filter(question=answer.question_id)
    latest = logs.defer("parameters").first()
    if card and latest and latest.answer_id == answer.pk:
        if latest.previous is None:
            return None, True
        card.restore(latest.previous)
    later = bool(answer.grade and latest and latest.answer_id != answer.pk)
    return (card.memory if card else None), not later


def _draw_reveal(request: HttpRequest, answer: Answer, form: JudgeForm, *, status: int = 200) -> HttpResponse:
    owner = signed_in(request)
    today = today_of(owner)
    memory, is_open = _memory_before(owner, answer)
    dates = schedule.preview(memory, today=today, interview=capping_interview(owner, today))
    suggested = judging.suggest(
        covered=len(answer.ticked),
        total=answer.total,
        rubric=[getattr(answer, name) for name in RUBRIC],
        confidence=answer.confidence,
    )
    context = {
        "answer": answer,
        "question": answer.question,
        "html": answer.shown,
        "form": form,
        "next": next_page(request),
        "duration": answers.duration(answer.seconds),
        "suggested": suggested,
        "is_open": is_open,
        "grades": [
            (grade.value, grade.label, date_format(dates[grade.value], "DATE_FORMAT"), grade == suggested) for grade in Grade
        ],
    }
    return render_page(request, "interviews/reveal.html", context, fragment="grades", status=status)


@require_http_methods(["GET", "POST"])
def answer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One attempt, as it was written and judged; a good one can be kept as evidence."""
    answer = _attempt(request, pk)
    skills = answer.question.skills.filter(status=Skill.Status.PUBLISHED)
    good = bool(answer.grade and answer.grade >= Grade.GOOD)
    form = EvidenceForm(request.POST or None, skills=skills, initial=_proposal(answer, list(skills) if good else []))
    if request.method == "POST" and form.is_valid():
        link = request.build_absolute_uri(answer.get_absolute_url())
        given = form.cleaned_data
        for skill in given["skills"]:
            key = uuid.uuid5(answer.form_key, skill.slug)
            add_evidence(
                owner=signed_in(request), skill=skill, level=given["level"], title=given["title"], link=link, form_key=key
            )
        messages.success(request, _("Evidence added."))
        return redirect(answer)
    return _draw_attempt(request, answer, form, status=422 if form.errors else 200)


def _proposal(answer: Answer, skills: list[Skill]) -> dict[str, object]:
    title = _("Interview answer: %(question)s") % {"question": answer.question.prompt}
    return {"skills": skills, "title": title[:200] if len(title) <= 200 else f"{title[:199]}…"}


def _draw_attempt(request: HttpRequest, answer: Answer, form: EvidenceForm, *, status: int) -> HttpResponse:
    owner = signed_in(request)
    others = [
        (other.pk, moment_text(other.submitted_at), answers.facts(other))
        for other in answers.attempts_at(owner, answer.question)[:20]
        if other.pk != answer.pk and other.submitted_at
    ]
    context = {
        "answer": answer,
        "question": answer.question,
        "html": answer.shown,
        "facts": answers.facts(answer),
        "points": [(point.text, point.pk in answer.ticked) for point in KeyPoint.objects.filter(question=answer.question)],
        "rubric": [
            (column(Answer, name).verbose_name, getattr(answer, f"get_{name}_display")())
            for name in RUBRIC
            if getattr(answer, name) is not None
        ],
        "others": others,
        "form": form,
        "offer_evidence": bool(form.initial["skills"]),
    }
    return render(request, "interviews/answer_detail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def answer_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one attempt, or a draft, after asking once."""
    owner = signed_in(request)
    answer = get_object_or_404(Answer.objects.owned_by(owner).select_related("question"), pk=pk)
    if request.method == "POST":
        actions.delete_answer(owner=owner, answer=answer)
        messages.success(request, _("The answer is deleted."))
        return redirect(answer.question)
    return render(request, "interviews/answer_delete.html", {"answer": answer, "question": answer.question})


@require_safe
def answer_compare(request: HttpRequest) -> HttpResponse:
    """Two attempts at a question side by side, with what changed between them."""
    keys = [request.GET.get(name, "") for name in ("a", "b")]
    if not all(key.isascii() and key.isdigit() and len(key) < 19 for key in keys):
        raise Http404
    chosen = Answer.objects.owned_by(signed_in(request)).submitted().filter(Q(pk=int(keys[0])) | Q(pk=int(keys[1])))
    pair = list(chosen.select_related("question").order_by("submitted_at", "pk"))
    if len(pair) != 2 or pair[0].question_id != pair[1].question_id:
        raise Http404
    older, newer = pair
    old, new = answers.difference(older.text, newer.text)
    sides = [
        (one.get_absolute_url(), moment_text(one.submitted_at), answers.facts(one), text)
        for one, text in ((older, old), (newer, new))
        if one.submitted_at
    ]
    context = {"question": older.question, "sides": sides, "same": older.text == newer.text}
    return render(request, "interviews/answer_compare.html", context)
