"""What a mentor does with one request. Whatever was typed is kept, even when the request went away meanwhile."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.tokens import page_token
from mentoring import access, queries
from mentoring.actions import reviews as actions
from mentoring.forms import FeedbackForm, MessageForm, PassageForm, ScoreFields
from mentoring.models import Feedback, PassageComment, ReviewRequest
from mentoring.models.reviews import RUBRIC
from mentoring.passages import comment_lines, mark


def desk_of_one(request: HttpRequest, row: ReviewRequest, *, status: int = 200, **forms: object) -> HttpResponse:
    """The page on which a mentor reads, scores, comments and sends. `row` comes from `access.request_for_mentor`."""
    mentor = signed_in(request)
    feedback = queries.feedback_on(row) or Feedback(request=row, author=mentor)
    comments = queries.comments(feedback) if feedback.pk else []
    revealed, is_open = feedback.scored_at is not None, row.unfinished and feedback.sent_at is None
    context = {
        "request_row": row,
        "learner": row.mentorship.learner,
        "feedback": feedback,
        "open": is_open,
        "comments": comment_lines(row, comments, page_token(request) if is_open else ""),
        "text": mark(row.text, comments),
        "scores": [(str(label), row.own_scores.get(name, "–"), feedback.scores.get(name, "–")) for name, label in RUBRIC]
        if revealed
        else (),
        "feedback_form": FeedbackForm(instance=feedback),
        "score_form": ScoreFields(),
        "passage_form": PassageForm(source=row.text, auto_id="passage_%s", initial={"form_key": uuid.uuid4()}),
        "message_form": MessageForm(auto_id="more_%s"),
        "exchange": queries.messages(row),
        **forms,
    }
    return render(request, "mentoring/review_desk.html", context, status=status)


@require_POST
def save_draft(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save the text, and on wish send it. A request that was withdrawn or hidden meanwhile keeps the draft and says so."""
    mentor = signed_in(request)
    try:
        row = access.request_for_mentor(mentor, pk)
    except Http404:
        return _keep_words(request, mentor, pk)
    form = FeedbackForm(request.POST, instance=actions.draft_of(row, mentor))
    if form.instance.sent_at:
        raise Http404
    if not form.is_valid():
        return desk_of_one(request, row, status=422, feedback_form=form)
    if not form.save_edit():
        return desk_of_one(request, row, status=409, feedback_form=form)
    if request.POST.get("intent") == "send":
        return _send(request, row, form)
    actions.begin(request=row)
    messages.success(request, _("Draft saved. Only you see it."))
    return redirect("mentoring:review", pk=row.pk)


def _send(request: HttpRequest, row: ReviewRequest, form: FeedbackForm) -> HttpResponse:
    feedback = form.instance
    if not feedback.text.strip() and not feedback.passages.exists():
        form.add_error("text", _("Write a review or comment on a passage before you send it."))
        return desk_of_one(request, row, status=422, feedback_form=form)
    try:
        actions.send(request=row, feedback=feedback)
    except actions.NoLongerPossibleError:
        return _gone(request, feedback.text, saved=True)
    return _next(request, signed_in(request))


def _next(request: HttpRequest, mentor: User) -> HttpResponse:
    """Go on with the request that waits longest, so that a queue is worked without going back each time."""
    waiting = queries.queue(mentor)
    if waiting:
        messages.success(request, _("Sent. Here is the next one."))
        return redirect("mentoring:review", pk=waiting[0].pk)
    messages.success(request, _("Sent. Nothing else waits for you."))
    return redirect("mentoring:review_list")


def _keep_words(request: HttpRequest, mentor: User, pk: uuid.UUID) -> HttpResponse:
    """The request can no longer be read, but it was this mentor's: their text is kept as their own words."""
    row = ReviewRequest.objects.filter(pk=pk, mentorship__mentor=mentor).first()
    text = request.POST.get("text", "").replace("\0", "")[:20_000]
    if row is None:
        raise Http404
    feedback = actions.draft_of(row, mentor)
    if feedback.sent_at is None and text.strip():
        Feedback.objects.filter(pk=feedback.pk, sent_at__isnull=True).update(text=text)
    return _gone(request, text, saved=True)


def _gone(request: HttpRequest, text: str, *, saved: bool) -> HttpResponse:
    return render(request, "mentoring/review_gone.html", {"text": text, "saved": saved}, status=409)


@require_POST
def score(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Score first; then the learner's own scores stand beside them."""
    mentor = signed_in(request)
    row = access.request_for_mentor(mentor, pk)
    form = ScoreFields(request.POST)
    if not form.is_valid():
        return desk_of_one(request, row, status=422, score_form=form)
    actions.score(feedback=actions.draft_of(row, mentor), scores=form.scores)
    return redirect("mentoring:review", pk=row.pk)


@require_POST
def add_passage(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Comment on a passage of the text."""
    mentor = signed_in(request)
    row = access.request_for_mentor(mentor, pk)
    form = PassageForm(request.POST, source=row.text, auto_id="passage_%s")
    if not form.is_valid():
        return desk_of_one(request, row, status=422, passage_form=form)
    data = form.cleaned_data
    comment = actions.comment(
        feedback=actions.draft_of(row, mentor), quote=data["quote"], start=data["start"], end=data["end"],
        text=data["text"], form_key=data["form_key"],
    )  # fmt: skip
    if comment is None:
        raise Http404
    actions.begin(request=row)
    return redirect(f"{request.path.removesuffix('passages/')}#comment-{comment.pk}")


@require_POST
def remove_passage(request: HttpRequest, pk: uuid.UUID, passage: int) -> HttpResponse:
    """Take a comment out of the draft."""
    row = access.request_for_mentor(signed_in(request), pk)
    drafts = PassageComment.objects.filter(feedback__request=row, feedback__sent_at__isnull=True)
    if not drafts.filter(pk=passage).delete()[0]:
        raise Http404
    return redirect("mentoring:review", pk=row.pk)


@require_POST
def ask_for_more(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Turn the request back with a question."""
    return _say(request, pk, more=True)


@require_POST
def pass_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that there will be no review, and why."""
    return _say(request, pk, more=False)


def _say(request: HttpRequest, pk: uuid.UUID, *, more: bool) -> HttpResponse:
    row = access.request_for_mentor(signed_in(request), pk)
    form = MessageForm(request.POST, auto_id="more_%s")
    if not form.is_valid():
        return desk_of_one(request, row, status=422, message_form=form)
    text = form.cleaned_data["text"]
    try:
        if more:
            actions.ask_for_more(request=row, text=text)
        else:
            actions.pass_on(request=row, reason=text)
    except actions.NoLongerPossibleError:
        return _gone(request, text, saved=False)
    return _next(request, signed_in(request))
