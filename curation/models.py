"""What learners suggest about the guidance."""

from typing import ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import OwnedModel, OwnedQuerySet
from careerguide.lib.curated import Curated


class SuggestionQuerySet(OwnedQuerySet["Suggestion"]):
    """Suggestions by their state."""

    def waiting(self) -> Self:
        """Not decided yet."""
        return self.filter(status=Suggestion.Status.WAITING)


class Suggestion(OwnedModel):
    """A learner's proposal: another text for something published, or, without a slug, something new."""

    class Status(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", pgettext_lazy("suggestion", "Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    target_model = models.CharField(_("kind"), max_length=60, editable=False)
    target_slug = models.CharField(_("about"), max_length=80, blank=True, editable=False)
    field = models.CharField(_("which text"), max_length=60)
    language = models.CharField(_("language"), max_length=10, choices=[("en", _("English")), ("zh_hans", _("Chinese"))])
    current = models.TextField(_("text when it was suggested"), blank=True, editable=False)
    proposed = models.TextField(_("proposed text"), max_length=5000)
    why = models.TextField(_("why"), max_length=1000)
    wants_credit = models.BooleanField(_("Name me beside the text if it is taken over"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING, db_index=True, editable=False)
    reason = models.TextField(_("the curators' answer"), max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    told = models.BooleanField(default=False, editable=False)
    became = models.CharField(max_length=80, blank=True, editable=False, help_text="Slug of the draft that an offer became.")
    credited_as = models.CharField(
        max_length=80, blank=True, editable=False, help_text="The name that was put beside the text, on its author's wish."
    )
    form_key = models.UUIDField(editable=False)

    objects: ClassVar = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [models.UniqueConstraint(fields=["owner", "form_key"], name="a_suggestion_sent_twice_is_one")]

    def __str__(self) -> str:
        return self.target_slug or self.proposed[:60]

    @property
    def kind_label(self) -> str:
        """What readers call the kind of guidance that it is about."""
        return str(self.model._meta.verbose_name) if self.model else self.target_model

    @property
    def text_label(self) -> str:
        """What readers call the text that it is about."""
        names = {field.name: field for field in self.model._meta.concrete_fields} if self.model else {}
        return str(names[self.field].verbose_name) if self.field in names else self.field

    @property
    def model(self) -> type[Curated] | None:
        """The kind of guidance it is about; None when there is no such kind any more."""
        try:
            found = apps.get_model(self.target_model)
        except (LookupError, ValueError):
            return None
        return found if issubclass(found, Curated) else None

    @property
    def outcome(self) -> Curated | None:
        """The row that it went into when it was accepted."""
        slug = self.target_slug or self.became
        return self.model._default_manager.filter(slug=slug).first() if self.model and slug else None

    @property
    def target(self) -> Curated | None:
        """The row it is about, whatever its state; None when something new is suggested."""
        return self.model._default_manager.filter(slug=self.target_slug).first() if self.model and self.target_slug else None
