"""Saving what is written: nobody overwrites anybody unseen, and former states can be had again."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portfolio.models import Project, ProjectSection, SectionRevision

BURST = timedelta(minutes=10)
MOST_REVISIONS = 50


@transaction.atomic
def save_section(
    *, section: ProjectSection, fields: Sequence[str], expected: int, writer: uuid.UUID | None, now: datetime | None = None
) -> bool:
    """Save the section as it is in memory, unless it was changed elsewhere since `expected`; tells whether it was saved.

    A text is kept as a revision too. Saves of one open page within ten minutes share a row, except where more than half of
    the text went away: that may have been a mistake.
    """
    now = now or timezone.now()
    if not section.save_edit(fields, expected=expected):
        return False
    if "text" in fields:
        _keep(section, writer, now)
    Project.objects.filter(pk=section.project_id).update(updated_at=now)
    return True


def _keep(section: ProjectSection, writer: uuid.UUID | None, now: datetime) -> None:
    latest = SectionRevision.objects.filter(section=section).first()
    same_burst = latest is not None and writer is not None and latest.writer == writer and now - latest.begun_at < BURST
    if latest and same_burst and 2 * len(section.text) >= len(latest.text):
        SectionRevision.objects.filter(pk=latest.pk).update(text=section.text, updated_at=now)
        return
    SectionRevision.objects.create(owner_id=section.owner_id, section=section, text=section.text, begun_at=now, writer=writer)
    surplus = SectionRevision.objects.filter(section=section).values_list("pk", flat=True)[MOST_REVISIONS:]
    if doomed := list(surplus):
        SectionRevision.objects.filter(pk__in=doomed).delete()
