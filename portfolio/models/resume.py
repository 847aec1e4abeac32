"""A résumé as it is sent: which facts, in which order, in which language, for which role."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import OwnedModel
from careerguide.lib.versioned import Versioned
from portfolio.models.projects import Project
from portfolio.models.resume_entry import ResumeEntry
from roles.models import Role, Skill

SECTIONS = (
    "experience", "projects", "education", "skills", "publications", "awards", "certificates", "volunteering", "languages",
    "interests", "references",
)  # fmt: skip
"""Every section, in the order that a new résumé has them. Links stand in the head, beside the contact."""


def default_sections() -> list[str]:
    """What a new résumé shows; a section without items does not appear."""
    return list(SECTIONS)


class ResumeVersion(OwnedModel, Versioned):
    """One résumé. An empty contact field is left out of it."""

    class SkillDetail(models.TextChoices):
        """How much is said about each skill."""

        NAMES = "names", _("names only")
        LEVELS = "levels", _("with your level")
        SHOWN = "shown", _("with your level and what shows it")

    class Paper(models.TextChoices):
        """The size of the PDF's pages."""

        A4 = "a4", "A4"
        LETTER = "us-letter", _("US letter")

    class Density(models.TextChoices):
        """How much stands on a page."""

        CALM = "calm", _("calm")
        COMPACT = "compact", _("compact")

    name = models.CharField(_("name of this version"), max_length=80, help_text=_("Only you see it."))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    target_role = models.ForeignKey(
        Role, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("for the role")
    )
    posting = models.TextField(_("job text"), max_length=20_000, blank=True, editable=False)
    full_name = models.CharField(_("your name"), max_length=120, blank=True)
    headline = models.CharField(_("headline"), max_length=160, blank=True, help_text=_("One line under your name."))
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    country_code = models.CharField(_("country"), max_length=60, blank=True)
    summary = models.TextField(
        _("summary"), max_length=3000, blank=True, help_text=_("Two or three sentences: what you do, for whom, what shows it.")
    )
    sections = models.JSONField(default=default_sections, editable=False, help_text="Keys of the shown sections, in order.")
    skill_detail = models.CharField(_("skills"), max_length=10, choices=SkillDetail, default=SkillDetail.LEVELS)
    paper = models.CharField(_("paper"), max_length=10, choices=Paper, default=Paper.A4)
    density = models.CharField(_("spacing"), max_length=10, choices=Density, default=Density.CALM)
    extra = models.JSONField(default=dict, blank=True, editable=False, help_text="Properties of an imported file that we lack.")
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("résumé")
        verbose_name_plural = _("résumés")
        indexes = [models.Index(fields=["owner", "-updated_at"])]
        constraints = [models.UniqueConstraint(fields=["owner", "form_key"], name="resume_sent_twice_is_one")]

    def __str__(self) -> str:
        return self.name

    def shown_sections(self) -> list[str]:
        """The sections in their order; whatever else stands in the row is ignored."""
        stored = self.sections if isinstance(self.sections, list) else []
        return [key for key in dict.fromkeys(str(key) for key in stored) if key in SECTIONS]


def item_key(entry: int | None, project: int | None, skill: int | None) -> str:
    """What a fact is called in forms, by whichever key it has: `entry-12`, `project-5`, `skill-3`."""
    if entry:
        return f"entry-{entry}"
    return f"project-{project}" if project else f"skill-{skill}"


class ResumeItem(OwnedModel):
    """A fact in a version: an entry, a project with its write-up, or a skill of the catalogue with the level one claims."""

    version = models.ForeignKey(ResumeVersion, models.CASCADE, related_name="items")
    entry = models.ForeignKey(ResumeEntry, models.CASCADE, related_name="+", null=True)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+", null=True)
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+", null=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False, project__isnull=True, skill__isnull=True)
                | Q(entry__isnull=True, project__isnull=False, skill__isnull=True)
                | Q(entry__isnull=True, project__isnull=True, skill__isnull=False),
                name="a_resume_item_is_one_fact",
            ),
            models.UniqueConstraint(fields=["version", "entry"], name="an_entry_stands_once_in_a_resume"),
            models.UniqueConstraint(fields=["version", "project"], name="a_project_stands_once_in_a_resume"),
            models.UniqueConstraint(fields=["version", "skill"], name="a_skill_stands_once_in_a_resume"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """What the fact is called in forms."""
        return item_key(self.entry_id, self.project_id, self.skill_id)
