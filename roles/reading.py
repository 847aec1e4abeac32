"""Models of what learners read beyond a role or a skill: dated trends and standards, and resources to learn from."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import OwnedModel
from careerguide.lib.curated import Curated


class Trend(Curated):
    """A dated, sourced entry about what changes for roles and skills: a law, a standard, a new occupation, a survey."""

    class Kind(models.TextChoices):
        """What sort of thing it is."""

        LAW = "law", _("Law and regulation")
        STANDARD = "standard", _("Standard")
        OCCUPATION = "occupation", _("Occupation")
        EDUCATION = "education", _("Education")
        MARKET = "market", _("Labour market")
        PRACTICE = "practice", _("Working practice")

    class Precision(models.TextChoices):
        """How exactly the date is known."""

        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    class Checked(models.TextChoices):
        """How well the source was checked."""

        PRIMARY = "primary", _("Checked at the publisher")
        CITED = "cited", _("The publisher's page, confirmed through others who cite it")
        SECONDARY = "secondary", _("Reported by others, not checked at the publisher")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is"), max_length=1500)
    what_it_changes = models.TextField(_("what it changes"), max_length=1500)
    publisher = models.CharField(_("publisher"), max_length=200)
    source_url = models.URLField(_("source"), max_length=500)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    precision = models.CharField(_("date known to the"), max_length=5, choices=Precision, default=Precision.YEAR)
    checked_on = models.DateField(_("source checked on"), null=True, blank=True)
    verification = models.CharField(_("how well checked"), max_length=10, choices=Checked, default=Checked.SECONDARY)
    roles = models.ManyToManyField("roles.Role", verbose_name=_("roles it changes"), related_name="+", blank=True)
    skills = models.ManyToManyField("roles.Skill", verbose_name=_("skills it changes"), related_name="+", blank=True)

    class Meta(Curated.Meta):
        ordering = ["-published_on", "slug"]
        verbose_name = _("trend or standard")
        verbose_name_plural = _("trends and standards")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its place on the page of trends."""
        return f"{reverse('roles:trend_list')}#{self.slug}"

    @property
    def dated(self) -> str:
        """The date as exactly as it is known."""
        if self.published_on is None:
            return ""
        if self.precision == self.Precision.YEAR:
            return str(self.published_on.year)
        return date_format(self.published_on, "YEAR_MONTH_FORMAT" if self.precision == self.Precision.MONTH else "DATE_FORMAT")


class Resource(Curated):
    """Something to learn from, named in the language that it is in."""

    class Kind(models.TextChoices):
        """What sort of thing it is."""

        DOCUMENTATION = "documentation", _("Documentation")
        BOOK = "book", _("Book")
        COURSE = "course", _("Course")
        PAPER = "paper", _("Paper")
        GUIDE = "guide", _("Guide")
        PRACTICE = "practice", _("Practice")

    class Language(models.TextChoices):
        """What one has to read."""

        ENGLISH = "en", _("English")
        CHINESE = "zh", _("Chinese")
        BOTH = "both", _("English and Chinese")

    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=500)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    language = models.CharField(_("language"), max_length=5, choices=Language)
    level = models.PositiveSmallIntegerField(
        _("helps to reach level"), validators=[MinValueValidator(1), MaxValueValidator(4)], default=2
    )
    hours = models.PositiveSmallIntegerField(_("hours"), null=True, blank=True, validators=[MaxValueValidator(500)])
    free = models.BooleanField(_("free of charge"), default=True)
    note = models.CharField(_("what it is good for"), max_length=300)
    skills = models.ManyToManyField("roles.Skill", verbose_name=_("skills"), related_name="resource_links")
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta(Curated.Meta):
        ordering = ["level", "order", "slug"]
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [models.CheckConstraint(condition=Q(level__range=(1, 4)), name="a_resource_leads_to_level_1_to_4")]

    def __str__(self) -> str:
        return self.title

    @property
    def facts(self) -> str:
        """Kind, language, time and price on one line."""
        hours = gettext("about %(hours)s h") % {"hours": self.hours} if self.hours else ""
        price = "" if self.free else gettext("not free")
        return " · ".join(filter(None, (str(self.get_kind_display()), str(self.get_language_display()), hours, price)))


class ResourceReport(OwnedModel):
    """A learner's word that a resource is broken; curators see the words and never the person."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="reports")
    note = models.CharField(_("what is wrong"), max_length=300, blank=True)
    handled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "resource"], condition=Q(handled_at=None), name="a_resource_is_reported_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.note}"

    @classmethod
    def settle(cls, resources: "models.QuerySet[Resource]") -> int:
        """Note that the curators have looked at what was reported about these."""
        return cls.objects.filter(resource__in=resources, handled_at=None).update(handled_at=timezone.now())
