"""What of roles and skills wants looking after, for the curator's start page."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careerguide.lib.curation import checks
from roles.models import Resource, Skill, Trend

OLD = "old"
ENOUGH_RESOURCES = 2


def old_sources() -> Q:
    """Nobody has looked at it within a year."""
    return Q(checked_on=None) | Q(checked_on__lt=timezone.localdate() - timedelta(days=365))


def poor_skills() -> Q:
    """Published skills with fewer than two published resources."""
    good = Count("resource_links", filter=Q(resource_links__status="published"), distinct=True)
    poor = Skill.objects.published().annotate(good=good).filter(good__lt=ENOUGH_RESOURCES)
    return Q(pk__in=poor.order_by().values("pk"))


def register_checks() -> None:
    """Put these on the start page."""
    checks.register(
        _("sources of trends not checked for a year"),
        Trend,
        lambda: Trend.objects.published().filter(old_sources()).count(),
        query="check=old&status__exact=published",
    )
    checks.register(
        _("resources not checked for a year"),
        Resource,
        lambda: Resource.objects.published().filter(old_sources()).count(),
        query="check=old&status__exact=published",
    )
    checks.register(
        _("resources reported by learners"),
        Resource,
        lambda: Resource.objects.filter(reports__handled_at=None, reports__isnull=False).distinct().count(),
        query="reported=open",
    )
    checks.register(
        _("skills with fewer than two resources"),
        Skill,
        lambda: Skill.objects.filter(poor_skills()).count(),
        query="lack=resources",
    )
