"""The public page: off by default, showing only what its owner picked."""

import hashlib
import unicodedata
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import OwnedModel, OwnedQuerySet
from careerguide.lib.versioned import Versioned

HELD_FOR = timedelta(days=90)
"""How long nobody else can take an address that was given up: links to it must not lead to another person."""


def address_key(text: str) -> str:
    """What two addresses that look alike have in common."""
    return unicodedata.normalize("NFKC", text).casefold()


class PublicPage(Versioned, OwnedModel):
    """What strangers may see of somebody; nobody sees anything until `published_at` is set."""

    slug = models.SlugField(_("address"), max_length=40, blank=True)
    slug_key = models.CharField(max_length=80, blank=True, editable=False)
    display_name = models.CharField(_("name"), max_length=80, blank=True)
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    intro = models.TextField(_("introduction"), max_length=5000, blank=True)
    show_picture = models.BooleanField(_("show your picture"), default=False)
    show_links = models.BooleanField(_("show the links of your profile"), default=False)
    sections = models.JSONField(default=list, blank=True, editable=False)
    """Names of the sections shown, in their order."""
    allow_indexing = models.BooleanField(_("search engines may list it"), default=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("public page")
        verbose_name_plural = _("public pages")
        constraints = [
            models.UniqueConstraint(fields=["owner"], name="one_public_page_per_person"),
            models.UniqueConstraint(
                fields=["slug_key"], condition=Q(published_at__isnull=False), name="a_published_address_is_unique"
            ),
            models.CheckConstraint(condition=Q(published_at=None) | ~Q(slug_key=""), name="a_published_page_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Where strangers find it."""
        return reverse("public_page", args=[self.slug])

    @property
    def is_published(self) -> bool:
        """Whether strangers see it now."""
        return self.published_at is not None


class PublicItem(OwnedModel):
    """One thing that the page shows: a row of the section's own kind, by its key.

    Not a foreign key, since sections are many kinds of rows. What it names is always fetched among its owner's rows, so a row
    that is gone, or never was the owner's, is simply not shown.
    """

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="items")
    section = models.SlugField(max_length=20)
    item_id = models.PositiveBigIntegerField()
    in_full = models.BooleanField(default=False)
    """For a project: the whole write-up, not only its summary."""
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "section", "item_id"], name="a_page_shows_a_thing_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.item_id}"


class HeldAddress(models.Model):
    """An address that was given up. Only its digest is kept: it may be a person's name, and outlives their account."""

    digest = models.CharField(max_length=64, unique=True)
    former_owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    held_until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.digest[:8]} until {self.held_until:%Y-%m-%d}"

    @staticmethod
    def digest_of(slug: str) -> str:
        """The digest under which an address is held."""
        return hashlib.sha256(address_key(slug).encode()).hexdigest()
