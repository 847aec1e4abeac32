"""What every piece of curated guidance shares: a stable slug, a state, a place in the order."""

from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

_Row_co = TypeVar("_Row_co", bound=models.Model, covariant=True)


class CuratedQuerySet(models.QuerySet[_Row_co]):
    """Filters that every curated model understands."""

    def published(self) -> Self:
        """What readers may see."""
        return self.filter(status=Curated.Status.PUBLISHED)


class Curated(models.Model):
    """Guidance that curators own. Rows are retired, never deleted, so learners' records keep what they point at."""

    class Status(models.TextChoices):
        """The life of a piece of guidance."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    slug = models.SlugField(_("slug"), max_length=80, unique=True, help_text=_("Part of the address; never changes."))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PUBLISHED, db_index=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    loaded_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Digest of the row as the starter content last wrote it."
    )

    objects = CuratedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "slug"]
