"""What docs/operators.md tells operators to type, typed as it stands: restoring a backup, and moving to PostgreSQL."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about moving to PostgreSQL")
OTHER = {"sqlite": "# PostgreSQL", "postgresql": "# SQLite"}
USERS = "import django; django.setup(); from accounts.models import User"
FILL = """
import django; django.setup()
from accounts.models import Notification, Profile, User
from django.core.files.base import ContentFile
from django.test import Client
from tests.careerguide import maximal, realistic
from tests.careerguide.test_restore import HOSTILE
names = ("erased", "person", "stays")
erased, person, stays = (User.objects.create_user(f"{name}@example.org", language="en") for name in names)
maximal.maximal(person); realistic.fill(stays)
for owner in (erased, stays):
    Profile.objects.update_or_create(user=owner)[0].avatar.save("x", ContentFile(b"picture"))
for number, text in enumerate(HOSTILE):
    name = f"hostile-{number}@example.org"
    owner = User.objects.create_user(name, name=text[:80])
    values = {"text": text, text: [text, None, 1.5, True]}
    Notification.objects.create(owner=owner, kind="x", values=values, url="/", by_mail=True)
browser = Client(); browser.force_login(stays); browser.get("/profile/", headers={"host": "localhost"})
"""
HOSTILE = [
    "", "null", "true", "~", "2026-01-01", "0x1F", "1_000", "=cmd()", ": ", "? ", "- a: [b, {c: d}] # e\n---\n...\n",
    "!!python/object/apply:os.system [x]", "it's \"quoted\" \\ back", "\\.", "\\N", "\\x41 \\u0041", "{{ x }} {% y %} %s %(a)s",
    "line\r\nline\rline\n\n", " \tlead and trail \t ", "".join(map(chr, [*range(1, 32), *range(127, 160)])),
    "\u2028\u2029\ufeff\ufffe\uffff", "\U0010ffff\U000f0000\ue000", "👩‍👩‍👧‍👦🏳️‍🌈", "שלום \u202eעולם\u202c", "ﷺ e\u0301\u0323 Z̷̢͙͂",
    "中文，「引號」", "\u00ad\u200b\u200d", "<b>&amp;</b>", "x" * 5000,
]  # fmt: skip


class Site:
    """A site of its own in a folder: a database, pictures, and `manage.py` on the path."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.media = folder, folder / "media"
        self.media.mkdir(exist_ok=True)
        (folder / "bin").mkdir(exist_ok=True)
        shim = folder / "bin/manage.py"
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{settings.BASE_DIR}/manage.py" "$@"\n')
        shim.chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(settings.BASE_DIR),
            "DJANGO_SETTINGS_MODULE": "careerguide.settings",
            "DEBUG": "true",
            "DATABASE_URL": url,
            "MEDIA_ROOT": str(self.media),
            **postgresql_login(),
        }

    def sh(self, script: str, **more: str) -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder, env={**self.environment, **more}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def python(self, code: str) -> str:
        return self.sh(f'"{sys.executable}" - <<"END"\n{code}\nEND')

    def rows(self) -> dict[str, str]:
        return dict(json.loads(self.sh(f'"{sys.executable}" -m tests.careerguide.rows').splitlines()[-1]))

    def files(self) -> dict[str, str]:
        found = (path for path in self.media.rglob("*") if path.is_file())
        return {str(path.relative_to(self.media)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}

    def people(self) -> list[str]:
        return self.python(f"{USERS}; print(*User.objects.values_list('email', flat=True))").splitlines()[-1].split()


def postgresql_login() -> dict[str, str]:
    given = connection.settings_dict if connection.vendor == "postgresql" else {}
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    return {variable: str(given[name]) for name, variable in names.items() if given.get(name)}


def blocks(heading: str, vendor: str | None = None) -> list[str]:
    """What stands to be typed under a heading, without what is for the other database."""
    text = (settings.BASE_DIR / "docs/operators.md").read_text(encoding="utf-8")
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = [re.sub(r"^ {3}", "", block, flags=re.M) for block in re.findall(r"```sh\n(.*?)```", section, flags=re.S)]
    return [block for block in found if not vendor or not block.startswith(OTHER[vendor])]


class Databases:
    """Databases of PostgreSQL that go when the test ends."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def name(self, what: str) -> str:
        self.names.append(f"{connection.settings_dict['NAME']}_{what}")
        return self.names[-1]

    def url(self, name: str) -> str:
        given = connection.settings_dict
        password = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
        return f"postgres://{given['USER']}{password}@{given['HOST']}:{given['PORT'] or 5432}/{name}"


@pytest.fixture
def databases():
    made = Databases()
    yield made
    for name in made.names:
        subprocess.run(["dropdb", "--if-exists", "--force", name], env={**os.environ, **postgresql_login()}, check=True)


@pytest.fixture(scope="module")
def content(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests' own database, taken outside of any transaction: the starter content, which is there already."""
    path = tmp_path_factory.mktemp("content") / "content"
    with django_db_blocker.unblock():
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(path)) as copy:
                connection.connection.backup(copy)
        elif shutil.which("pg_dump"):
            command = ["pg_dump", "--format=custom", f"--file={path}", str(connection.settings_dict["NAME"])]
            subprocess.run(command, env={**os.environ, **postgresql_login()}, check=True)
    return path


