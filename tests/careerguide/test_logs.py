"""What the log never holds."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from careerguide.logs import Formatter


def paths_with_tokens(patterns, prefix: str = "") -> list[str]:
    found = []
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver) and path not in {"accounts/", "admin/"}:
            found += paths_with_tokens(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and "token>" in path:
            found.append("/" + path.replace("<str:token>", "SECRET-Token_0"))
    return found


def line(message: str, *args: object) -> str:
    made = settings.LOGGING["formatters"]["line"]
    formatter = Formatter(made["format"], style=made["style"])
    return formatter.format(logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None))


def test_tokens_in_paths_are_taken_out() -> None:
    paths = paths_with_tokens(get_resolver().url_patterns)
    assert len(paths) >= 3
    for path in paths:
        for text in (line("Not Found: %s", path), line('"GET %s?x=1 HTTP/1.1" 200 5', path)):
            assert "SECRET" not in text
            assert "/…" in text
    assert line("Not Found: %s", "/interviews/mock/5/").endswith("/interviews/mock/5/")


@pytest.mark.django_db
def test_what_django_logs_of_a_wrong_address(client: Client) -> None:
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler, logger = Kept(), logging.getLogger("django.request")
    handler.setFormatter(logging.getLogger("django").handlers[0].formatter)
    logger.addHandler(handler)
    try:
        client.get(reverse("calendar_feed_file", args=["SECRET-Token"]))
        client.post(reverse("calendar_feed_file", args=["SECRET-Token"]))
    finally:
        logger.removeHandler(handler)
    assert len(lines) == 2
    assert "SECRET" not in "".join(lines)
