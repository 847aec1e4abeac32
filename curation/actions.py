"""Writes about suggestions."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.lib.curated import Curated
from careerguide.lib.curation.history import sign
from curation import credit, targets
from curation.models import Suggestion
from curation.telling import notify


class DecidedMeanwhileError(Exception):
    """Another curator has already answered."""


class TooLongError(Exception):
    """The proposed text does not fit where it should go; `longest` is what fits."""

    def __init__(self, longest: int) -> None:
        super().__init__(longest)
        self.longest = longest


class CannotBeTakenOverError(Exception):
    """What the suggestion is about is gone, or nothing can be made of it."""


@transaction.atomic
def suggest(*, suggestion: Suggestion, owner: User, form_key: uuid.UUID) -> Suggestion:
    """Keep a suggestion; the same form sent twice makes one."""
    stored = Suggestion.objects.owned_by(owner).filter(form_key=form_key).first()
    if stored is not None:
        return stored
    suggestion.owner, suggestion.form_key = owner, form_key
    suggestion.save()
    return suggestion


def _decide(suggestion: Suggestion, status: str, *, by: User, reason: str) -> None:
    """Compare and write in one statement: of two curators, the second is told."""
    waiting = Suggestion.objects.waiting().filter(pk=suggestion.pk)
    if not waiting.update(status=status, reason=reason, decided_by=by, decided_at=timezone.now(), updated_at=timezone.now()):
        raise DecidedMeanwhileError
    notify(suggestion.owner, f"suggestion-{status}", suggestion=suggestion, reason=reason)


@transaction.atomic
def decline(*, suggestion: Suggestion, by: User, reason: str) -> None:
    """Say no, with the reason."""
    _decide(suggestion, Suggestion.Status.DECLINED, by=by, reason=reason)


@transaction.atomic
def accept(*, suggestion: Suggestion, by: User, reason: str = "") -> Curated:
    """Take it over: the wording into the row, whose other language is then marked, or something new as a draft."""
    _decide(suggestion, Suggestion.Status.ACCEPTED, by=by, reason=reason)
    row = suggestion.target if suggestion.target_slug else _made(suggestion)
    if row is None:
        raise CannotBeTakenOverError
    if suggestion.target_slug:
        if suggestion.field not in {text.name for text in targets.texts_of(row)}:
            raise CannotBeTakenOverError
        setattr(row, f"{suggestion.field}_{suggestion.language}", suggestion.proposed)
    longest = targets.longest(type(row), suggestion.field)
    if len(suggestion.proposed) > longest:
        raise TooLongError(longest)
    credit.give(row, suggestion)
    sign(row, by=by, at=timezone.now(), reason=_("suggested by a learner"))
    row.save()
    suggestion.became = "" if suggestion.target_slug else row.slug
    suggestion.save(update_fields=["became", "credited_as"])
    return row


def _made(suggestion: Suggestion) -> Curated | None:
    maker = targets.maker_of(suggestion.target_model)
    if maker is None:
        return None
    row = maker(suggestion)
    row.status = Curated.Status.DRAFT
    return row
