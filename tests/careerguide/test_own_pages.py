"""Every way back that a request may name leads to a page of ours, whatever it says."""

import uuid
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from interviews.models import Task
from tests.conftest import PASSWORD

ELSEWHERE = [
    "https://evil.example", "https://evil.example/skills/", "http://evil.example/", "HTTPS://EVIL.EXAMPLE", "//evil.example",
    "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\\/evil.example",
    "/\t/evil.example", "\t//evil.example", "\n//evil.example", " //evil.example", " https://evil.example",
    "https:evil.example",
    "https:/evil.example", "https:///evil.example", "http:///evil.example", "//evil.example\\@testserver/",
    "https://testserver@evil.example/", "https://testserver.evil.example/", "https://testserver:x@evil.example/",
    "//testserver@evil.example", "//evil%2eexample", "//evil。example", "//ⓔvil.example", "javascript:alert(1)",
    "JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://evil.example/",
    "mailto:a@evil.example",
    "//[", "https://[", "1", "home", "admin:index", "roles:role_list", "..", "%2f%2fevil.example", "x" * 3000, "/" + "x" * 3000,
    "http://evil.example:80", "//evil.example:443/", "\x00//evil.example", "/\r\nSet-Cookie: a=b",
]  # fmt: skip
Send = Callable[[Client, User, str], str]


def _task(client: Client, learner: User, goal: str) -> str:
    task = Task.objects.create(owner=learner, title="Write", form_key=uuid.uuid4())
    return str(client.post(f"/interviews/applications/tasks/{task.pk}/done/", {"next": goal}).url)


def _sign_in(_client: Client, learner: User, goal: str) -> str:
    sent = {"login": learner.email, "password": PASSWORD, "next": goal}
    return str(Client().post(reverse("account_login"), sent).url)


WAYS: dict[str, Send] = {
    "sign-in": _sign_in,
    "language": lambda client, _learner, goal: client.post("/language/", {"language": "en", "next": goal}).url,
    "theme": lambda client, _learner, goal: client.post("/theme/", {"theme": "dark", "next": goal}).url,
    "rating": lambda client, _learner, goal: client.post("/skills/model-serving/rate/", {"level": "1", "next": goal}).url,
    "changes": lambda client, _learner, goal: client.post("/changes/seen/", {"next": goal}).url,
    "task": _task,
}


@pytest.mark.parametrize("way", WAYS)
def test_it_stays_on_this_site_and_never_fails(signed_in: Client, learner: User, way: str, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    assert WAYS[way](signed_in, learner, "/roles/?a=1") == "/roles/?a=1"
    for goal in ELSEWHERE:
        found = WAYS[way](signed_in, learner, goal)
        arrived = urlsplit(urljoin("http://testserver/here/", found.replace("\\", "/")))  # browsers read one as the other
        assert (arrived.scheme, arrived.netloc) == ("http", "testserver"), goal
