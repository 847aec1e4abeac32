"""The public page: saving, publishing, taking it down."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from portfolio import addresses
from portfolio.models import PublicItem, PublicPage, address_key


class AddressTakenError(Exception):
    """Somebody else's page is at this address, or gave it up lately."""


def save_page(*, page: PublicPage, fields: Sequence[str], expected: int, items: Sequence[PublicItem]) -> bool:
    """Save the page as it is in memory with what it shows, unless it was changed elsewhere; tells whether it was saved.

    A published page that moves leaves its former address held. Raises AddressTakenError.
    """
    try:
        with transaction.atomic():
            return _save_page(page, fields, expected, items)
    except IntegrityError as error:  # somebody was quicker
        raise AddressTakenError from error


def _save_page(page: PublicPage, fields: Sequence[str], expected: int, items: Sequence[PublicItem]) -> bool:
    stored = PublicPage.objects.select_for_update().select_related("owner").get(pk=page.pk)
    page.slug_key = address_key(page.slug)
    if not page.save_edit([*fields, "slug_key", "sections"], expected=expected):
        return False
    PublicItem.objects.filter(page=page).delete()
    PublicItem.objects.bulk_create(items)
    if stored.is_published and stored.slug_key != page.slug_key:
        addresses.hold(stored.slug, former_owner=stored.owner)
        _settle(page.slug, stored.owner)
    return True


def _settle(slug: str, owner: User) -> None:
    """Claim an address that was just written; raises AddressTakenError.

    After the write, since the write waits for whoever is giving the address up at this moment; now it is seen to be held.
    """
    if not addresses.is_free(slug, owner):
        raise AddressTakenError
    addresses.release(slug)


def publish(*, page: PublicPage) -> None:
    """Let strangers see the page at its address; raises AddressTakenError."""
    try:
        with transaction.atomic():
            PublicPage.objects.filter(pk=page.pk, published_at=None).update(
                published_at=timezone.now(), updated_at=timezone.now(), version=F("version") + 1
            )
            _settle(page.slug, page.owner)
    except IntegrityError as error:  # somebody was quicker
        raise AddressTakenError from error


@transaction.atomic
def take_down(*, page: PublicPage) -> None:
    """Nobody sees the page from the next request on; the address stays closed to others for a while."""
    stored = PublicPage.objects.select_for_update().select_related("owner").get(pk=page.pk)
    if not stored.is_published:
        return
    addresses.hold(stored.slug, former_owner=stored.owner)
    PublicPage.objects.filter(pk=page.pk).update(published_at=None, updated_at=timezone.now(), version=F("version") + 1)
