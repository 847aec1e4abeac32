"""`manage.py backup`: one dated folder with the database and the uploaded files, verified before it gets its name."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.utils import timezone

UNFINISHED = ".unfinished"
LEFT_OUT = "imports"  # archives that wait for their owner's confirmation, gone by tomorrow


class Command(BaseCommand):
    """Write a backup that can be trusted: whoever sees its folder sees a complete one."""

    help = "Writes a dated backup of the database and the uploaded files into a folder, and verifies it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("--to", type=Path, required=True, help="the folder that holds the backups; made if missing")

    def handle(self, *_args: Any, to: Path, **_options: Any) -> None:
        """Write, verify, then give it its name."""
        name = f"careerguide-{timezone.now():%Y-%m-%dT%H%M%SZ}"
        unfinished, finished = to / f"{name}{UNFINISHED}", to / name
        if finished.exists():
            raise CommandError(f"{finished} exists already.")
        try:
            unfinished.mkdir(parents=True, mode=0o700)
            facts = back_up(unfinished, now=timezone.now())
            sync(unfinished)
            unfinished.rename(finished)
            _flush(to)
        except (OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise CommandError(f"There is no new backup: {_words(error)}") from error
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        rows = sum(facts["rows"].values())
        self.stdout.write(f"{finished}: {rows} rows, {len(facts['files'])} files, verified")


def _words(error: Exception) -> str:
    said = getattr(error, "stderr", None)
    return said.strip() if isinstance(said, str) and said.strip() else str(error)


def back_up(folder: Path, *, now: datetime) -> dict[str, Any]:
    """Fill the folder and tell what is in it; the same facts lie beside the data, in `facts.json`.

    The database comes first: a picture that is added meanwhile is one too many, never one that a row names in vain. One that
    is deleted meanwhile is missing, as it is on the site.
    """
    rows = _sqlite(folder) if connection.vendor == "sqlite" else _postgresql(folder)
    facts = {"made_at": now.isoformat(), "database": connection.vendor, "rows": rows, "files": _media(folder / "media")}
    (folder / "facts.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")
    return facts


# --- The database ----------------------------------------------------------------------------------------------------


def _sqlite(folder: Path) -> dict[str, int]:
    """A copy by SQLite itself: copying the live file would miss what still lies in its journal."""
    target = folder / "db.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True)) as copy:
        return check_sqlite(copy)


def check_sqlite(copy: sqlite3.Connection) -> dict[str, int]:
    """Read all of a copy, and count the rows of each table; raises OSError for a broken one."""
    found = [str(row[0]) for row in copy.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        raise OSError(f"the copy of the database is damaged: {found[0]}")
    if orphans := copy.execute("PRAGMA foreign_key_check").fetchall():
        raise OSError(f"the copy of the database has rows that point at nothing, the first in {orphans[0][0]}")
    tables = [str(row[0]) for row in copy.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
    missing = set(connection.introspection.django_table_names()) - set(tables)
    if missing:
        raise OSError(f"the copy of the database lacks tables: {', '.join(sorted(missing))}")
    return {name: int(copy.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]) for name in tables}  # noqa: S608


def _postgresql(folder: Path) -> dict[str, int]:
    """A dump by PostgreSQL's own tool, whose list of contents is then read back."""
    tool, reader = shutil.which("pg_dump"), shutil.which("pg_restore")
    if not (tool and reader):
        raise OSError("pg_dump and pg_restore are not on the PATH; install PostgreSQL's client of the server's version")
    target, environment = folder / "db.dump", {**os.environ, **_login()}
    _run([tool, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"], environment)
    contents = _run([reader, "--list", str(target)], environment)
    tables = connection.introspection.django_table_names(only_existing=True)
    missing = [name for name in tables if f" TABLE DATA public {name} " not in contents]
    if missing:
        raise OSError(f"the dump lacks tables: {', '.join(missing)}")
    return _rows_of(reader, target, tables, environment)


def _rows_of(reader: str, dump: Path, tables: list[str], environment: Mapping[str, str]) -> dict[str, int]:
    """Read all of a dump, and count the rows of each table in it."""
    found, table = dict.fromkeys(tables, 0), ""
    command = [reader, "--data-only", "--file=-", str(dump)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        for line in process.stdout or ():
            if table and line == "\\.\n":
                table = ""
            elif table:
                found[table] += 1
            elif start := re.match(r'COPY public\.("?)(\w+)\1 \(', line):
                table = start[2]
                found.setdefault(table, 0)
    if process.returncode:
        raise OSError("the dump cannot be read back")
    return found


def _login() -> Mapping[str, str]:
    """Where the database is: by the environment, so that no password stands in the list of processes."""
    given = connections["default"].settings_dict
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
    return {variable: str(given[name]) for name, variable in names.items() if given.get(name)}


def _run(command: list[str], environment: Mapping[str, str]) -> str:
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout  # noqa: S603


# --- The files -------------------------------------------------------------------------------------------------------


def _media(folder: Path) -> dict[str, str]:
    """Copy the uploaded files and read the copies back; their digests by name."""
    root, found = Path(settings.MEDIA_ROOT), {}
    folder.mkdir()
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            shutil.copyfile(path, target)
        except FileNotFoundError:
            continue  # its owner deleted it at this moment
        if hashlib.sha256(target.read_bytes()).hexdigest() != digest:
            raise OSError(f"the copy of media/{name} differs from the file")
        found[name] = digest
    return found


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.relative_to(root).parts[0] != LEFT_OUT:
            yield path


def sync(folder: Path) -> None:
    """Everything on the disk before the folder gets its name."""
    for path in folder.rglob("*"):
        _flush(path)
    _flush(folder)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
