"""The question bank: what is asked, in which round, and what a good answer covers."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from careerguide.lib.curated import Curated, CuratedQuerySet
from roles.models import Role, Skill

SUITS_FROM = 2
"""The mean level that a role requires of a question's skills, from which on the question suits the role."""


class Topic(Curated):
    """A field that questions come from."""

    name = models.CharField(_("name"), max_length=80)
    description = models.TextField(_("description"), max_length=600)

    class Meta(Curated.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name


def _is_part(part: object) -> bool:
    """Whether it says what to draw and how many."""
    if not isinstance(part, dict) or not isinstance(part.get("count"), int) or not 1 <= part["count"] <= 20:
        return False
    topics = part.get("topics", [])
    return isinstance(topics, list) and all(isinstance(slug, str) for slug in topics) and bool(topics or part.get("own"))


def validate_composition(value: object) -> None:
    """Raise unless `value` is a list of parts: `{"topics": [slugs], "count": n}` or `{"own": true, "count": n}`."""
    if not isinstance(value, list) or not all(_is_part(part) for part in value):
        raise ValidationError(_("Each part names topics, or is the learner's own, with a count from 1 to 20."), code="part")


class Round(Curated):
    """A round of interviews; its composition says what a balanced rehearsal of it holds."""

    name = models.CharField(_("name"), max_length=80)
    description = models.TextField(_("description"), max_length=600)
    composition = models.JSONField(
        _("composition"),
        default=list,
        validators=[validate_composition],
        help_text=_(
            "What a rehearsal holds: [{“topics”: [slugs], “count”: n}, …]; {“own”: true, “count”: n} for own questions."
        ),
    )

    class Meta(Curated.Meta):
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self) -> str:
        return self.name


class QuestionQuerySet(CuratedQuerySet["Question"]):
    """Which questions somebody may see: the published ones, and their own."""

    def visible_to(self, person: object) -> Self:
        """The only door for views. `person` may be a guest."""
        published = Q(status=Curated.Status.PUBLISHED)
        return self.filter(published | Q(owner=person)) if isinstance(person, User) else self.filter(published)

    def suiting(self, role: Role) -> Self:
        """Questions whose skills the role requires at level 2 or more on average; one that names no skill suits every role."""
        asked = Q(skills__requirements__role=role) & Q(skills__status=Curated.Status.PUBLISHED)
        same = Question._base_manager.filter(pk=OuterRef("pk")).order_by().values("pk")
        total = same.annotate(total=Sum("skills__requirements__level", filter=asked)).values("total")
        count = same.annotate(count=Count("skills", distinct=True)).values("count")
        compared = self.alias(_asked=Coalesce(Subquery(total), 0), _skills=Coalesce(Subquery(count), 0))
        return compared.filter(_asked__gte=F("_skills") * SUITS_FROM)

    def owned_by(self, user: User) -> Self:
        """The private questions of this person."""
        return self.filter(owner=user)


class Question(Curated):
    """Something that is asked.

    A row with an owner is that learner's private question. It is never `published`: a constraint keeps it a draft, so no query
    for published questions, wherever it is written, can show it to others.
    """

    class Difficulty(models.IntegerChoices):
        """How deep the question goes."""

        SCREENING = 1, _("screening")
        WORKING = 2, _("working level")
        DEEP = 3, _("deep")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", editable=False)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic"))
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("round"))
    skills = models.ManyToManyField(Skill, blank=True, related_name="+", verbose_name=_("skills"))
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"), choices=Difficulty, default=Difficulty.WORKING, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    prompt = models.TextField(_("question"), max_length=2000)
    asked_at = models.CharField(_("asked at"), max_length=120, blank=True, editable=False)
    form_key = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]  # else the plugin finds none

    class Meta(Curated.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None) | Q(status=Curated.Status.DRAFT), name="a_private_question_is_never_published"
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(topic__isnull=False, round__isnull=False),
                name="a_curated_question_has_topic_and_round",
            ),
            models.CheckConstraint(condition=Q(difficulty__range=(1, 3)), name="difficulty_1_to_3"),
            models.UniqueConstraint(fields=["owner", "form_key"], name="a_question_sent_twice_is_one"),
        ]
        indexes = [
            models.Index(fields=["owner", "id"], condition=Q(owner__isnull=False), name="own_questions"),
            models.Index(fields=["order", "id"], condition=Q(status="published"), name="bank_order"),
            models.Index(fields=["topic", "order", "id"], condition=Q(status="published"), name="bank_topic_order"),
        ]

    def __str__(self) -> str:
        return self.prompt[:80]

    def get_absolute_url(self) -> str:
        """The page of this question."""
        return reverse("interviews:question_detail", args=[self.slug])

    @property
    def is_private(self) -> bool:
        """Whether it is a learner's own."""
        return self.owner_id is not None


class KeyPoint(models.Model):
    """One thing that a good answer covers: a checklist, not the only right answer."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="key_points", verbose_name=_("question"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("key point"), max_length=400)

    objects: ClassVar[models.Manager["KeyPoint"]] = models.Manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("key point")
        verbose_name_plural = _("key points")

    def __str__(self) -> str:
        return self.text[:80]
