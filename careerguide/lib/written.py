"""A query that is written to SQL once and asked again and again: for pages where writing it takes longer than its answer."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from threading import local
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet


class Written:
    """A `values_list` query whose values are filled in when it is asked.

    `make` builds the query set with one stand-in for each value that will change; no stand-in may equal any other value in it.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], *stand_ins: object) -> None:
        self.make, self.stand_ins = make, stand_ins
        self._of_thread = local()

    def ask(self, *values: object) -> Iterator[Sequence[Any]]:
        """The rows, their values as the query set itself would give them."""
        text = self._text()
        given = dict(zip(map(_as_sent, self.stand_ins), map(_as_sent, values), strict=True))
        with connection.cursor() as cursor:
            cursor.execute(text.statement, [given.get(value, value) for value in text.values])
            return text.read(cursor.fetchall())

    def _text(self) -> "_Text":
        """One per thread, as connections are."""
        if not hasattr(self._of_thread, "text"):
            self._of_thread.text = _Text(self.make(*self.stand_ins))
        text: _Text = self._of_thread.text
        return text


def _as_sent(value: Any) -> Any:
    """As the database takes it; only UUIDs differ between the databases."""
    native = connection.features.has_native_uuid_field
    return value.hex if isinstance(value, UUID) and not native else value


class _Text:
    def __init__(self, query: QuerySet[Any, Any]) -> None:
        self.compiler = query.query.get_compiler(query.db)
        self.statement, self.values = self.compiler.as_sql()

    @cached_property
    def converters(self) -> Any:
        columns = [column for column, _sql, _alias in self.compiler.select]
        return self.compiler.get_converters(columns)

    def read(self, rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        return self.compiler.apply_converters(rows, self.converters) if self.converters else iter(rows)
