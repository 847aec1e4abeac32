"""Uploaded files and their rows."""

from django.db import transaction
from django.db.models.fields.files import FieldFile


def forget_file(file: FieldFile) -> None:
    """Remove a file once the deletion of its row is committed: one that is rolled back must not have lost it.

    A file that cannot be removed is logged, and keeps nothing else from being done.
    """
    storage, name = file.storage, file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)
