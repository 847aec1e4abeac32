"""One mentee, as far as they share."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.views import signed_in
from careerguide.lib.dates import moment_text
from mentoring import access, confirming, kinds, overview, queries
from mentoring.forms import EndorseForm, NoteForm
from mentoring.kinds.skills import pictures
from mentoring.models import PrivateNote, Scope
from portfolio.views.pictures import serve

CHANGES_SHOWN = 8


@require_safe
def mentee(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Since the last look first, then the pictures that the learner sees."""
    share = access.overview_of(signed_in(request), pk)
    return render(request, "mentoring/mentee.html", _overview(request, share, NoteForm()))


def _overview(request: HttpRequest, share: access.Share, note_form: NoteForm) -> dict[str, object]:
    mentor, row = signed_in(request), share.through
    page, moment = queries.reverse_mentee(row.pk), queries.visit(row)
    changes, drawn = queries.changes(share, moment), pictures(share)
    interviews = queries.interviews_waiting(mentor)
    return {
        "share": share,
        "mentorship": row,
        "learner": share.learner,
        "moment": moment_text(moment),
        "changes": overview.change_lines(page, changes[:CHANGES_SHOWN]),
        "more_changes": overview.change_lines(page, changes[CHANGES_SHOWN:]),
        "more": max(0, len(changes) - CHANGES_SHOWN),
        "pictures": drawn,
        "gaps": overview.gap_lines(page, drawn.get("gaps", ())),
        "kinds": _shared_kinds(share),
        "waiting": overview.waiting_lines(share),
        "interviews": [(each, moment_text(each.created_at)) for each in interviews if each.mentorship_id == row.pk],
        "check_in": overview.next_meeting(row),
        "goals": overview.goal_lines(row),
        "notes": overview.notes(row, mentor),
        "note_form": note_form,
    }


def _shared_kinds(share: access.Share) -> list[Scope]:
    """What the bar above the page leads to."""
    return [kind.scope for kind in kinds.known() if share.shows(kind.scope)]


@require_safe
def mentee_kind(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Everything of one kind that is shared."""
    share = access.shared_with(signed_in(request), pk, kind)
    adapter = kinds.kind_of(kind)
    context = {"share": share, "mentorship": share.mentorship, "learner": share.learner, "kind": adapter.scope,
               "kinds": _shared_kinds(share), "items": adapter.items(share)}  # fmt: skip
    return render(request, "mentoring/mentee_kind.html", context)


@require_safe
def mentee_item(request: HttpRequest, pk: uuid.UUID, kind: str, item: str) -> HttpResponse:
    """One thing, read-only, as the learner has it."""
    mentor = signed_in(request)
    adapter = kinds.kind_of(kind)
    share, detail = access.shared_item(mentor, pk, kind, item, adapter.detail)
    row = share.through
    context = {**detail, "share": share, "mentorship": row, "learner": share.learner, "kind": adapter.scope, "item": item,
               "kinds": _shared_kinds(share), "body": adapter.detail_template}  # fmt: skip
    if kind == Scope.SKILLS:
        endorsements = confirming.of_skill(share.learner, detail["skill"])
        context |= {
            "endorsements": endorsements,
            "confirmed": next(iter(confirming.in_force(endorsements)), None),
            "own_level": next(iter(confirming.in_force([e for e in endorsements if e.mentorship_id == row.pk])), None),
            "form": EndorseForm(initial={"level": detail["rated"].level if detail["rated"] else 3, "form_key": uuid.uuid4()}),
        }
    return render(request, "mentoring/mentee_item.html", context)


@require_safe
def mentee_picture(request: HttpRequest, pk: uuid.UUID, item: int, picture: int) -> HttpResponseBase:
    """A picture of a shared project."""
    adapter = kinds.kind_of(Scope.PROJECTS)
    _share, detail = access.shared_item(signed_in(request), pk, Scope.PROJECTS, str(item), adapter.detail)
    found = next((row for row in detail["pictures"] if row.pk == picture), None)
    if found is None:
        raise Http404
    return serve(found.file)


@require_POST
def add_note(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A note to oneself."""
    mentor = signed_in(request)
    share = access.share_of(mentor, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "mentoring/mentee.html", _overview(request, share, form), status=422)
    data = form.cleaned_data
    PrivateNote.objects.get_or_create(
        author=mentor, form_key=data["form_key"], defaults={"mentorship": share.through, "text": data["text"]}
    )
    return redirect(queries.reverse_mentee(pk) + "#notes")
