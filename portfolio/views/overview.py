"""The front page of the portfolio: what is worth showing, and how far one's own is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from accounts.models import User
from portfolio import guidance
from portfolio.models import Project, PublicPage
from roles import fragments
from roles import guidance as roles_guidance
from roles.models import Skill

SHOWN = 3


@login_not_required
@require_safe
@condition(etag_func=roles_guidance.guest_etag)
def portfolio(request: HttpRequest) -> HttpResponse:
    """The kinds of projects for everybody; with the person's own latest work when somebody is signed in."""
    known = roles_guidance.current(request)
    drawn = fragments.draw(known, "portfolio/portfolio.html#kinds", lambda: {"kinds": _kinds(known)})
    context: dict[str, object] = {"drawn_kinds": drawn}
    if isinstance(request.user, User):
        context |= {
            "latest": Project.objects.owned_by(request.user).only("title", "finished_at", "owner_id")[:SHOWN],
            "public_page": PublicPage.objects.owned_by(request.user).first(),
        }
    return render(request, "portfolio/portfolio.html", context)


def _kinds(known: roles_guidance.Guidance) -> list[tuple[guidance.Kind, list[Skill]]]:
    """The kinds with the skills that they show."""
    skills = known.skills
    return [(kind, [skills[pk] for pk in kind.skills if pk in skills]) for kind in guidance.published_kinds(known)]
