"""Our pages, for a learner with a full record, on a fresh SQLite file with production's settings."""

import io
import os
import urllib.parse
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench.pages import Page, all_pages, prepare_all
from bench.wire import Environ, Handler, environ, query_counter, scratch_folder, send, serve

if TYPE_CHECKING:
    from accounts.models import User

TOKEN = "a" * 32


def set_up() -> None:
    """Production's settings, apart from what needs a proxy or files made at deployment."""
    folder = scratch_folder()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "careerguide.settings",
        "SECRET_KEY": "bench-" * 12,
        "ALLOWED_HOSTS": "localhost,testserver",
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "SECURE_SSL_REDIRECT": "false",
        "LOG_LEVEL": "ERROR",
    }
    import django

    django.setup()
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.WHITENOISE_AUTOREFRESH = True


def fill() -> "User":
    """The starter content and one learner with everything that the pages show."""
    user = prepare_content()
    prepare_all(user)
    return user


def prepare_content() -> "User":
    """The starter content and one learner with nothing yet."""
    from django.core.management import call_command
    from django.utils import timezone

    from accounts.models import User

    call_command("compile_catalogues", stdout=io.StringIO())
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_content", verbosity=0, stdout=io.StringIO())
    return User.objects.create_user("bench@example.org", language="en", name="Bench", welcomed_at=timezone.now())


def cookies_of(user: "User") -> str:
    """What the learner's browser sends."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def request_maker(page: Page, learner: str, handler: Handler) -> Callable[[], Environ]:
    """A function that makes this page's request, again and again."""
    from django.conf import settings

    cookies = "" if page.guest else learner
    if page.unchanged:
        cookies = f"{settings.CSRF_COOKIE_NAME}={TOKEN}"  # a returning guest keeps the token that the page was made with
        _status, headers, _body = send(handler, environ("GET", page.path, cookies))
        etag = dict(headers)["ETag"]
        return lambda: environ("GET", page.path, cookies, HTTP_IF_NONE_MATCH=etag)
    if page.send is None:
        return lambda: environ("GET", page.path, cookies)
    fields, number = page.send, 0

    def post() -> Environ:
        nonlocal number
        number += 1
        body = urllib.parse.urlencode(fields(number)).encode()
        headers = {"HTTP_HX_REQUEST": "true", "HTTP_X_CSRFTOKEN": TOKEN, "HTTP_ORIGIN": "http://localhost"}
        return environ("POST", page.path, cookies, body, **headers)

    return post


def main() -> None:
    """Set up, then answer orders."""
    set_up()
    from django.core.handlers.wsgi import WSGIHandler

    handler, learner = WSGIHandler(), cookies_of(fill())
    serve(handler, {name: request_maker(page, learner, handler) for name, page in all_pages().items()}, query_counter())


if __name__ == "__main__":
    main()
