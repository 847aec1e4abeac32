"""Archives between the preview and the confirmation: kept where every process finds them, one a person, a day at most."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import User
from careerguide.personal_data.archive import digest_of

FOLDER = "imports"
KEPT_FOR = timedelta(days=1)
_DIGEST = re.compile("[0-9a-f]{64}")


def keep(owner: User, upload: IO[bytes]) -> str:
    """Keep an archive in the place of the person's former one; the digest that it is asked for by."""
    forget(owner)
    _sweep()
    digest = digest_of(upload)
    upload.seek(0)
    default_storage.save(_name(owner, digest), File(upload))
    return digest


def fetch(owner: User, digest: str) -> File[Any] | None:
    """The archive that was shown under this digest; None when it is gone, or another one took its place."""
    if not _DIGEST.fullmatch(digest):
        return None
    try:
        return default_storage.open(_name(owner, digest))
    except FileNotFoundError:
        return None


def forget(owner: User) -> None:
    """Remove what waits for this person."""
    for name in _names():
        if name.startswith(f"{owner.pk}-"):
            default_storage.delete(f"{FOLDER}/{name}")


def _name(owner: User, digest: str) -> str:
    return f"{FOLDER}/{owner.pk}-{digest}.zip"


def _names() -> list[str]:
    try:
        return list(default_storage.listdir(FOLDER)[1])
    except FileNotFoundError:
        return []


def _sweep() -> None:
    """Remove what nobody came back for."""
    oldest = timezone.now() - KEPT_FOR
    for name in _names():
        try:
            if default_storage.get_modified_time(f"{FOLDER}/{name}") < oldest:
                default_storage.delete(f"{FOLDER}/{name}")
        except FileNotFoundError:
            continue  # its owner was quicker
