"""How the database is spoken to: what the settings ask for must also be what is in force."""

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

from careerguide.settings import DATABASES

pytestmark = pytest.mark.django_db


@pytest.fixture
def connected():
    """A connection of its own to the tests' database, made as production makes it."""
    given = {**connection.settings_dict, **DATABASES["default"], "NAME": connection.settings_dict["NAME"]}
    if connection.vendor == "postgresql":
        given["OPTIONS"] = {**given["OPTIONS"], "pool": {"min_size": 1, "max_size": 1}}  # tests go without, and remove theirs
    made: BaseDatabaseWrapper = load_backend(given["ENGINE"]).DatabaseWrapper(given, alias="apart")
    yield made
    made.close()
    if connection.vendor == "postgresql":
        made.close_pool()


def value(database: BaseDatabaseWrapper, query: str) -> object:
    with database.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about SQLite")
def test_sqlite_waits_for_locks_and_keeps_what_it_acknowledged(connected) -> None:
    assert (value(connected, "PRAGMA busy_timeout"), value(connected, "PRAGMA synchronous")) == (20_000, 2)
    assert value(connected, "PRAGMA foreign_keys") == 1
    assert connected.transaction_mode == "IMMEDIATE"
    assert DATABASES["default"]["CONN_MAX_AGE"] is None  # what is kept open pays for the journal once


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about PostgreSQL")
def test_a_restart_of_postgresql_costs_nobody_an_error(connected) -> None:
    process = value(connected, "SELECT pg_backend_pid()")
    connected.close()  # back to the pool, as at the end of a request
    assert value(connection, f"SELECT pg_terminate_backend({process}, 5000)")
    assert value(connected, "SELECT pg_backend_pid()") != process
