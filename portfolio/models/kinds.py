"""Kinds of projects: what each is for, what to write about it, what reviewers look for."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from careerguide.lib.curated import Curated
from roles.models import Skill

RETROSPECTIVE = "project-retrospective"
"""The kind that looks back at another project."""


class ProjectKind(Curated):  # type: ignore[django-manager-missing]  # modeltranslation swaps the manager of ProjectPrompt
    """A kind of project worth showing. Lists are texts with one item a line."""

    name = models.CharField(_("name"), max_length=80)
    summary = models.TextField(_("summary"), max_length=600)
    reviewers_look_for = models.TextField(_("what reviewers look for"), max_length=2000, help_text=_("One a line."))
    red_flags = models.TextField(_("red flags"), max_length=2000, help_text=_("One a line."))
    artefacts = models.TextField(_("what to show"), max_length=2000, help_text=_("One a line."))
    skills = models.ManyToManyField(Skill, blank=True, related_name="+", verbose_name=_("skills"))

    class Meta(Curated.Meta):
        verbose_name = _("kind of project")
        verbose_name_plural = _("kinds of projects")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its guidance on the page of the portfolio."""
        return f"{reverse('portfolio:portfolio')}#{self.slug}"


class ProjectPrompt(models.Model):
    """One section of the write-up of a kind: what to answer, and an example of a good sentence.

    A learner's section keeps the name of the section, not a link, so that a curator may reword, add and remove prompts freely.
    Names are not unique by constraint: loading rewrites the prompts of a kind in place, and two may change places.
    """

    kind = models.ForeignKey(ProjectKind, models.CASCADE, related_name="prompts", verbose_name=_("kind"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    section = models.SlugField(_("section"), max_length=40, help_text=_("Keeps a text at its place; never changes."))
    title = models.CharField(_("title"), max_length=80)
    prompt = models.TextField(_("prompt"), max_length=600)
    hint = models.TextField(_("example"), max_length=600, help_text=_("A sentence as a good write-up has it."))

    objects: ClassVar[models.Manager["ProjectPrompt"]] = models.Manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("prompt")
        verbose_name_plural = _("prompts")

    def __str__(self) -> str:
        return self.title
