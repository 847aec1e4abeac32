"""Models of how the requirements change: staged first, then published together as a release that learners are told about."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import OwnedModel


class StagedRequirement(models.Model):
    """A required level that curators prepare; 0 takes the skill out of the role. Learners see nothing of it yet."""

    role = models.ForeignKey("roles.Role", models.CASCADE, related_name="+", verbose_name=_("role"))
    skill = models.ForeignKey("roles.Skill", models.CASCADE, related_name="+", verbose_name=_("skill"))
    level = models.PositiveSmallIntegerField(_("level"), validators=[MaxValueValidator(4)])
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    staged_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("staged requirement")
        verbose_name_plural = _("matrix of requirements")
        constraints = [models.UniqueConstraint(fields=["role", "skill"], name="one_staged_level_per_role_and_skill")]

    def __str__(self) -> str:
        return f"{self.role} · {self.skill}: {self.level}"


class Release(models.Model):
    """A dated change note: what changed in the requirements, and why."""

    title_en: str | None  # a column that is made by `translation.py`

    title = models.CharField(_("title"), max_length=120)
    note = models.TextField(_("note"), max_length=2000)
    published_at = models.DateTimeField(_("published"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self) -> str:
        return self.title


class ReleaseChange(models.Model):
    """One cell that a release changed; 0 stands for “not asked for”."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="changes")
    role = models.ForeignKey("roles.Role", models.PROTECT, related_name="+")
    skill = models.ForeignKey("roles.Skill", models.PROTECT, related_name="+")
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["role__order", "skill__area__order", "skill__order"]
        constraints = [models.UniqueConstraint(fields=["release", "role", "skill"], name="a_release_changes_a_cell_once")]

    def __str__(self) -> str:
        return f"{self.role} · {self.skill}: {self.before} → {self.after}"


class ReleasesSeen(OwnedModel):
    """Up to when a learner has seen what changed in the roles they aim at."""

    seen_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_moment_of_seen_releases")]

    def __str__(self) -> str:
        return self.seen_until.isoformat()
