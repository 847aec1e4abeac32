"""Names beside texts: given to who suggested the text and wished it, and taken away again with that person's account."""

from typing import Any

from django.db.models import Q

from accounts.models import User
from careerguide.lib.curated import Curated
from careerguide.lib.curation.history import has_history, records_of
from curation.models import Suggestion


def give(row: Curated, suggestion: Suggestion) -> None:
    """Put the author's name beside the text, on their wish; remembered with the suggestion, since others have that name too."""
    if suggestion.wants_credit and suggestion.owner.name:
        row.credit = suggestion.credited_as = suggestion.owner.name


def forget(author: User) -> None:
    """Take the author's name from every row and version that has it through a suggestion of theirs; the texts stay."""
    for suggestion in Suggestion.objects.owned_by(author).exclude(credited_as="").select_related("owner"):
        row = suggestion.outcome
        if row is not None:
            _forget(row, suggestion)


def _forget(row: Curated, suggestion: Suggestion) -> None:
    named = Q(credit__contains=suggestion.credited_as)
    namesakes = _namesakes(row, suggestion)
    later = namesakes.filter(decided_at__gt=suggestion.decided_at)
    if has_history(type(row)):
        versions = records_of(type(row), id=row.pk).filter(named)
        if namesakes.exists():  # theirs is what was written between the two decisions
            versions = versions.filter(history_date__gte=suggestion.decided_at)
            if until := later.order_by("decided_at").values_list("decided_at", flat=True).first():
                versions = versions.filter(history_date__lt=until)
        versions.update(credit="")
    if suggestion.credited_as in row.credit and not later.exists():
        row.credit = ""
        row.save_without_historical_record(update_fields=["credit", "updated_at"])  # type: ignore[attr-defined]


def _namesakes(row: Curated, suggestion: Suggestion) -> Any:
    """Suggestions by others of the same name that went into the same row."""
    same_row = Q(target_slug=row.slug) | Q(target_slug="", became=row.slug)
    others = Suggestion.objects.filter(same_row, target_model=suggestion.target_model, credited_as=suggestion.credited_as)
    return others.exclude(owner=suggestion.owner)