@pytest.fixture
def site(content: Path, tmp_path: Path, databases: Databases) -> Site:
    """A site with the starter content, as after an installation."""
    if connection.vendor == "sqlite":
        shutil.copy(content, tmp_path / "db.sqlite3")
        made = Site(tmp_path, f"sqlite:///{tmp_path / 'db.sqlite3'}")
    else:
        if not shutil.which("pg_restore"):
            pytest.skip("PostgreSQL's client is not installed")
        name = databases.name("live")
        made = Site(tmp_path, databases.url(name))
        made.sh(f'dropdb --if-exists --force {name}; createdb {name}; pg_restore --no-owner -d {name} "{content}"')
    made.sh("manage.py migrate --fake -v 0; manage.py createcachetable")
    return made


def test_restoring_as_printed_brings_all_of_it_back_and_nobody_who_was_erased(site: Site, databases: Databases) -> None:
    site.python(FILL)
    site.sh("manage.py backup --to backups")
    backup = next((site.folder / "backups").iterdir())
    rows, files, people = site.rows(), site.files(), site.people()
    assert len(files) >= 2

    log = site.sh("manage.py erase_account erased@example.org --noinput")
    (site.folder / "server.log").write_text(log)
    site.python(f"{USERS}; User.objects.create_user('later@example.org')")
    assert site.files() != files
    (site.media / "newer.webp").write_bytes(b"of somebody who came after the backup")
    if connection.vendor == "sqlite":
        (site.folder / "db.sqlite3-wal").write_bytes(b"what an old journal would spoil")

    steps = blocks("Restoring", connection.vendor)
    if connection.vendor == "postgresql":
        name = databases.name("restored")
        site.sh(f"dropdb --if-exists --force {name}")
        steps = [step.replace("careerguide_new", name) for step in steps]
        site.environment["DATABASE_URL"] = databases.url(name)
    assert len(steps) == 5
    for step in steps[:2]:
        site.sh(step, BACKUP=str(backup))
    assert site.rows() == rows
    assert site.files() == files

    said = [site.sh(step, BACKUP=str(backup)) for step in steps[2:]]
    assert "Erased: 1." in said[0]
    assert "Subject:" not in said[0]  # no farewell: mail would be printed here
    assert site.people() == [each for each in people if each != "erased@example.org"]
    assert len(site.files()) == len(files) - 1
    after = site.rows()
    assert after["django_session"].startswith("0 ")
    assert after["interviews_answer"] == rows["interviews_answer"]
    waiting = "from accounts.models import Notification as N; print(N.objects.filter(by_mail=True, mailed_at=None).count())"
    assert site.sh(f'manage.py shell -v 0 -c "{waiting}"').split()[-1] == "0"


@on_postgresql
def test_moving_to_postgresql_as_printed_brings_every_row(site: Site) -> None:
    target, source = site.environment["DATABASE_URL"], f"sqlite:///{site.folder / 'db.sqlite3'}"
    site.environment["DATABASE_URL"] = source
    # As in all tests, tables are made from the models: the migrations have tests of their own.
    site.python(
        "import django; django.setup()\nfrom django.apps import apps\nfrom django.conf import settings\n"
        "from django.core.management import call_command\n"
        "settings.MIGRATION_MODULES = {each.label: None for each in apps.get_app_configs()}\n"
        "call_command('migrate', run_syncdb=True, verbosity=0)"
    )
    site.sh("manage.py load_content")
    site.python(FILL)
    rows = site.rows()
    out, into = blocks("Moving from SQLite to PostgreSQL")
    site.sh(out)
    site.environment["DATABASE_URL"] = target
    site.sh(into)
    moved = site.rows()
    # Each process is to read the guidance anew, so loading it renews its version.
    assert {name for name, found in rows.items() if moved[name] != found} == {"roles_guidanceversion"}
    assert not (site.folder / "move.yaml").exists()
    site.python(f"{USERS}; User.objects.create_user('new@example.org')")  # numbers go on where they were
