"""Practice answers, from interviews: handed in only, never drafts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from careerguide.lib.markdown import render
from interviews.models import Answer, KeyPoint
from mentoring.access import Share
from mentoring.kinds import Change, Item, mocks
from mentoring.kinds.rows import SHOWN, find, not_kept_back, visible
from mentoring.models import Scope
from mentoring.models.mocks import ROUND_ITEM
from mentoring.models.reviews import RUBRIC


class Answers:
    """Each attempt by itself, with its question and the key points that were covered."""

    scope = Scope.ANSWERS
    detail_template = "mentoring/kinds/answer.html"

    def _rows(self, share: Share) -> QuerySet[Answer]:
        return visible(Answer.objects.owned_by(share.learner).submitted(), share, self.scope).select_related("question")

    def items(self, share: Share) -> Sequence[Item]:
        """Rounds that this mentor interviews in, then the latest answers."""
        rounds = mocks.items(share)
        return [*rounds] + [
            Item(str(row.pk), row.question.prompt[:160], f"{len(row.ticked)} / {row.total}", row.submitted_at)
            for row in self._rows(share).defer("text", "html").order_by("-submitted_at", "-pk")[:SHOWN]
        ]

    def detail(self, share: Share, item: str) -> dict[str, Any]:
        """One answer. Its own scores are given for a review only, which reveals them after the mentor's."""
        if not share.shows(self.scope, item):
            raise Http404
        if item.startswith(ROUND_ITEM):
            return mocks.detail(share, item)
        row = find(self._rows(share), item)
        points = KeyPoint.objects.filter(question=row.question_id)
        return {
            "label": row.question.prompt[:160],
            "text": row.text,
            "own_scores": {name: value for name, _label in RUBRIC if (value := getattr(row, name)) is not None},
            "answer": row,
            "html": render(row.text),
            "points": [(point.text, point.pk in row.ticked) for point in points],
        }

    def changed_since(self, share: Share, moment: datetime, *, most: int) -> Sequence[Change]:
        """Answers handed in."""
        rows = self._rows(share).filter(submitted_at__gt=moment).order_by("-submitted_at")[:most]
        return [
            Change(row.submitted_at, _("Answered: %(question)s") % {"question": row.question.prompt[:160]}, str(row.pk))
            for row in rows
            if row.submitted_at
        ]

    def changes_of(self) -> QuerySet[Any]:
        """Answers handed in."""
        rows = Answer.objects.filter(owner=OuterRef("learner"), submitted_at__gt=OuterRef("seen"))
        return rows.filter(not_kept_back(self.scope))
