"""Applications, from interviews: where each stands and how it got there. The copy of the résumé that was sent stays out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interviews.models import Application, StageEvent
from mentoring.access import Share
from mentoring.kinds import Change, Item
from mentoring.kinds.rows import SHOWN, find, not_kept_back, visible
from mentoring.models import Scope


class Applications:
    """One for each post."""

    scope = Scope.APPLICATIONS
    detail_template = "mentoring/kinds/application.html"

    def _rows(self, share: Share) -> QuerySet[Application]:
        own = Application.objects.owned_by(share.learner).defer("resume_text", "resume_label")
        return visible(own, share, self.scope).select_related("stage", "role")

    def items(self, share: Share) -> Sequence[Item]:
        """Those with the latest news first."""
        return [
            Item(str(row.pk), str(row), row.stage.name, row.updated_at)
            for row in self._rows(share).order_by("-stage_on", "-pk")[:SHOWN]
        ]

    def detail(self, share: Share, item: str) -> dict[str, Any]:
        """One application with its course; an event that was corrected is not shown."""
        if not share.shows(self.scope, item):
            raise Http404
        row = find(self._rows(share), item)
        happened = StageEvent.objects.filter(application=row, replaced_by=None, stage__isnull=False)
        events = list(happened.select_related("stage").order_by("happened_on", "pk"))
        course = [f"{date_format(event.happened_on, 'DATE_FORMAT')}: {event.stage} {event.note}".strip() for event in events]
        return {
            "label": str(row),
            "text": "\n".join([str(row), *course, row.notes]),
            "application": row,
            "events": events,
        }

    def changed_since(self, share: Share, moment: datetime, *, most: int) -> Sequence[Change]:
        """Stages reached."""
        shown = self._rows(share).values("pk")
        events = StageEvent.objects.owned_by(share.learner).changed_since(moment).filter(application__in=shown)
        rows = events.filter(replaced_by=None, stage__isnull=False).select_related("application", "stage")
        return [
            Change(
                row.recorded_at,
                _("%(application)s: %(stage)s") % {"application": row.application, "stage": row.stage},
                str(row.application_id),
            )
            for row in rows.order_by("-recorded_at")[:most]
        ]

    def changes_of(self) -> QuerySet[Any]:
        """Events noted."""
        rows = StageEvent.objects.filter(owner=OuterRef("learner"), recorded_at__gt=OuterRef("seen"))
        return rows.filter(not_kept_back(self.scope, "application_id"))
