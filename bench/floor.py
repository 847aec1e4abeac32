"""The floor: what bare Django needs for one signed-in page with a list of 60 rows of 6 fields."""

import datetime
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import django
from django.conf import settings

TEMPLATE = """<!doctype html><html><head><title>List</title></head><body><h1>Rows of {{ user.username }}</h1><table>
{% for row in rows %}<tr class="row row-of-the-list"><td><a href="/rows/{{ row.pk }}/" class="link">{{ row.name }}</a></td>
<td class="kind">{{ row.kind }}</td><td class="note">{{ row.note }}</td><td class="amount">{{ row.amount }}</td>
<td class="done">{% if row.done %}yes{% else %}no{% endif %}</td><td class="day">{{ row.day|date:"j F Y" }}</td></tr>
{% endfor %}</table></body></html>"""


def main() -> None:
    """Set up the bare project in a temporary folder, then answer orders."""
    folder = Path(tempfile.mkdtemp())
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
    processors = ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"]
    loaders = [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"list.html": TEMPLATE})])]
    settings.configure(
        SECRET_KEY="floor",
        ALLOWED_HOSTS=["localhost"],
        USE_TZ=True,
        ROOT_URLCONF=__name__,
        STATIC_URL="/static/",
        INSTALLED_APPS=[f"django.contrib.{app}" for app in apps],
        MIDDLEWARE=middleware,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "floor.sqlite3"}},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"context_processors": processors, "loaders": loaders},
            }
        ],
    )
    django.setup()
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.management import call_command
    from django.db import connection, models
    from django.urls import path

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

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    Row.objects.bulk_create(
        Row(name=f"Row {n}", kind="kind", note="A note of some length " * 3, amount=n, done=n % 2, day=start) for n in range(60)
    )

    from django.contrib.auth.decorators import login_required
    from django.contrib.auth.models import User
    from django.shortcuts import render
    from django.test import Client

    @login_required
    def rows(request: Any) -> Any:
        return render(request, "list.html", {"rows": Row.objects.all()})

    globals()["urlpatterns"] = [path("", rows)]
    client = Client()
    person: Any = User.objects.create_user("floor")
    client.force_login(person)
    cookies = f"sessionid={client.cookies['sessionid'].value}"

    from bench.ours import query_counter
    from bench.wire import environ, serve

    serve(WSGIHandler(), {"list": lambda: environ("GET", "/", cookies)}, query_counter())


if __name__ == "__main__":
    main()
