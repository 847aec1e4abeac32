"""`manage.py backup`: complete while others write, verified, and under its name only when both are true."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from careerguide.management.commands import backup

# Marked although most of it asks files of its own: so it runs before the tests that empty the database it copies.
pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about the SQLite file")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about pg_dump")


class Site:
    """A database file with the starter content and a folder of pictures, apart from those of the tests."""

    def __init__(self, folder: Path, filled: Path) -> None:
        self.database, self.media, self.backups = folder / "live.sqlite3", folder / "media", folder / "backups"
        shutil.copy(filled, self.database)
        (self.media / "avatars").mkdir(parents=True)
        (self.media / "avatars/a.webp").write_bytes(b"picture")
        (self.media / "imports").mkdir()
        (self.media / "imports/waiting.zip").write_bytes(b"not yet anybody's")

    def back_up(self) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{self.database}", "MEDIA_ROOT": str(self.media)}
        command = [sys.executable, "manage.py", "backup", "--to", str(self.backups)]
        environment |= {"DJANGO_SETTINGS_MODULE": "careerguide.settings", "DEBUG": "true"}
        return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)

    @property
    def newest(self) -> Path:
        return max(self.backups.iterdir())


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests' own database as a file; taken outside of any transaction, whose lock would never let it go."""
    path = tmp_path_factory.mktemp("filled") / "filled.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
    return path


@pytest.fixture
def site(filled: Path, tmp_path: Path) -> Site:
    return Site(tmp_path, filled)


class Writer(threading.Thread):
    """Adds row after row, and notes which one was acknowledged last."""

    def __init__(self, database: Path) -> None:
        super().__init__(daemon=True)
        self.database, self.acknowledged, self.stop = database, 0, threading.Event()
        self.begun = threading.Event()

    def run(self) -> None:
        with closing(sqlite3.connect(self.database, timeout=30, isolation_level=None)) as live:
            while not self.stop.is_set():
                values = (f"row {self.acknowledged + 1}", "2030-01-01 00:00:00")
                live.execute("INSERT INTO portfolio_heldaddress (digest, held_until) VALUES (?, ?)", values)
                self.acknowledged += 1
                if self.acknowledged >= 50:
                    self.begun.set()


@on_sqlite
def test_a_backup_has_every_row_that_was_acknowledged_before_it_began(site: Site) -> None:
    writer = Writer(site.database)
    writer.start()
    try:
        assert writer.begun.wait(timeout=60)
        before = writer.acknowledged
        done = site.back_up()
        after = writer.acknowledged
    finally:
        writer.stop.set()
        writer.join()
    assert done.returncode == 0, done.stderr
    assert after > before  # it was written to all the while
    with closing(sqlite3.connect(site.newest / "db.sqlite3")) as restored:
        held = {row[0] for row in restored.execute("SELECT digest FROM portfolio_heldaddress")}
        assert held >= {f"row {number}" for number in range(1, before + 1)}
        assert restored.execute("SELECT COUNT(*) FROM roles_skill").fetchone()[0] >= 81
    facts = json.loads((site.newest / "facts.json").read_text())
    assert facts["rows"]["portfolio_heldaddress"] == len(held)
    assert (site.newest / "media/avatars/a.webp").read_bytes() == b"picture"
    assert list(facts["files"]) == ["avatars/a.webp"]  # what only waits for a confirmation is nobody's yet
    assert [path.name for path in site.backups.iterdir() if path.name.endswith(backup.UNFINISHED)] == []


@on_sqlite
def test_a_damaged_copy_is_told(site: Site, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite3"
    content = bytearray(site.database.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 3 * 4096] = b"\xff" * 3 * 4096
    damaged.write_bytes(content)
    with closing(sqlite3.connect(damaged)) as copy, pytest.raises((OSError, sqlite3.DatabaseError)):
        backup.check_sqlite(copy)


@on_sqlite
def test_a_copy_without_a_table_or_with_orphans_is_told(site: Site) -> None:
    with closing(sqlite3.connect(site.database)) as copy:
        copy.execute("INSERT INTO roles_requirement (role_id, skill_id, level) VALUES (99999, 99999, 1)")
        with pytest.raises(OSError, match="point at nothing"):
            backup.check_sqlite(copy)
        copy.execute("DELETE FROM roles_requirement WHERE role_id = 99999")
        copy.execute("DROP TABLE portfolio_heldaddress")
        with pytest.raises(OSError, match="lacks tables: portfolio_heldaddress"):
            backup.check_sqlite(copy)


def test_a_backup_that_fails_leaves_no_folder(tmp_path: Path, monkeypatch) -> None:
    def fails(folder: Path, **_now: object) -> None:
        (folder / "half").write_text("half")
        raise OSError("the disk is full")

    monkeypatch.setattr(backup, "back_up", fails)
    with pytest.raises(CommandError, match="no new backup: the disk is full"):
        call_command("backup", to=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_the_tools_of_postgresql_the_error_says_what_to_install(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(connection, "vendor", "postgresql")
    with pytest.raises(CommandError, match="install PostgreSQL's client"):
        call_command("backup", to=tmp_path)


@on_postgresql
def test_a_dump_of_postgresql_is_read_back(db: None, tmp_path: Path, settings) -> None:
    if not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed")
    settings.MEDIA_ROOT = tmp_path / "media"
    call_command("backup", to=tmp_path / "backups")
    newest = next((tmp_path / "backups").iterdir())
    facts = json.loads((newest / "facts.json").read_text())
    assert facts["rows"]["roles_skill"] >= 81
    assert (newest / "db.dump").stat().st_size > 10_000
