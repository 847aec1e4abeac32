"""The floor: what bare Django needs for one signed-in page with a list of 60 rows of 6 fields.

As `startproject` sets it up, apart from `DEBUG=False`: its middleware and context processors, sessions in the database, a
connection per request, the cached template loader. The template is written the ordinary way and comes to 19.4 kB.
"""

import datetime
from pathlib import Path
from typing import Any, ClassVar

import django
from django.conf import settings

from bench.wire import environ, query_counter, scratch_folder, serve

ROWS = 60
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>List</title><link rel="stylesheet" href="/static/site.css"></head>
<body><header><a href="/">Home</a> <a href="/rows/">Rows</a></header><main><h1>Rows of {{ user.username }}</h1>
<table><thead><tr><th>Name</th><th>Kind</th><th>Note</th><th>Amount</th><th>Done</th><th>Day</th></tr></thead><tbody>
{% for row in rows %}<tr class="row row-of-the-list">
<td class="name"><a href="/rows/{{ row.pk }}/" class="link">{{ row.name }}</a></td>
<td class="kind">{{ row.kind }}</td><td class="note">{{ row.note }}</td><td class="amount">{{ row.amount }}</td>
<td class="done">{% if row.done %}yes{% else %}no{% endif %}</td><td class="day">{{ row.day|date:"j F Y" }}</td></tr>
{% endfor %}</tbody></table></main></body></html>"""


def configure(folder: Path) -> None:
    """The settings of a fresh project."""
    apps = ["admin", "auth", "contenttypes", "sessions", "messages", "staticfiles"]
    middleware = [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
    processors = [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]
    loaders = [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"list.html": TEMPLATE})])]
    options = {"context_processors": processors, "loaders": loaders}
    settings.configure(
        DEBUG=False,
        SECRET_KEY="floor",
        ALLOWED_HOSTS=["localhost"],
        USE_TZ=True,
        ROOT_URLCONF=__name__,
        STATIC_URL="/static/",
        INSTALLED_APPS=[f"django.contrib.{app}" for app in apps],
        MIDDLEWARE=middleware,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "floor.sqlite3"}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": options}],
    )
    django.setup()


def row_model() -> Any:
    """A model with six fields, one of them a date; it can be defined only once Django is set up."""
    from django.db import models

    class Row(models.Model):
        name = models.CharField(max_length=80)
        kind = models.CharField(max_length=20)
        note = models.CharField(max_length=200)
        amount = models.IntegerField()
        done = models.BooleanField()
        day = models.DateTimeField()

        objects: ClassVar[models.Manager["Row"]] = models.Manager()

        class Meta:
            app_label = "floor"

        def __str__(self) -> str:
            return self.name

    return Row


def fill(model: Any) -> str:
    """Tables, rows, and a person whose cookie is returned."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(model)
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    note = "A note that says in some words what the row is about. " + "More. " * 3
    model.objects.bulk_create(
        model(name=f"Row {n}", kind="kind", note=note, amount=n, done=n % 2, day=start) for n in range(ROWS)
    )
    client = Client()
    person: Any = User.objects.create_user("floor")
    client.force_login(person)
    return f"sessionid={client.cookies['sessionid'].value}"


def main() -> None:
    """Set up the bare project in a folder of its own, then answer orders."""
    configure(scratch_folder())
    from django.contrib.auth.decorators import login_required
    from django.core.handlers.wsgi import WSGIHandler
    from django.shortcuts import render
    from django.urls import path

    model = row_model()

    @login_required
    def rows(request: Any) -> Any:
        return render(request, "list.html", {"rows": model.objects.all()})

    globals()["urlpatterns"] = [path("", rows)]
    cookies = fill(model)
    serve(WSGIHandler(), {"list": lambda: environ("GET", "/", cookies)}, query_counter())


if __name__ == "__main__":
    main()
