"""Writing an answer: the page, and the saves that it makes by itself."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.views import signed_in
from careerguide.lib.versioned import Difference
from interviews import actions, bank, page_stamp
from interviews.actions.practice import AlreadySubmittedError, ConflictError, Sent, draft_of
from interviews.forms.practice import AnswerForm
from interviews.guidance import frame
from interviews.models import Answer, Question
from interviews.views.ways import next_page, with_next
from roles import guidance


def _question(request: HttpRequest, slug: str) -> Question:
    return bank.visible(guidance.current(request), signed_in(request), slug)


def _sent(form: AnswerForm, owner: User, question: Question) -> Sent:
    """What a valid form says; raises PermissionError when another account opened the page."""
    given = form.cleaned_data
    stamp = page_stamp.read(given["stamp"], owner, question, timezone.now())
    if not stamp.belongs_to(owner, question):
        raise PermissionError
    return Sent(given["text"], given["version"], given["form_key"], stamp, given["turn"])


@require_http_methods(["GET", "POST"])
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer a question: write, save, look at it, hand it in."""
    question = _question(request, slug)
    if request.method == "POST":
        return _take(request, question)
    draft = draft_of(signed_in(request), question)
    return _draw(request, question, _fresh(request, question, draft), draft)


def _fresh(request: HttpRequest, question: Question, draft: Answer | None, text: str | None = None) -> AnswerForm:
    """The form of a page that is opened now."""
    stamp = page_stamp.issue(signed_in(request), question, timezone.now())
    text = (draft.text if draft else "") if text is None else text
    start = {"text": text, "version": draft.version if draft else 0, "form_key": uuid.uuid4(), "stamp": stamp}
    return AnswerForm(initial=start)


def _take(request: HttpRequest, question: Question) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _draw(request, question, form, None, status=422)
    try:
        sent = _sent(form, signed_in(request), question)
    except PermissionError:
        return _draw(request, question, form, None, status=409, problem=_other_account())
    try:
        return _store(request, question, sent)
    except AlreadySubmittedError as error:
        return _handed_in(request, question, error.answer, sent.text)
    except ConflictError as error:
        form = _fresh(request, question, error.stored, sent.text)
        form.conflict = [Difference(_("Your answer"), error.stored.text, sent.text)]
        return _draw(request, question, form, error.stored, status=409)


def _store(request: HttpRequest, question: Question, sent: Sent) -> HttpResponse:
    owner, intent = signed_in(request), request.POST.get("intent", "save")
    if intent == "submit":
        answer = actions.submit_answer(owner=owner, question=question, sent=sent, now=timezone.now())
        return redirect(with_next("interviews:reveal", answer.pk, request))
    draft = actions.save_draft(owner=owner, question=question, sent=sent, now=timezone.now())
    if intent == "preview":
        return _draw(request, question, _fresh(request, question, draft), draft, preview=draft.shown)
    messages.success(request, _saved(draft))
    return redirect(with_next("interviews:practice", question.slug, request))


def _handed_in(request: HttpRequest, question: Question, answer: Answer, text: str) -> HttpResponse:
    """The same text again is a second click; another one is kept as the beginning of a new attempt."""
    if text == answer.text:
        return redirect(with_next("interviews:reveal", answer.pk, request))
    problem = _("This answer was handed in already. Your text is still here: send it again and it becomes a new attempt.")
    return _draw(request, question, _fresh(request, question, None, text), None, status=409, problem=problem)


def _draw(
    request: HttpRequest, question: Question, form: AnswerForm, draft: Answer | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"question": question, "form": form, "draft": draft, "next": next_page(request), **more}
    context["seconds"] = draft.seconds if draft else 0
    context["tips"] = frame(guidance.current(request)).tips.get(question.topic_id or 0, [])
    return render(request, "interviews/practice.html", context, status=status)


def _saved(draft: Answer) -> str:
    return _("Saved %(time)s") % {"time": date_format(timezone.localtime(draft.touched_at), "TIME_FORMAT")}


def _other_account() -> str:
    return _("This page was opened by another account. Copy your text, then load the page anew.")


@require_POST
def practice_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """What the page saves by itself; answers in JSON, and says what is stored when that is not what the page knew."""
    owner, question, form = signed_in(request), _question(request, slug), AnswerForm(request.POST)
    if not form.is_valid():
        problem = " ".join(str(text) for texts in form.errors.values() for text in texts)
        return JsonResponse({"message": _("Not saved: %(problem)s") % {"problem": problem}}, status=422)
    try:
        draft = actions.save_draft(owner=owner, question=question, sent=_sent(form, owner, question), now=timezone.now())
    except PermissionError:
        return JsonResponse({"message": _other_account()}, status=409)
    except AlreadySubmittedError:
        problem = _("This answer was handed in already. Load the page anew to begin another attempt.")
        return JsonResponse({"message": problem}, status=409)
    except ConflictError as error:
        stored = error.stored
        return JsonResponse({"text": stored.text, "version": stored.version, "message": _saved(stored)}, status=409)
    return JsonResponse({"version": draft.version, "seconds": draft.seconds, "message": _saved(draft)})
