"""Suggesting a change, and seeing what became of it."""

import uuid

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views import signed_in
from curation import actions, targets
from curation.forms import SuggestionForm
from curation.models import Suggestion

SUGGESTIONS_A_DAY = 20


@require_safe
def suggestion_list(request: HttpRequest) -> HttpResponse:
    """One's own suggestions with the curators' answers."""
    own = list(Suggestion.objects.owned_by(signed_in(request))[:200])
    names = targets.names(own)
    named = [(row, names.get((row.target_model, row.target_slug), str(row))) for row in own]
    return render(request, "curation/suggestion_list.html", {"suggestions": named})


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, label: str, slug: str) -> HttpResponse:
    """Propose another wording for a text of something published."""
    owner, row = signed_in(request), targets.published(label, slug)
    texts = targets.texts_of(row) if row else []
    if row is None or not texts:
        raise Http404
    asked = request.POST.get("field") or request.GET.get("field", "")
    text = next((candidate for candidate in texts if candidate.name == asked), texts[0])
    start = {"proposed": text.current, "form_key": uuid.uuid4()}
    longest = targets.longest(type(row), text.name)
    form = SuggestionForm(request.POST or None, initial=start, current=text.current, longest=longest)
    if request.method == "POST" and form.is_valid():
        if not _may_suggest(owner.pk):
            form.add_error(None, _("You have suggested a lot today. Your text is kept here; please send it tomorrow."))
        else:
            suggestion = form.save(commit=False)
            suggestion.target_model, suggestion.target_slug, suggestion.field = label.lower(), slug, text.name
            suggestion.language, suggestion.current = targets.language_of_reader(), text.current
            actions.suggest(suggestion=suggestion, owner=owner, form_key=form.cleaned_data["form_key"])
            messages.success(request, _("Thank you. You will find the curators' answer here."))
            return redirect("curation:suggestion_list")
    context = {"row": row, "texts": texts, "text": text, "form": form, "label": label}
    return render(request, "curation/suggest.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, label: str) -> HttpResponse:
    """Offer something new of a kind that takes offers; `own` names something of the learner's own to begin with."""
    owner, model = signed_in(request), targets.model_of(label)
    if model is None or targets.maker_of(label) is None:
        raise Http404
    own = request.GET.get("own", "")
    text = targets.own_text(label, owner, own) if own else ""
    if text is None:
        raise Http404
    start = {"proposed": text, "form_key": uuid.uuid4()}
    longest = targets.longest(model, targets.first_text(model))
    form = SuggestionForm(request.POST or None, initial=start, longest=longest)
    if request.method == "POST" and form.is_valid():
        if not _may_suggest(owner.pk):
            form.add_error(None, _("You have suggested a lot today. Your text is kept here; please send it tomorrow."))
        else:
            suggestion = form.save(commit=False)
            suggestion.target_model, suggestion.language = label.lower(), targets.language_of_reader()
            suggestion.field = targets.first_text(model)
            actions.suggest(suggestion=suggestion, owner=owner, form_key=form.cleaned_data["form_key"])
            messages.success(request, _("Thank you. You will find the curators' answer here."))
            return redirect("curation:suggestion_list")
    context = {"kind": model._meta.verbose_name, "form": form}
    return render(request, "curation/offer.html", context, status=422 if request.method == "POST" else 200)


def _may_suggest(pk: int) -> bool:
    key = f"suggestions:{pk}"
    cache.add(key, 0, 24 * 60 * 60)
    return int(cache.incr(key)) <= SUGGESTIONS_A_DAY
