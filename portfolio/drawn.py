"""Public pages as they were last drawn, kept in the memory of the process for as long as they hold.

What is taken down is never looked up here: the page itself is fetched anew for every request.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from accounts.models import Profile
from portfolio import public
from portfolio.models import PublicItem, PublicPage
from portfolio.showcase import SECTIONS
from portfolio.stamps import stamp
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
    shown = (SECTIONS[slug] for slug in page.sections if slug in SECTIONS)
    rows = dict.fromkeys(model for section in shown for model in (*section.offers, *section.parts))
    written = stamp(page.owner_id, (Profile, PublicItem, *rows))
    return _drawn(page, origin, language, (page.version, page.updated_at, written, guidance.current().token))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(page: PublicPage, origin: str, _language: str, _state: tuple[object, ...]) -> Drawn:
    # The state was read before the rows: a change in between is drawn at once, and drawn again for the next request.
    body = public.draw(page, origin).encode()
    # A digest of what strangers see, not the state: that moves with drafts too, and so would tell when their owner writes.
    return Drawn(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
