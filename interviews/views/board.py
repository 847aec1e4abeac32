"""Applications at a glance: the board, the table, the funnel."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from accounts.views import signed_in
from careerguide.lib.htmx import render_page
from careerguide.lib.tokens import page_token
from interviews import process
from interviews.cards import Tickets
from interviews.models import Stage
from interviews.queries import applications as queries
from interviews.queries.funnel import FEWEST
from interviews.queries.funnel import funnel as funnel_of


@require_safe
def application_board(request: HttpRequest) -> HttpResponse:
    """The active applications by stage; a narrow screen shows one stage at a time, which the address names."""
    columns = queries.board(signed_in(request), process.current(), today=timezone.localdate(), now=timezone.now())
    tickets = Tickets(page_token(request), uuid.uuid4())
    filled = [column for column in columns if column.count]
    context = {
        "columns": columns,
        "filled": filled,
        "here": next((column for column in filled if column.slug == request.GET.get("stage")), filled[0] if filled else None),
        "drawn": [(column, column.drawn(tickets)) for column in columns],
        "cards": sum(column.count for column in columns),
    }
    return render(request, "interviews/application_board.html", context)


@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    """All applications, searched, narrowed and sorted; the address holds the state."""
    wanted = queries.Wanted.of(request.GET)
    rows, more = queries.table(signed_in(request), process.current(), wanted, today=timezone.localdate(), now=timezone.now())
    context = {
        "rows": rows,
        "drawn": mark_safe("".join(row.row() for row in rows)),  # noqa: S308  (every part is escaped)
        "more": more,
        "wanted": wanted,
        "groups": Stage.Group.choices,
        "columns": _columns(request, wanted),
    }
    return render_page(request, "interviews/application_list.html", context, fragment="applications")


def _columns(request: HttpRequest, wanted: queries.Wanted) -> list[dict[str, str]]:
    """The headings that sort: a second click turns the order round."""
    columns = []
    for name in ("company", "stage", "news", "applied"):
        down = wanted.sort == name
        query = request.GET.copy()
        query["sort"] = f"-{name}" if down else name
        query.pop("page", None)
        order = ("descending" if name == "news" else "ascending") if down else ""
        if wanted.sort == f"-{name}":
            order = "ascending" if name == "news" else "descending"
        columns.append({"name": name, "href": f"?{query.urlencode()}", "order": order})
    return columns


@require_safe
def application_funnel(request: HttpRequest) -> HttpResponse:
    """How far applications got."""
    context = {"funnel": funnel_of(signed_in(request), process.current()), "fewest": FEWEST}
    return render(request, "interviews/application_funnel.html", context)
