"""SQLite stores any 64-bit number in any integer column, and Django's backend therefore lets every such number through.

A field's validators ask the database for the range of its column. Told PostgreSQL's ranges, forms, imports and content files
refuse here what would be an error of the server there.
"""

from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations as DjangosOperations


class DatabaseOperations(DjangosOperations):
    """Knows how wide integers are elsewhere."""

    def integer_field_range(self, internal_type: str) -> tuple[int, int]:
        """The range that the column has in a database that keeps to types."""
        return BaseDatabaseOperations.integer_field_ranges[internal_type]


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, but for the operations."""

    ops_class = DatabaseOperations
