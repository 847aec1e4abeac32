"""How people come to know somebody: pillars and actions to choose from, and the learner's own plan."""

from decimal import Decimal
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import OwnedModel, OwnedQuerySet
from careerguide.lib.curated import Curated
from careerguide.lib.versioned import Versioned
from portfolio.cadence import Cadence
from roles.models import Skill

HOURS_RANGE = (MinValueValidator(Decimal("0.5")), MaxValueValidator(200))


class BrandPillar(Curated):
    """One of the ways in which people come to know somebody."""

    name = models.CharField(_("name"), max_length=60)
    summary = models.TextField(_("summary"), max_length=600)
    principle = models.TextField(_("principle"), max_length=600, help_text=_("What keeps it honest."))

    class Meta(Curated.Meta):
        verbose_name = _("pillar of the brand")
        verbose_name_plural = _("pillars of the brand")

    def __str__(self) -> str:
        return self.name


class BrandAction(Curated):
    """Something to do that others can plan as it is."""

    pillar = models.ForeignKey(BrandPillar, models.PROTECT, related_name="+", verbose_name=_("pillar"))
    title = models.CharField(_("title"), max_length=160)
    channel = models.CharField(_("where"), max_length=160, help_text=_("“GitHub, your own site”"))
    first_step = models.TextField(_("first step"), max_length=400)
    measure = models.TextField(_("what shows that it worked"), max_length=400)
    cadence = models.CharField(_("how often"), max_length=16, choices=Cadence, default=Cadence.QUARTERLY)
    hours = models.DecimalField(_("hours each time"), max_digits=4, decimal_places=1, validators=HOURS_RANGE)
    skills = models.ManyToManyField(Skill, blank=True, related_name="+", verbose_name=_("skills that it shows"))

    class Meta(Curated.Meta):
        ordering = ["pillar__order", "order", "slug"]
        verbose_name = _("brand action")
        verbose_name_plural = _("brand actions")

    def __str__(self) -> str:
        return self.title


class BrandPlan(Versioned, OwnedModel):
    """Somebody's strategy in a few sentences, and the hours they have for it."""

    positioning = models.TextField(
        _("positioning"), max_length=600, blank=True, help_text=_("What you want to be asked about, in one or two sentences.")
    )
    audience = models.TextField(
        _("audience"), max_length=600, blank=True, help_text=_("Who should know it, and where they read.")
    )
    proof = models.TextField(_("proof"), max_length=2000, blank=True, help_text=_("What backs it up, one item a line."))
    hours_a_week = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, default=Decimal(2),
        validators=[MinValueValidator(0), MaxValueValidator(60)],
        help_text=_("What you can really give; the plan tells when it asks more."),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_brand_plan_each")]
        verbose_name = _("brand plan")
        verbose_name_plural = _("brand plans")

    def __str__(self) -> str:
        return self.positioning[:80]


class PlannedActionQuerySet(OwnedQuerySet["PlannedAction"]):
    """Planned actions by state."""

    def running(self) -> Self:
        """What still comes due."""
        return self.filter(stopped_at=None, due__isnull=False)


class PlannedAction(Versioned, OwnedModel):
    """An action that somebody has planned: from a template, or their own. `due` is None once it does not come back."""

    template = models.ForeignKey(BrandAction, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    pillar = models.ForeignKey(BrandPillar, models.PROTECT, related_name="+", verbose_name=_("pillar"))
    title = models.CharField(_("title"), max_length=160)
    channel = models.CharField(_("where"), max_length=160, blank=True)
    measure = models.CharField(_("what shows that it worked"), max_length=400, blank=True)
    cadence = models.CharField(_("how often"), max_length=16, choices=Cadence, default=Cadence.MONTHLY)
    hours = models.DecimalField(_("hours each time"), max_digits=4, decimal_places=1, validators=HOURS_RANGE)
    due = models.DateField(_("next due"), null=True)
    stopped_at = models.DateTimeField(null=True, editable=False)
    form_key = models.UUIDField(editable=False)

    objects: ClassVar = PlannedActionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("planned action")
        verbose_name_plural = _("planned actions")
        indexes = [models.Index(fields=["owner", "due"], name="planned_actions_due")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="a_planned_action_sent_twice_is_one"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="an_action_takes_time"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return reverse("portfolio:planned_action", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """Whether it still comes due."""
        return self.stopped_at is None and self.due is not None


class ActionDone(OwnedModel):
    """One time that a planned action was done, and what came of it; appended, never rewritten."""

    planned = models.ForeignKey(PlannedAction, models.CASCADE, related_name="times_done")
    was_due = models.DateField(null=True)
    done_on = models.DateField(_("done on"))
    outcome = models.TextField(_("what came of it"), max_length=1000, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    form_key = models.UUIDField(editable=False)

    class Meta:
        ordering = ["-done_on", "-pk"]
        verbose_name = _("action done")
        verbose_name_plural = _("actions done")
        indexes = [models.Index(fields=["owner", "-done_on"], name="actions_done_log")]
        constraints = [models.UniqueConstraint(fields=["owner", "form_key"], name="a_done_action_sent_twice_is_one")]

    def __str__(self) -> str:
        return f"{self.planned} ({self.done_on})"


class QuarterReview(Versioned, OwnedModel):
    """What a quarter taught: what worked, what to keep, what to drop."""

    quarter = models.DateField(_("quarter"), help_text="Its first day.")
    worked = models.TextField(_("what worked"), max_length=3000, blank=True)
    keep = models.TextField(_("what to keep"), max_length=3000, blank=True)
    drop = models.TextField(_("what to drop"), max_length=3000, blank=True)

    class Meta:
        ordering = ["-quarter"]
        verbose_name = _("review of a quarter")
        verbose_name_plural = _("reviews of quarters")
        constraints = [models.UniqueConstraint(fields=["owner", "quarter"], name="one_review_per_quarter")]

    def __str__(self) -> str:
        return f"{self.quarter:%Y-%m}"
