"""Our pages, for a learner who has rated every skill, on a fresh SQLite file with production's settings."""

import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

PAGES = {
    "today": "/",
    "roles": "/roles/",
    "role": "/roles/machine-learning-engineer/",
    "compare": "/roles/compare/",
    "match": "/roles/match/",
    "move": "/roles/machine-learning-engineer/from/data-scientist/",
    "checklist": "/skills/?role=",
    "checklist of the target": "/skills/",
    "skill": "/skills/model-serving/",
}
GUEST_PAGES = {"guest: landing": "/", "guest: roles": "/roles/", "guest: role": "/roles/machine-learning-engineer/"}


def query_counter() -> Callable[[], int]:
    """A function that tells how many queries have run so far."""
    from django.db import connection

    queries = 0

    def count(execute: Callable[..., object], *args: object) -> object:
        nonlocal queries
        queries += 1
        return execute(*args)

    connection.execute_wrappers.append(count)
    return lambda: queries


def main() -> None:
    """Set up, then answer orders."""
    folder = Path(tempfile.mkdtemp())
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
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.management import call_command
    from django.test import Client

    from accounts.models import User
    from bench.wire import environ, serve
    from roles import actions
    from roles.models import Role, Skill

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_content", verbosity=0, stdout=io.StringIO())
    user = User.objects.create_user("bench@example.org", language="en", name="Bench")
    actions.set_targets(owner=user, roles=[Role.objects.get(slug="machine-learning-engineer")])
    for index, skill in enumerate(Skill.objects.all()):
        actions.rate_skill(owner=user, skill=skill, level=index % 5)
    client = Client()
    client.force_login(user)
    token = "a" * 32
    name = settings.SESSION_COOKIE_NAME
    cookies = f"{name}={client.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={token}"
    requests = {page: (lambda path=path: environ("GET", path, cookies)) for page, path in PAGES.items()}
    requests |= {page: (lambda path=path: environ("GET", path, "")) for page, path in GUEST_PAGES.items()}
    level = 0

    def rate() -> dict[str, object]:
        nonlocal level
        level = (level + 1) % 5
        body = f"level={level}&role=machine-learning-engineer".encode()
        return environ(
            "POST", "/skills/model-serving/rate/", cookies, body, HTTP_HX_REQUEST="true", HTTP_X_CSRFTOKEN=token,
            HTTP_ORIGIN="http://localhost",
        )  # fmt: skip

    serve(WSGIHandler(), {**requests, "rate a skill": rate}, query_counter())


if __name__ == "__main__":
    main()
