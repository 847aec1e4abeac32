"""The résumé, from portfolio: its versions as they print."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from mentoring.access import Share
from mentoring.kinds import Change, Item
from mentoring.kinds.rows import SHOWN, find, not_kept_back, visible
from mentoring.models import Scope
from portfolio.models import ResumeVersion
from portfolio.resume import exports, sheet
from portfolio.resume.material import assemble


class Resumes:
    """Each version by itself; what a version picks is part of it."""

    scope = Scope.RESUME
    detail_template = "mentoring/kinds/resume.html"

    def _rows(self, share: Share) -> QuerySet[ResumeVersion]:
        return visible(ResumeVersion.objects.owned_by(share.learner).defer("posting"), share, self.scope)

    def items(self, share: Share) -> Sequence[Item]:
        """The latest first."""
        rows = self._rows(share).order_by("-updated_at", "-pk")[:SHOWN]
        return [Item(str(row.pk), row.name, row.headline, row.updated_at) for row in rows]

    def detail(self, share: Share, item: str) -> dict[str, Any]:
        """One version as it prints."""
        if not share.shows(self.scope, item):
            raise Http404
        row = find(self._rows(share), item)
        document = assemble(share.learner, row).document()
        return {
            "label": row.name,
            "text": exports.text(document)[:60_000],
            "document": document,
            "sheet": sheet.drawn(document),
        }

    def changed_since(self, share: Share, moment: datetime, *, most: int) -> Sequence[Change]:
        """Versions made or changed."""
        rows = self._rows(share).filter(updated_at__gt=moment).order_by("-updated_at")[:most]
        return [Change(row.updated_at, _("Résumé: %(name)s") % {"name": row.name}, str(row.pk)) for row in rows]

    def changes_of(self) -> QuerySet[Any]:
        """Versions that changed."""
        rows = ResumeVersion.objects.filter(owner=OuterRef("learner"), updated_at__gt=OuterRef("seen"))
        return rows.filter(not_kept_back(self.scope))
