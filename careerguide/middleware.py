"""Guards that stand before every view."""

import urllib.parse
from collections.abc import Callable
from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from careerguide.lib.htmx import is_htmx

GetResponse = Callable[[HttpRequest], HttpResponse]


class RefuseBrokenText:
    """Answers 400 to a NUL byte or a lone surrogate in the address.

    SQLite stores them and PostgreSQL raises, so without this one guard the same link would be a 404 here and a 500 there.
    Posted fields need no guard: Django's form fields refuse NUL themselves.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse a broken address; otherwise go on."""
        address = request.path_info + urllib.parse.unquote(request.META.get("QUERY_STRING", ""), errors="surrogateescape")
        if "\0" in address or any("\ud800" <= character <= "\udfff" for character in address):
            request.broken_text = True  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: object) -> None:
        """Raise inside the view phase, so that the error page is drawn with everything it needs."""
        if getattr(request, "broken_text", False):
            raise BadRequest("The address holds characters that no page can have.")


class ExplainWrongMethod:
    """Draws a page for whoever opens an address that only forms send to; Django's own answer is an empty one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fill an empty 405 for a person; machines and fragments get it as it is."""
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or response.content or is_htmx(request):
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class ContentSecurityPolicy(CSPMiddleware):
    """django-csp's guard. It works the policy out for each answer; ours is nearly always the same, so that one is kept.

    With it go the two headers that keep our answers out of other sites' pages, and theirs out of ours.
    """

    @cached_property
    def usual(self) -> str:
        """The policy of every view that has not asked for another one."""
        return str(build_policy())

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy; a view's own (`csp_update` and the like leave a mark on the answer) is left to django-csp."""
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        if any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response
