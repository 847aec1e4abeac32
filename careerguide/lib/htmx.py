"""One place that decides between a whole page and a fragment of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx sent the request and expects a fragment (a boosted or restored page wants the whole)."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, fragment: str = "", status: int = 200
) -> HttpResponse:
    """Render `template`, or only its partial `fragment` when htmx asked for it by that target id.

    The name of a partial is the id of its root element, which is the `HX-Target` that htmx sends.
    """
    name = template
    if fragment and is_htmx(request) and request.headers.get("HX-Target") == fragment:
        name = f"{template}#{fragment}"
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
