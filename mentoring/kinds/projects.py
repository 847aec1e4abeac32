"""Projects, from portfolio: finished ones only."""

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
from portfolio import guidance, parts, queries
from portfolio.models import Project


class Projects:
    """Write-ups with their numbers, skills, lessons and pictures."""

    scope = Scope.PROJECTS
    detail_template = "mentoring/kinds/project.html"

    def _rows(self, share: Share) -> QuerySet[Project]:
        return visible(Project.objects.owned_by(share.learner).finished(), share, self.scope)

    def items(self, share: Share) -> Sequence[Item]:
        """The latest first."""
        rows = self._rows(share).order_by("-finished_at", "-pk")[:SHOWN]
        return [Item(str(row.pk), row.title, row.summary[:160], row.finished_at) for row in rows]

    def detail(self, share: Share, item: str) -> dict[str, Any]:
        """One project as a reader sees it, without ways to other projects, which may not be shared."""
        if not share.shows(self.scope, item):
            raise Http404
        row = find(self._rows(share), item)
        texts = queries.texts(row, guidance.kinds().get(row.kind_id or 0), only_filled=True)
        words, found = [row.title, row.summary, row.own_part], parts.of(row)
        for text in texts:
            words += [text.title, text.row.text]
        return {
            "label": row.title,
            "text": "\n\n".join(word for word in words if word)[:60_000],
            "project": row,
            "period": queries.period(row.started, row.ended),
            "texts": texts,
            "metrics": queries.metrics(found),
            "skills": queries.shown_skills(found),
            "lessons": found.lessons,
            "pictures": found.pictures,
        }

    def changed_since(self, share: Share, moment: datetime, *, most: int) -> Sequence[Change]:
        """Projects finished or changed after they were finished."""
        rows = self._rows(share).filter(updated_at__gt=moment).order_by("-updated_at")[:most]
        return [Change(row.updated_at, _("Project: %(title)s") % {"title": row.title}, str(row.pk)) for row in rows]

    def changes_of(self) -> QuerySet[Any]:
        """Finished projects that changed."""
        rows = Project.objects.filter(owner=OuterRef("learner"), updated_at__gt=OuterRef("seen"), finished_at__isnull=False)
        return rows.filter(not_kept_back(self.scope))
