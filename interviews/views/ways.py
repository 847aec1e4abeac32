"""Where to go on after an answer: back to the queue that it was taken from."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from careerguide.lib.own_pages import own_page


def next_page(request: HttpRequest) -> str:
    """The page that the address or the form names, when it is one of ours; else an empty string."""
    goal = request.POST.get("next") or request.GET.get("next", "")
    return own_page(goal) if len(goal) <= 300 else ""


def with_next(name: str, key: object, request: HttpRequest) -> str:
    """The address of a page, which remembers where to go on."""
    goal = next_page(request)
    return reverse(name, args=[key]) + (f"?{urlencode({'next': goal})}" if goal else "")
