"""Publishing a page and taking it down."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from portfolio import addresses
from portfolio.models import PublicPage, address_key


class AddressTakenError(Exception):
    """Somebody else's page is at this address, or gave it up lately."""


def publish(*, page: PublicPage, slug: str) -> None:
    """Let strangers see the page at this address; raises AddressTakenError. An address given up by moving stays closed to others."""
    try:
        with transaction.atomic():
            _publish(page, slug)
    except IntegrityError as error:  # somebody was quicker
        raise AddressTakenError from error


def _publish(page: PublicPage, slug: str) -> None:
    stored = PublicPage.objects.select_for_update().get(pk=page.pk)
    if stored.is_published and stored.slug_key != address_key(slug):
        addresses.hold(stored.slug, former_owner=stored.owner)
    PublicPage.objects.filter(pk=page.pk).update(
        slug=slug,
        slug_key=address_key(slug),
        published_at=stored.published_at or timezone.now(),
        updated_at=timezone.now(),
        version=F("version") + 1,
    )
    # After the write: it waits for whoever is giving the address up at this moment, and then sees that it is held.
    if not addresses.is_free(slug, stored.owner):
        raise AddressTakenError
    addresses.release(slug)


@transaction.atomic
def take_down(*, page: PublicPage) -> None:
    """Nobody sees the page from the next request on; the address stays closed to others for a while."""
    stored = PublicPage.objects.select_for_update().get(pk=page.pk)
    if not stored.is_published:
        return
    addresses.hold(stored.slug, former_owner=stored.owner)
    PublicPage.objects.filter(pk=page.pk).update(published_at=None, updated_at=timezone.now(), version=F("version") + 1)
