"""What the pages of a mock round hold."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.views import signed_in
from careerguide.lib.written import Written
from interviews import bank, mock_results, page_stamp
from interviews.actions.practice import AlreadySubmittedError, ConflictError, Sent, draft_of, save_draft
from interviews.forms.mocks import GradeForm, MockAnswerForm, ScoreForm
from interviews.mock_clock import EXTENSIONS as EXTENSIONS
from interviews.mock_company import company_of
from interviews.models import Answer, KeyPoint, MockItem, MockRound, MockScore, Question
from interviews.models.practice import RUBRIC
from roles import guidance


@dataclass(frozen=True, slots=True)
class Step:
    """One question in the list of steps."""

    order: int
    current: bool
    written: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One question of a round, with what was written on it so far."""

    pk: int
    order: int
    question_id: int
    text: str
    version: int


def _with_drafts(mock: int) -> QuerySet[Any, Any]:
    """Each question with its draft, of which there is at most one: the page needs one text, and to know of the others."""
    drafts = Answer.objects.drafts().filter(owner=OuterRef("owner"), question=OuterRef("question")).order_by()
    text, version = Subquery(drafts.values("text")), Subquery(drafts.values("version"))
    return MockItem.objects.filter(mock=mock).values_list("pk", "order", "question_id", text, version)


_places_of = Written(_with_drafts, -1)


def _places(mock: MockRound) -> list[Place]:
    """The questions of a round in their order."""
    return [Place(pk, order, key, text or "", version or 0) for pk, order, key, text, version in _places_of.ask(mock.pk)]


def draw_question(request: HttpRequest, mock: MockRound, now: datetime) -> HttpResponse:
    """The question in view with the editor."""
    places = _places(mock)
    place = next((place for place in places if place.order == mock.current), places[0])
    question = _question_of(request, place)
    form = _fresh(request, place, question, now, text=place.text, version=place.version)
    return _draw(request, mock, places, place, question, form=form, now=now)


def _fresh(request: HttpRequest, place: Place, question: Question, now: datetime, *, text: str, version: int) -> MockAnswerForm:
    """The form of a page that is opened now, with the stored text or with one that could not be kept."""
    start = {
        "item": place.pk,
        "text": text,
        "version": version,
        "form_key": uuid.uuid4(),
        "stamp": page_stamp.issue(signed_in(request), question, now),
    }
    return MockAnswerForm(initial=start)


def _question_of(request: HttpRequest, place: Place) -> Question:
    """The question from memory; a private or a retired one is read."""
    known = bank.current(guidance.current(request)).questions.get(place.question_id)
    return known or Question.objects.get(pk=place.question_id)


def _draw(
    request: HttpRequest,
    mock: MockRound,
    places: list[Place],
    place: Place,
    question: Question,
    *,
    form: MockAnswerForm,
    now: datetime,
    stored: Answer | None = None,
) -> HttpResponse:
    """One question. `form` may hold a text that could not be kept, and `stored` what another tab saved meanwhile."""
    context = {
        "mock": mock,
        "item": place,
        "question": question,
        "steps": [Step(other.order, other is place, bool(other.text)) for other in places],
        "previous": place.order - 1 if place.order > 1 else None,
        "following": place.order + 1 if place.order < len(places) else None,
        "remaining": mock.clock.remaining(now),
        "running": mock.clock.is_running,
        "extensions": EXTENSIONS,
        "form": form,
        "stored": stored,
        "company": company_of(mock),
        "autosave_url": reverse("interviews:practice_draft", args=[question.slug]),
    }
    status = 409 if stored else 422 if form.errors else 200
    return render(request, "interviews/mock_question.html", context, status=status)


