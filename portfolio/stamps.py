"""When somebody's rows were written: by that, what was made of them and kept in memory is known to hold, or not to.

Nothing has to be told to forget anything: whoever writes a row, by whatever way, moves its `updated_at` (`OwnedQuerySet.update`
too), and what is deleted is missing.
"""

import hashlib
from functools import lru_cache

from django.db import connection

from accounts.models import OwnedModel, Profile

Tables = tuple[type[OwnedModel] | type[Profile], ...]


def stamp(owner_id: int, tables: Tables) -> bytes:
    """What is another as soon as one of this person's rows in these tables is; one query, however many tables."""
    return stamps(owner_id, tables)[0]


def stamps(owner_id: int, *groups: Tables) -> list[bytes]:
    """The same for several groups of tables, each with a stamp of its own; still one query."""
    statement = _statement(sum(groups, ()))
    with connection.cursor() as cursor:
        cursor.execute(statement, [owner_id] * sum(map(len, groups)))
        rows = cursor.fetchall()
    names = [{_named(model)[0] for model in tables} for tables in groups]
    parts = ([row for row in rows if row[0] in group] for group in names) if len(groups) > 1 else (rows,)
    return [hashlib.sha256(repr(part).encode()).digest() for part in parts]  # digests, since there may be thousands of rows


@lru_cache(maxsize=128)
def _statement(tables: Tables) -> str:
    # By hand, since every visit asks: building the union through managers takes several times as long as running it. As text,
    # since nobody wants to read the moments, and SQLite's are slow to parse.
    written = "SELECT '{0}', id, CAST(updated_at AS text) FROM {0} WHERE {1} = %s"
    return " UNION ALL ".join(written.format(*_named(model)) for model in tables) + " ORDER BY 1, 2"


def _named(model: type[OwnedModel] | type[Profile]) -> tuple[str, str]:
    """The table and the column of its owner."""
    return model._meta.db_table, "user_id" if model is Profile else "owner_id"
