"""The user, the profile, and what every private row shares."""

import hashlib
import uuid
import zoneinfo
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careerguide.lib.names import tidy_name
from careerguide.lib.written import WrittenRows


def validate_time_zone(value: str) -> None:
    """Raise unless `value` names a zone of the IANA database."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone from the list."), code="unknown_zone")


class UserManager(BaseUserManager["User"]):
    """Makes users that are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make and save a user; the address is stored in lower case."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get(self, *args: Any, **kwargs: Any) -> "User":
        """As every manager; by the key alone, as each page asks for who is signed in, the query is written once."""
        pk = kwargs.get("pk")
        if args or len(kwargs) != 1 or type(pk) is not int:
            return super().get(*args, **kwargs)
        user = _by_key.row(pk)
        if user is None:
            raise self.model.DoesNotExist
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make and save a user who may do everything in the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person, known by e-mail address; carries the settings that every page needs, so no page joins for them."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True, help_text=_("How you want to be called here."))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])
    welcomed_at = models.DateTimeField(_("finished the welcome"), null=True, blank=True, editable=False)
    # Kept beside the user, who is read for every page anyway, so that the header's number costs no query.
    unread = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def lasting_number(self) -> str:
        """Names the account in logs, without a word about the person, and never another one.

        The digits alone could: once a backup is restored, they are given again to whoever signs up next.
        """
        joined = hashlib.sha256(f"{self.pk} {int(self.date_joined.timestamp())}".encode()).hexdigest()
        return f"{self.pk}-{joined[:10]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the name as it may stand beside other text, whoever wrote it and where."""
        self.name = tidy_name(self.name)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """The chosen name, else the address."""
        return str(self)

    def get_short_name(self) -> str:
        """The chosen name, else the part of the address before the @."""
        return self.name or self.email.split("@", 1)[0]


_by_key = WrittenRows[User](lambda pk: User.objects.filter(pk=pk), -1)


def avatar_path(_profile: "Profile", _filename: str) -> str:
    """A random name: neither the person nor the name of the uploaded file can be read from it."""
    return f"avatars/{uuid.uuid4().hex}.webp"


class Profile(models.Model):
    """What a person tells about themselves; private until they share it."""

    class Background(models.TextChoices):
        """Where somebody starts from; decides nothing, helps a mentor to read the rest."""

        STUDENT = "student", _("Student")
        SOFTWARE = "software", _("Software or web engineering")
        DATA = "data", _("Data analysis or data science")
        RESEARCH = "research", _("Research or academia")
        ML = "ml", _("Already in machine learning")
        OTHER = "other", _("Something else")

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile")
    headline = models.CharField(_("headline"), max_length=120, blank=True)
    background = models.CharField(_("background"), max_length=10, choices=Background, blank=True)
    current_role = models.CharField(_("current role"), max_length=120, blank=True)
    years = models.PositiveSmallIntegerField(
        _("years of experience"), null=True, blank=True, validators=[MaxValueValidator(60)]
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    code_link = models.URLField(_("code hosting"), max_length=300, blank=True)
    network_link = models.URLField(_("professional network"), max_length=300, blank=True)
    avatar = models.ImageField(_("picture"), upload_to=avatar_path, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return str(self.user)


_Row_co = TypeVar("_Row_co", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[_Row_co]):
    """Filters that every private model understands."""

    def owned_by(self, user: User) -> Self:
        """The rows of this person: the only door for views, so that fetching and authorising are one call."""
        return self.filter(owner=user)

    def update(self, **kwargs: Any) -> int:
        """As everywhere in Django, but `updated_at` tells the truth after it too: what is kept in memory goes by it."""
        return super().update(**{"updated_at": timezone.now(), **kwargs})

    update.alters_data = True  # type: ignore[attr-defined]  # no template may call it


class OwnedModel(models.Model):
    """A learner's own row: private by default, deleted with its owner."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


def new_message_id() -> str:
    """Names a mail for good: a mail that is sent twice after a crash is recognised as one."""
    return uuid.uuid4().hex


class Notification(OwnedModel):
    """Something that a person is told, in the app and by mail; the row is the outbox, written in the cause's transaction."""

    kind = models.CharField(max_length=40, editable=False)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="+",
        editable=False,
        help_text="Whom it is about. Their name is never copied, and what was told about them goes with them.",
    )
    values = models.JSONField(default=dict, editable=False)
    url = models.CharField(max_length=300, editable=False)
    in_app = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)
    by_mail = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    message_id = models.CharField(max_length=32, unique=True, default=new_message_id, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["owner", "-created_at"]),
            models.Index(
                fields=["next_try_at"], name="mail_that_waits", condition=models.Q(by_mail=True, mailed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class NotificationChoice(OwnedModel):
    """How somebody wants to be told of one kind of thing; no row means both ways."""

    kind = models.CharField(max_length=40)
    in_app = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind"], name="one_choice_per_kind")]

    def __str__(self) -> str:
        return self.kind


class CalendarFeed(OwnedModel):
    """The secret address under which a calendar program reads somebody's dates. No row: there is no such address.

    Goes with its owner. The token is nowhere: its owner sees it once, and can have another one.
    """

    class Kind(models.TextChoices):
        """What can stand in the calendar."""

        INTERVIEWS = "interviews", _("Interviews")
        TASKS = "tasks", _("Tasks of the job search")
        BRAND = "brand", _("Actions of the brand plan")
        CHECK_INS = "check_ins", _("Check-ins between mentor and learner")
        GOALS = "goals", _("Goals agreed with a mentor")
        REVIEWS = "reviews", _("Answers due for review: one entry a day")

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    kinds = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_calendar_address_per_person")]

    def __str__(self) -> str:
        return str(self.owner_id)
