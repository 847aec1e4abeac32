"""Public pages as they were last drawn, kept in the memory of the process for as long as they still hold.

Whether they do, one query tells: it reads when each row was written that the page may show. Nothing has to be told to forget
a page, and what is taken down is never looked up here: the page itself is fetched anew for every request.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import connection

from accounts.models import OwnedModel, Profile
from portfolio import public
from portfolio.models import PublicItem, PublicPage
from portfolio.showcase import SECTIONS
from roles import guidance

MOST_KEPT = 64


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it is sent, with its validator."""

    body: bytes
    etag: str


def drawn(page: PublicPage, origin: str, language: str) -> Drawn:
    """The page in the active language, as `origin` (scheme and host) serves it."""
    if settings.DEBUG:
        _drawn.cache_clear()  # templates are being written
    return _drawn(page, origin, language, _stamp(page))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(page: PublicPage, origin: str, _language: str, _stamp: bytes) -> Drawn:
    # The stamp was read before the rows: a change in between is drawn at once, and drawn again for the next request.
    body = public.draw(page, origin).encode()
    # A digest of what strangers see, not the stamp: that moves with drafts too, and so would tell when their owner writes.
    return Drawn(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def _stamp(page: PublicPage) -> bytes:
    """What is different as soon as anything is that the page may show; a digest, since it can name thousands of rows."""
    parts = tuple(SECTIONS[slug].parts for slug in page.sections if slug in SECTIONS)
    statement, tables = _statement(parts)
    with connection.cursor() as cursor:
        cursor.execute(statement, [page.owner_id] * tables)
        rows = cursor.fetchall()
    known = guidance.current().token
    return hashlib.sha256(repr((page.version, page.updated_at, known, rows)).encode()).digest()


@lru_cache(maxsize=128)
def _statement(parts: tuple[tuple[type[OwnedModel], ...], ...]) -> tuple[str, int]:
    """One query over all these tables, and how many they are.

    By hand, since every visit asks: building the union through managers takes several times as long as running it.
    """
    owned: list[type[OwnedModel]] = [PublicItem, *(model for models in parts for model in models)]
    names = [(model._meta.db_table, "owner_id") for model in dict.fromkeys(owned)] + [(Profile._meta.db_table, "user_id")]
    selects = [f"SELECT '{table}', id, updated_at FROM {table} WHERE {column} = %s" for table, column in names]  # noqa: S608
    return " UNION ALL ".join(selects) + " ORDER BY 1, 2", len(selects)
