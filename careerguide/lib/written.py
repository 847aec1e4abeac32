"""A query that is written to SQL once and asked again and again: for pages where writing it takes longer than its answer."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from threading import local
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.http import Http404

_Row = TypeVar("_Row", bound=Model)
_BITS = 63
"""Of the largest number that a column holds, beside its sign."""


class Written:
    """A `values_list` query whose values are filled in when it is asked.

    `make` builds the query set with one stand-in for each value that will change; no stand-in may equal any other value in it.
    It is written once for all languages: name the columns of a translated field.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], *stand_ins: object) -> None:
        self.make, self.stand_ins = make, stand_ins
        self._of_thread = local()

    def ask(self, *values: object) -> Iterator[Sequence[Any]]:
        """The rows, their values as the query set itself would give them."""
        if any(isinstance(value, int) and value.bit_length() > _BITS for value in values):
            return iter(())  # an address may hold any number; what no column can hold, no row has
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


class WrittenRows(Written, Generic[_Row]):
    """The same for a query set of rows, with what it names in `select_related`, but without annotations."""

    def rows(self, *values: object) -> list[_Row]:
        """The rows as the query set itself would make them."""
        found = self.ask(*values)
        return list(self._text().as_rows(found))

    def row(self, *values: object) -> _Row | None:
        """The first of them."""
        return next(iter(self.rows(*values)), None)

    def row_or_404(self, *values: object) -> _Row:
        """The same; raises Http404 without one."""
        found = self.row(*values)
        if found is None:
            raise Http404
        return found


def _as_sent(value: Any) -> Any:
    """As the database takes it; only UUIDs and moments differ between the databases."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


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

    @cached_property
    def makers(self) -> tuple[Any, slice, list[str], list[Any]]:
        """The model, where its columns stand and what they are called, and who makes the related rows."""
        made = self.compiler.klass_info
        first, last = made["select_fields"][0], made["select_fields"][-1] + 1
        names = [column.target.attname for column, _sql, _alias in self.compiler.select[first:last]]
        # The stubs are of a later Django, which asks for one argument more.
        related = get_related_populators(made, self.compiler.select, self.compiler.using)  # type: ignore[call-arg]
        return made["model"], slice(first, last), names, related

    def as_rows(self, found: Iterator[Sequence[Any]]) -> Iterator[Any]:
        model, own, names, related = self.makers
        for values in found:
            row = model.from_db(self.compiler.using, names, values[own])
            for each in related:
                each.populate(values, row)
            yield row
