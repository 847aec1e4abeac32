"""The process as data: stages, the moves that may follow each, and advice for them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careerguide.lib.curated import Curated
from interviews.models.questions import Topic


class CompanyOutcome(models.TextChoices):
    """What the company has said. It is not the stage, and it is not what the applicant decided."""

    NONE = "", _("no word yet")
    ON_HOLD = "on-hold", _("on hold")
    OFFER = "offer", _("offer")
    NOT_SELECTED = "not-selected", _("not selected")
    SILENT = "silent", _("no response")
    RESCINDED = "rescinded", _("offer withdrawn")


class OwnDecision(models.TextChoices):
    """What the applicant has decided, whatever the company says."""

    NONE = "", _("undecided")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Stage(Curated):
    """A place where an application can stand. Lists are texts with one item a line."""

    class Kind(models.TextChoices):
        """What happens there."""

        OPEN = "open", _("before the first answer")
        STAGE = "stage", _("a round or a step")
        WAIT = "wait", _("waiting for the company")
        END = "end", _("an end")

    class Group(models.TextChoices):
        """The columns of the board and the steps of the funnel, in their order."""

        PREPARING = "preparing", _("Preparing")
        APPLIED = "applied", _("Applied")
        SCREENING = "screening", _("Screening")
        TECHNICAL = "technical", _("Technical")
        HR = "hr", _("HR")
        DECISION = "decision", _("Decision")
        OFFER = "offer", _("Offer")
        ENDED = "ended", _("Ended")

    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    group = models.CharField(_("group"), max_length=10, choices=Group)
    company_outcome = models.CharField(
        _("what the company has said by then"), max_length=12, choices=CompanyOutcome, blank=True, default=""
    )
    own_decision = models.CharField(
        _("what the applicant has decided by then"), max_length=12, choices=OwnDecision, blank=True, default=""
    )
    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=24, help_text=_("Fits on a card."))
    examines = models.TextField(_("what it examines, or for an end what it means"), max_length=1000)
    prepare = models.TextField(_("how to prepare, or what to do next"), max_length=2000, help_text=_("One a line."))
    log = models.TextField(_("what to note"), max_length=1000, help_text=_("One a line."))

    class Meta(Curated.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")

    def __str__(self) -> str:
        return self.name

    @property
    def is_end(self) -> bool:
        """Whether nothing more is expected."""
        return self.kind == self.Kind.END


class StageMove(Curated):
    """A move that the process allows; what is not listed is refused."""

    from_stage = models.ForeignKey(
        Stage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from"),
        help_text=_("Empty: from every stage that is not an end."),
    )
    to_stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", verbose_name=_("to"))
    outcome = models.SlugField(_("outcome"), max_length=30)
    is_main = models.BooleanField(_("on the usual path"), default=False)
    opens_new = models.BooleanField(
        _("opens a new application"), default=False, help_text=_("The old one stays where it is; the new one is linked to it.")
    )
    label = models.CharField(_("label"), max_length=60)
    guard = models.CharField(_("when"), max_length=200)

    class Meta(Curated.Meta):
        verbose_name = _("allowed move")
        verbose_name_plural = _("allowed moves")
        constraints = [
            models.UniqueConstraint(fields=["from_stage", "to_stage"], name="one_move_between_two_stages"),
            models.UniqueConstraint(
                fields=["to_stage"], condition=Q(from_stage=None), name="one_move_from_anywhere_to_a_stage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_stage or '*'} → {self.to_stage}"


class Tip(Curated):
    """Advice: what is commonly said, how to do it, and where the common advice falls short."""

    class Kind(models.TextChoices):
        """What the advice is about."""

        GENERAL = "general", _("In every round")
        DEEP_LEARNING = "deep-learning", _("On deep learning")
        MATERIAL = "material", _("Materials to prepare")

    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    headline = models.CharField(_("headline"), max_length=160)
    says = models.TextField(_("what is commonly said"), max_length=600)
    how_to = models.TextField(_("how to do it"), max_length=1000)
    fair_note = models.TextField(_("fair note"), max_length=1000, blank=True, help_text=_("Where the advice misleads."))
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    class Meta(Curated.Meta):
        verbose_name = _("tip")
        verbose_name_plural = _("tips")

    def __str__(self) -> str:
        return self.headline
