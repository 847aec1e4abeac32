"""The learner's page of one mentor: what is shared, what was opened, pausing, ending. Ending is the mentor's too."""

import uuid
from html import escape

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views import signed_in
from careerguide.lib.dates import short_moment
from mentoring import access, kinds, queries
from mentoring.actions import invitations, sharing
from mentoring.forms import ShareForm, ThanksForm
from mentoring.models import Mentorship
from mentoring.views.links import present_link


@require_http_methods(["GET", "HEAD", "POST"])
def mentorship(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """See and change what this mentor sees."""
    row = access.own_mentorship(signed_in(request), pk)
    running = row.state in {Mentorship.State.ACTIVE, Mentorship.State.PAUSED}
    sent = request.POST if request.method == "POST" else None
    form = ShareForm(sent, initial={"scopes": row.scopes, "until": row.until}) if running else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            sharing.share(mentorship=row, scopes=form.cleaned_data["scopes"], until=form.cleaned_data["until"])
            messages.success(request, _("Saved. It counts from now on."))
            return redirect("mentoring:mentorship", pk=row.pk)
    context = {
        "mentorship": row,
        "form": form,
        "thanks_form": ThanksForm(instance=row),
        "running": running,
        **(_shared(row, request.GET.get("show", "")) if running else {}),
        "hidden": queries.hidden(row),
        "log": _log_lines(row),
        "thanks": queries.thanks_shown(row) if running else (),
        "interviews": queries.interviews_asked(row),
        "requests": queries.requests(row),
    }
    return render(request, "mentoring/mentorship.html", context, status=422 if form and form.errors else 200)


OPENED = '<li><time datetime="{}">{}</time> {}</li>'.format


def _log_lines(row: Mentorship) -> SafeString:
    """What the mentor opened, prepared at once and escaped here."""
    overview = escape(_("your overview"))
    lists = {kind.scope.value: escape(str(kind.scope.label)) for kind in kinds.known()}
    return SafeString(
        "".join(
            OPENED(
                timezone.localtime(moment).isoformat(),
                escape(short_moment(moment)),
                overview if kind == "overview" else escape(label) or lists.get(kind, "–"),
            )
            for kind, label, moment in queries.opened(row)
        )
    )


LINE = (
    '<li class="between"><span>{}</span>'
    '<button class="button quiet small" name="item" value="{}" aria-label="{}">{}</button></li>'
).format


def _shared(row: Mentorship, asked: str) -> dict[str, object]:
    """The kinds that the mentor sees now, and the things of one of them, each with a button that hides it."""
    share = access.share_for_learner(row)
    shared = {kind.scope.value: kind for kind in kinds.known() if share.shows(kind.scope)}
    shown = asked if asked in shared else next(iter(shared), "")
    hide, named = escape(_("Hide")), _("Hide %(label)s")
    items = shared[shown].items(share) if shown else ()
    return {
        "shared": [(slug, kind.scope.label) for slug, kind in shared.items()],
        "shown": shown,
        "lines": SafeString(
            "".join(LINE(escape(item.label), escape(item.id), escape(named % {"label": item.label}), hide) for item in items)
        ),
    }


@require_POST
def new_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A fresh link; the old one stops working."""
    row = access.own_mentorship(signed_in(request), pk)
    return present_link(request, row, invitations.renew(mentorship=row))


@require_POST
def pause(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Pause or go on."""
    row = access.own_mentorship(signed_in(request), pk)
    paused = request.POST.get("intent") != "resume"
    if sharing.pause(mentorship=row, paused=paused):
        messages.success(
            request, _("Paused: your mentor sees nothing.") if paused else _("Your mentor sees again what you share.")
        )
    return redirect("mentoring:mentorship", pk=row.pk)


@require_POST
def hide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep one thing back, or show it again."""
    row = access.own_mentorship(signed_in(request), pk)
    kind, item = kinds.kind_of(request.POST.get("kind", "")), request.POST.get("item", "")[:80]
    if request.POST.get("intent") == "show":
        sharing.unhide(mentorship=row, kind=kind.scope, item=item)
        messages.success(request, _("Your mentor sees it again."))
    else:
        label = str(kind.detail(access.own_share(signed_in(request)), item)["label"])
        sharing.hide(mentorship=row, kind=kind.scope, item=item, label=label)
        messages.success(request, _("Hidden from this mentor: %(label)s.") % {"label": label})
    return redirect(f"{reverse('mentoring:mentorship', args=[row.pk])}?show={kind.scope}#shared")


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what will go, ask once, then end. Open to both sides, the mentor's also while paused."""
    person = signed_in(request)
    rows = Mentorship.objects.running().select_related("learner", "mentor")
    row = rows.of_learner(person).filter(pk=pk).first() or rows.of_mentor(person).filter(pk=pk).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        sharing.end(mentorship=row, by=person)
        messages.success(request, _("The mentorship has ended."))
        own = row.learner_id == person.pk
        return redirect("mentoring:mentorship", pk=row.pk) if own else redirect("mentoring:home")
    return render(request, "mentoring/end.html", {"mentorship": row, "as_learner": row.learner_id == person.pk})


@require_POST
def thank(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Thank the mentor."""
    row = access.own_mentorship(signed_in(request), pk)
    form = ThanksForm(request.POST, instance=row)
    if row.mentor is None or not form.is_valid() or not form.cleaned_data["thanks"].strip():
        messages.error(request, _("A thank-you has between 1 and 500 characters."))
    else:
        sharing.thank(mentorship=row, text=form.cleaned_data["thanks"])
        messages.success(request, _("Your thanks were sent."))
    return redirect("mentoring:mentorship", pk=row.pk)


@require_POST
def show_thanks(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The mentor shows a thank-you on their desk, or keeps it to themselves."""
    shown = request.POST.get("intent") == "show"
    if not Mentorship.objects.of_mentor(signed_in(request)).filter(pk=pk).exclude(thanks="").update(thanks_shown=shown):
        raise Http404
    return redirect("mentoring:home")
