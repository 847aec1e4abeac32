"""What every piece of curated guidance shares: a stable slug, a state, a place in the order, texts in two languages."""

from typing import Any, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from careerguide.lib.curation import texts

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
    credit = models.CharField(_("credit"), max_length=80, blank=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    loaded_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Digest of the row as the starter content last wrote it."
    )
    behind = models.CharField(
        max_length=1000, blank=True, editable=False, help_text="Texts whose other language changed since, as field:language."
    )

    objects = CuratedQuerySet.as_manager()
    _agreed: str | None = None

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and mark the language that a change has left behind."""
        columns = texts.columns(type(self))
        chosen = kwargs.get("update_fields")
        if self._agreed is not None:
            self.behind, self._agreed = self._agreed, None
        elif self.pk and columns and (chosen is None or set(chosen) & set(columns)):
            stored = type(self)._base_manager.filter(pk=self.pk).values(*columns).first()
            self.behind = texts.left_behind(self, stored, self.behind) if stored else ""
        if chosen is not None:
            kwargs["update_fields"] = {*chosen, "behind"}
        super().save(*args, **kwargs)

    def agree(self, marks: str = "") -> None:
        """Say that the texts belong together as they are, whatever the next save changes."""
        self._agreed = marks
