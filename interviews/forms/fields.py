"""Fields for days and moments, as people type them."""

import zoneinfo
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from careerguide.lib.curated import Curated
from careerguide.lib.form_fields import row_field

FIRST_YEAR, LAST_YEAR = 1990, 2100


class DayField(forms.DateField):
    """A day, in the form that browsers send."""

    default_error_messages = {"invalid": _("Enter a day as year-month-day, for example 2026-03-31.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)

    def to_python(self, value: Any) -> Any:
        """The day; a year that nobody means is refused, not stored."""
        day = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class LocalMomentField(forms.DateTimeField):
    """A moment on the clock of the person who types it.

    A time that the clock skips (spring) counts as an hour later; one that it shows twice (autumn) as the first of the two.
    Django's own field refuses both, which nobody understands who just wants to note an interview.
    """

    default_error_messages = {"invalid": _("Enter a day and a time.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """The moment in UTC."""
        # In UTC no time is skipped or shown twice, so the clock's digits come through untouched.
        with timezone.override(UTC):
            typed = super().to_python(value)
        if typed is None:
            return None
        if not FIRST_YEAR <= typed.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        zone = timezone.get_current_timezone()
        return on_the_clock(typed.replace(tzinfo=None), zone)


def on_the_clock(wall: datetime, zone: Any) -> datetime:
    """The moment at which clocks in `zone` show `wall`: a skipped time moves forward, a repeated one is the first."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(zoneinfo.ZoneInfo("UTC"))


def offer_published(form: forms.BaseForm, name: str, model: type[Curated], *, chosen: int | None, nothing: StrPromise) -> None:
    """Offer what is published, and what was chosen before it was retired; `nothing` says what leaving it open means."""
    field = row_field(form, name)
    field.queryset = model._default_manager.filter(Q(status=Curated.Status.PUBLISHED) | Q(pk=chosen)).order_by("order")
    field.empty_label = str(nothing)
