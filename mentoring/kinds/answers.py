"""Practice answers, from interviews: handed in only, never drafts."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from careerguide.lib.markdown import render
from careerguide.lib.written import Written
from interviews.models import Answer, KeyPoint
from mentoring.access import Share
from mentoring.kinds import Change, Item, mocks
from mentoring.kinds.rows import SHOWN, find, not_kept_back, visible
from mentoring.models import Scope
from mentoring.models.mocks import ROUND_ITEM
from mentoring.models.reviews import RUBRIC

EVER = datetime.min.replace(tzinfo=UTC)
_handed_in = Written(
    lambda owner, since: (
        Answer.objects.filter(owner=owner, submitted_at__gt=since)
        .order_by("-submitted_at", "-pk")
        .values_list("pk", "submitted_at", "question__prompt_en", "question__prompt_zh_hans", "ticked", "total")[:SHOWN]
    ),
    -1,
    EVER,
)


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
            Item(item, prompt, f"{len(ticked)} / {total}", moment)
            for item, prompt, moment, ticked, total in self._latest(share, EVER)
        ]

    def _latest(self, share: Share, moment: datetime) -> Iterator[tuple[str, str, datetime, list[int], int]]:
        """Answers handed in since then, the latest first, with the question in the reader's language or the one it has."""
        if not share.shows(self.scope):
            raise Http404
        chinese_first = (get_language() or "").startswith("zh")
        for pk, when, english, chinese, ticked, total in _handed_in.ask(share.learner.pk, moment):
            if share.shows(self.scope, str(pk)):
                prompt = (chinese or english if chinese_first else english or chinese) or ""
                yield str(pk), prompt[:160], when, ticked, total

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
        words, latest = _("Answered: %(question)s"), islice(self._latest(share, moment), most)
        return [Change(when, words % {"question": prompt}, item) for item, prompt, when, _ticked, _total in latest]

    def changes_of(self) -> QuerySet[Any]:
        """Answers handed in."""
        rows = Answer.objects.filter(owner=OuterRef("learner"), submitted_at__gt=OuterRef("seen"))
        return rows.filter(not_kept_back(self.scope))