def keep_text(request: HttpRequest, mock: MockRound, now: datetime) -> HttpResponse | None:
    """Store the text that came with a turn; None when all is well, else the page that says why it could not be kept."""
    if "text" not in request.POST or mock.finished_at is not None:
        return None
    owner, form, places = signed_in(request), MockAnswerForm(request.POST), _places(mock)
    valid = form.is_valid()
    place = next((place for place in places if place.pk == form.cleaned_data.get("item")), None)
    if place is None:
        raise Http404
    question = _question_of(request, place)
    if not valid:
        return _draw(request, mock, places, place, question, form=form, now=now)
    typed = form.cleaned_data
    if not typed["text"].strip() and draft_of(owner, question) is None:
        return None
    stamp = page_stamp.read(typed["stamp"], owner, question, now)
    if not stamp.belongs_to(owner, question):  # the stamp of another page: it gains nobody a second
        stamp = page_stamp.PageStamp(owner.pk, question.pk, now)
    sent = Sent(typed["text"], typed["version"], typed["form_key"], stamp, typed["turn"])
    try:
        save_draft(owner=owner, question=question, sent=sent, now=now)
    except ConflictError as error:
        form = _fresh(request, place, question, now, text=sent.text, version=error.stored.version)
        return _draw(request, mock, places, place, question, form=form, now=now, stored=error.stored)
    except AlreadySubmittedError as error:  # handed in from another tab; another text begins a new attempt when sent again
        if error.answer.text != sent.text:
            form = _fresh(request, place, question, now, text=sent.text, version=0)
            return _draw(request, mock, places, place, question, form=form, now=now, stored=error.answer)
    return None


@dataclass(slots=True)
class JudgedItem:
    """One answer on the sheet, ready to be placed."""

    pk: int
    order: int
    prompt: str
    href: str
    minutes: int
    html: str
    key_points: list[str]
    form: ScoreForm
    score: MockScore | None
    interviewer: MockScore | None
    grade_form: GradeForm


def judged_items(mock: MockRound, *, data: Mapping[str, Any] | None = None) -> list[JudgedItem]:
    """Every answer of a finished round with its key points, judgements and forms."""
    items = list(MockItem.objects.filter(mock=mock).select_related("question", "answer"))
    points: dict[int, list[str]] = {item.question_id: [] for item in items}
    for point in KeyPoint.objects.filter(question__in=points):
        points[point.question_id].append(point.text)
    scores = mock_results.scores_of(mock)
    own = scores.get(MockScore.Scorer.LEARNER, {})
    # One judges for oneself first; what the interviewer gave is seen afterwards.
    theirs = scores.get(MockScore.Scorer.INTERVIEWER, {}) if own else {}
    return [
        JudgedItem(
            item.pk,
            item.order,
            item.question.prompt,
            item.question.get_absolute_url(),
            round(item.seconds / 60),
            item.answer.shown if item.answer else "",
            points[item.question_id],
            ScoreForm(data, initial=_start_values(item, own.get(item.pk)), prefix=f"i{item.pk}"),
            own.get(item.pk),
            theirs.get(item.pk),
            GradeForm(prefix=f"g{item.pk}", initial={"grade": mock_results.suggested_grade(item, own.get(item.pk))}),
        )
        for item in items
    ]


def _start_values(item: MockItem, own: MockScore | None) -> dict[str, int | str]:
    """What was judged before; what was skipped starts at 0: there is nothing to judge, and the total should say so."""
    if own:
        return {**own.values, "note": own.note}
    return dict.fromkeys(RUBRIC, 0) if item.answer is None else {}


def draw_result(request: HttpRequest, mock: MockRound, *, items: list[JudgedItem] | None = None) -> HttpResponse:
    """The sheet: what was answered, how it is judged, what follows."""
    invalid = items is not None
    items = items or judged_items(mock)
    own = [item.score for item in items if item.score]
    theirs = [item.interviewer for item in items if item.interviewer]
    past = mock_results.finished_rounds(signed_in(request), only=mock)
    context = {
        "mock": mock,
        "items": items,
        "sheet": mock_results.sheet(own, len(items)),
        "interviewer_sheet": mock_results.sheet(theirs, len(items)),
        "interviewer": theirs[0].by_name if theirs else "",
        "company": company_of(mock),
        "weakest": sorted((item for item in items if item.score), key=lambda item: item.score.total if item.score else 0)[:2],
        "minutes_used": round(mock.clock.elapsed(mock.finished_at or mock.started_at) / 60),
        "past": past,
        "trend": mock_results.trend(past),
        "trend_from": min((row.day for row in past if row.percent is not None), default=None),
    }
    return render(request, "interviews/mock_result.html", context, status=422 if invalid else 200)


def chosen_grades(mock: MockRound, data: Mapping[str, Any]) -> dict[int, int]:
    """The grades that the form names; what is no grade is left as it is."""
    grades = {}
    for pk in MockItem.objects.filter(mock=mock).values_list("pk", flat=True):
        form = GradeForm(data, prefix=f"g{pk}")
        if form.is_valid() and form.cleaned_data["grade"]:
            grades[pk] = form.cleaned_data["grade"]
    return grades
