"""What of the question bank wants looking after, for the curator's start page."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from careerguide.lib.curation import checks
from interviews.models import Question
from roles.models import Skill


def without_key_points() -> Q:
    """Questions of the bank with fewer than two key points."""
    poor = Question.objects.filter(owner=None).annotate(points=Count("key_points")).filter(points__lt=2)
    return Q(pk__in=poor.order_by().values("pk"))


def without_skills() -> Q:
    """Questions of the bank that name no skill: they suit no role in particular, and no content file may hold them."""
    return Q(skills=None)


def without_questions() -> Q:
    """Published skills that no published question is about."""
    asked = Question.skills.through._default_manager.filter(skill=OuterRef("pk"), question__status="published")
    return Q(pk__in=Skill.objects.published().filter(~Exists(asked)).order_by().values("pk"))


def register_checks() -> None:
    """Put these on the start page; the list of skills learns to show what was counted."""
    from roles.admin import LackFilter

    LackFilter.lacks["questions"] = (_("questions"), without_questions)
    checks.register(
        _("questions with fewer than two key points"),
        Question,
        lambda: Question.objects.filter(without_key_points(), owner=None).exclude(status="retired").count(),
        query="lack=key_points",
    )
    checks.register(
        _("questions that name no skill"),
        Question,
        lambda: Question.objects.filter(without_skills(), owner=None).exclude(status="retired").count(),
        query="lack=skills",
    )
    checks.register(
        _("skills without questions"), Skill, lambda: Skill.objects.filter(without_questions()).count(), query="lack=questions"
    )
