"""Review requests: the queue, asking, and the page of one request for either side."""

import uuid
from collections.abc import Iterable, Sequence
from html import escape

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views import signed_in
from careerguide.lib.dates import day_text
from mentoring import access, kinds, queries
from mentoring.actions import reviews as actions
from mentoring.forms import AskForm, MessageForm
from mentoring.models import MentorSettings, Mentorship, ReviewRequest, Scope
from mentoring.passages import comment_lines, mark
from mentoring.views.reviewing import desk_of_one


@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """As a mentor, what waits; as a learner, what was asked."""
    person = signed_in(request)
    waiting = queries.queue(person)
    context = {"rows": waiting, "lines": _lines(waiting), "asked": _asked_lines(queries.asked(person))}
    return render(request, "mentoring/review_list.html", context)


LINE = '<li><a href="{}{}/">{}</a><p class="soft"><bdi>{}</bdi> · {}{}</p></li>'.format
ASKED = '<li><a href="{}{}/">{}</a> <span class="tag{}">{}</span><p class="soft">{} · {} · {}</p></li>'.format
COLOURS = {ReviewRequest.State.DONE: " ok", ReviewRequest.State.MORE_ASKED: " gap"}


def _lines(waiting: Sequence[ReviewRequest]) -> SafeString:
    """The queue, prepared at once: translated and escaped here, not by a template for each row."""
    now, start = timezone.now(), reverse("mentoring:review_list")
    kind_names = {kind: str(label) for kind, label in Scope.choices}
    waits = {one: ngettext("waits %(days)s day", "waits %(days)s days", 1 if one else 2) for one in (True, False)}
    today, draft = _("asked today"), f' · <span class="tag ok">{escape(_("draft"))}</span>'
    lines = []
    for row in waiting:
        days = (now - row.waiting_since).days
        wait = waits[days == 1] % {"days": days} if days else today
        about = f"{kind_names[row.kind]} · {row.label} · {wait}"
        lines.append(
            LINE(
                start,
                row.pk,
                escape(Truncator(row.question).chars(140)),
                escape(row.mentorship.learner.get_short_name()),
                escape(about),
                draft if row.state == ReviewRequest.State.IN_REVIEW else "",
            )
        )
    return SafeString("".join(lines))


def _asked_lines(asked: Sequence[ReviewRequest]) -> SafeString:
    """What the person asked, prepared in the same way."""
    start, former = reverse("mentoring:review_list"), escape(_("a former mentor"))
    return SafeString(
        "".join(
            ASKED(
                start,
                row.pk,
                escape(row.label),
                COLOURS.get(ReviewRequest.State(row.state), ""),
                escape(row.get_state_display()),
                escape(Truncator(row.question).chars(140)),
                f"<bdi>{escape(row.mentorship.mentor.get_short_name())}</bdi>" if row.mentorship.mentor else former,
                escape(day_text(row.created_at)),
            )
            for row in asked
        )
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, kind: str, item: str) -> HttpResponse:
    """Put one specific question about one thing to one mentor."""
    learner = signed_in(request)
    adapter = kinds.kind_of(kind)
    detail = adapter.detail(access.own_share(learner), item)
    mentors = queries.mentors_who_see(learner, kind, item)
    named = {pk: row.mentor for pk, row in mentors.items() if row.mentor}
    choices = {pk: f"{mentor.get_short_name()} ({queries.wait_text(mentor)})" for pk, mentor in named.items()}
    form = AskForm(request.POST or None, mentors=choices, initial={"form_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = actions.ask(
                mentorship=mentors[data["mentorship"]], kind=kind, item=item, label=str(detail["label"]),
                text=detail["text"], question=data["question"], form_key=data["form_key"],
                own_scores=detail.get("own_scores") or form.scores,
            )  # fmt: skip
        except actions.TooManyOpenError:
            form.add_error(None, _too_many())
        except actions.NoLongerPossibleError:
            form.add_error("mentorship", _("You no longer share this with the mentor."))
        else:
            messages.success(request, _("Your question was sent."))
            return redirect("mentoring:review", pk=row.pk)
    context = {
        "form": form,
        "label": detail["label"],
        "kind": adapter.scope,
        "mentors": mentors,
        "away": _away(mentors.values()),
    }
    return render(request, "mentoring/ask.html", context, status=422 if request.method == "POST" else 200)


def _too_many() -> str:
    from django.conf import settings

    most = settings.REVIEWS_OPEN_AT_MOST
    text = ngettext(
        "You have %(count)s open question. Wait for the answer or withdraw one first; what you typed is still here.",
        "You have %(count)s open questions. Wait for an answer or withdraw one first; what you typed is still here.",
        most,
    )
    return text % {"count": most}


def _away(rows: Iterable[Mentorship]) -> list[tuple[str, object]]:
    """Mentors who said that they are away, and until when."""
    people = {row.mentor_id: row.mentor for row in rows if row.mentor}
    absent = MentorSettings.objects.filter(user__in=people, away_until__gte=timezone.localdate())
    return [(people[row.user_id].get_short_name(), row.away_until) for row in absent]


@require_safe
def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request: the learner's view of theirs, or the mentor's desk for it."""
    person = signed_in(request)
    row = access.asked_by(person, pk)
    if row is None:
        return desk_of_one(request, access.request_for_mentor(person, pk))
    return render(request, "mentoring/review.html", _learners_view(row, MessageForm()))


def _learners_view(row: ReviewRequest, form: MessageForm) -> dict[str, object]:
    """What the learner sees: nothing of a draft, everything of what was sent."""
    feedback = getattr(row, "feedback", None)
    sent = feedback if feedback is not None and feedback.sent_at else None
    comments = queries.comments(sent) if sent else []
    return {
        "request_row": row,
        "feedback": sent,
        "comments": comment_lines(row, comments),
        "text": mark(row.text, comments),
        "scores": score_rows(row.own_scores, sent.scores) if sent and sent.scores else (),
        "exchange": queries.messages(row),
        "form": form,
        "wait": queries.wait_text(row.mentorship.mentor),
    }


def score_rows(own: dict[str, int], theirs: dict[str, int]) -> list[tuple[str, object, object]]:
    """The rubric with both scores side by side."""
    from mentoring.models.reviews import RUBRIC

    return [(str(label), own.get(name, "–"), theirs.get(name, "–")) for name, label in RUBRIC]


@require_POST
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a question back."""
    row = access.own_request(signed_in(request), pk)
    if actions.withdraw(request=row):
        messages.success(request, _("Your question was withdrawn."))
    return redirect("mentoring:review", pk=row.pk)


@require_POST
def reply(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the mentor what they asked for."""
    row = access.own_request(signed_in(request), pk)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return render(request, "mentoring/review.html", _learners_view(row, form), status=422)
    if not actions.reply(request=row, text=form.cleaned_data["text"]):
        raise Http404
    messages.success(request, _("Your answer was sent."))
    return redirect("mentoring:review", pk=row.pk)
