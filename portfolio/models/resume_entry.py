"""What a résumé is made of: one row per fact, written once and picked by any number of versions."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import OwnedModel
from careerguide.lib.versioned import Versioned
from portfolio.resume import dates


class EntryKind(models.TextChoices):
    """What a fact is about."""

    EXPERIENCE = "experience", _("job")
    PROJECT = "project-entry", _("project without a write-up")
    EDUCATION = "education", _("course of study")
    SKILL = "skill-entry", _("skill in your own words")
    PUBLICATION = "publication", _("publication")
    AWARD = "award", _("award")
    CERTIFICATE = "certificate", _("certificate")
    VOLUNTEERING = "volunteering", _("volunteer work")
    LANGUAGE = "language", _("language")
    INTEREST = "interest", _("interest")
    REFERENCE = "reference", _("reference")
    LINK = "link", _("link")


class PartialDateField(models.CharField[str, str]):
    """YYYY, YYYY-MM or YYYY-MM-DD."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 10, "blank": True, "validators": [dates.validate_partial_date]}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """Leave out what every such field has."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "blank", "validators"):
            kwargs.pop(fixed, None)
        return name, path, list(args), kwargs


class ResumeEntry(OwnedModel, Versioned):
    """One fact in one language. `family` is shared by the same fact in the other language.

    One table for all kinds: they have the same shape (what, where, when, said how), a page needs them all at once, and a
    version can point at any of them with a real foreign key. What a field means for a kind stands in `resume/kinds.py`.
    """

    kind = models.CharField(max_length=20, choices=EntryKind, editable=False)
    language = models.CharField(_("language of the text"), max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    start = PartialDateField()
    end = PartialDateField()
    current = models.BooleanField(default=False)
    summary = models.TextField(max_length=3000, blank=True)
    highlights = models.TextField(max_length=6000, blank=True, help_text="One a line.")
    keywords = models.TextField(max_length=2000, blank=True, help_text="One a line.")
    family = models.UUIDField(default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    extra = models.JSONField(default=dict, blank=True, editable=False, help_text="Properties of an imported file that we lack.")

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("résumé entry")
        verbose_name_plural = _("résumé entries")
        indexes = [models.Index(fields=["owner", "-created_at"])]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="resume_entry_sent_twice_is_one"),
            models.UniqueConstraint(fields=["owner", "family", "language"], name="resume_entry_once_per_language"),
        ]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.title, self.organisation or self.detail) if part) or "–"

    @property
    def period(self) -> str:
        """From when to when, as the active language writes it."""
        return dates.period(self.start, self.end, current=self.current)
