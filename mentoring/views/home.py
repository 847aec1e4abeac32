"""The mentor's desk and, on the same page, the learner's mentors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views import signed_in
from careerguide.lib.htmx import render_page
from mentoring import desk, queries, words
from mentoring.forms import MentorSettingsForm
from mentoring.models import MentorSettings


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All mentees in one table, and one's own mentors and invitations."""
    person = signed_in(request)
    sort, page = request.GET.get("sort", "waiting"), request.GET.get("page", "1")
    rows, pages = desk.page_of(person, sort=sort, page=int(page) if page.isdecimal() and len(page) < 6 else 1)
    own, thanks = desk.beside(person)
    context = {
        "rows": rows,
        "interviews": queries.interviews_waiting(person),
        "lines": desk.lines(rows),
        "sort": sort if sort in desk.SORTS else "waiting",
        "page": page,
        "pages": range(1, pages + 1) if pages > 1 else (),
        "sorts": _columns(),
        "running": [row for row in own if row.state in {"active", "paused"}],
        "invitations": [row for row in own if row.can_be_accepted],
        "former": [row for row in own if row.state in {"ended", "declined"}],
        "away_until": rows[0].mentor_away if rows else None,
        "thanks": thanks,
    }
    return render_page(request, "mentoring/home.html", context, fragment="desk")


def _columns() -> tuple[tuple[str, str], ...]:
    """The columns of the desk and the order that each asks for; a target role is no order."""
    return (
        ("name", _("Mentee")),
        ("", _("Target role")),
        ("readiness", _("Readiness")),
        ("changed", _("Since your last look")),
        ("waiting", _("Waiting reviews")),
        ("check_in", _("Next check-in")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def mentor_settings(request: HttpRequest) -> HttpResponse:
    """Capacity, away, stop accepting."""
    person = signed_in(request)
    own = MentorSettings.objects.filter(user=person).first() or MentorSettings(user=person)
    form = MentorSettingsForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("mentoring:home")
    return render(request, "mentoring/mentor_settings.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_safe
def own_words(request: HttpRequest) -> HttpResponse:
    """All that one wrote as a mentor, as Markdown: the only thing that stays with a mentor after an end."""
    text = words.of_mentor(signed_in(request))
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="mentoring-{timezone.localdate().isoformat()}.md"'
    return response
