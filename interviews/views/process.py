"""The process and the tips: public, with what is next for whoever is signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from accounts.models import User
from interviews import process
from interviews.queries.process import StageGuide, flow, guides
from interviews.queries.tips import tips_by_kind
from interviews.queries.upcoming import upcoming
from roles import fragments, guidance


@login_not_required
@require_safe
@condition(etag_func=guidance.guest_etag)
def interview_process(request: HttpRequest) -> HttpResponse:
    """The stages and what may follow each, what each examines, and the tips."""
    guidance_now = guidance.current(request)
    page = "interviews/interview_process.html"
    context = {
        "start": fragments.draw(guidance_now, f"{page}#start", _guide),
        "guide": fragments.draw(guidance_now, f"{page}#guide", _guide),
        "upcoming": upcoming(request.user, timezone.localdate()) if isinstance(request.user, User) else None,
    }
    return render(request, page, context)


def _guide() -> dict[str, object]:
    """The same for everybody."""
    known = process.current()
    stages: list[StageGuide] = guides(known)
    return {
        "flow": flow(known),
        "stages": [guide for guide in stages if not guide.stage.is_end],
        "ends": [guide for guide in stages if guide.stage.is_end],
        "moves": [move for move in known.moves if move.from_stage is None or move.from_stage in known.published()],
        "tips": tips_by_kind(),
    }
