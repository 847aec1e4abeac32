"""The brand plan, from portfolio: one thing for each learner, with its strategy, its actions and the quarter so far."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentoring.access import Share
from mentoring.kinds import Change, Item
from mentoring.kinds.rows import find, not_kept_back, visible
from mentoring.models import Scope
from portfolio.brand import plan, quarter
from portfolio.cadence import months_later
from portfolio.models import ActionDone, BrandPlan, QuarterReview

MOST_DONE = 50
# Opening one's own plan makes an empty row: only an edit, which raises the version, is news.
EDITED = Q(version__gt=1)


class Brand:
    """One plan; what is planned and done belongs to it and is hidden with it."""

    scope = Scope.BRAND
    detail_template = "mentoring/kinds/brand.html"

    def _rows(self, share: Share) -> QuerySet[BrandPlan]:
        return visible(BrandPlan.objects.owned_by(share.learner), share, self.scope)

    def items(self, share: Share) -> Sequence[Item]:
        """The plan, if there is one."""
        return [Item(str(row.pk), _("Brand plan"), row.positioning[:160], row.updated_at) for row in self._rows(share)]

    def detail(self, share: Share, item: str) -> dict[str, Any]:
        """The strategy, what is planned, and what this quarter brought."""
        if not share.shows(self.scope, item):
            raise Http404
        row, owner, today = find(self._rows(share), item), share.learner, timezone.localdate()
        start = quarter.quarter_of("", today)
        known = plan.record(owner)
        planned = [each for each in plan.planned_rows(known, today) if each.running]
        done, review = _done_in(share, start), QuarterReview.objects.owned_by(share.learner).filter(quarter=start).first()
        return {
            "label": _("Brand plan"),
            "text": _as_text(row, planned, done, review),
            "strategy": row,
            "proof": row.proof.splitlines(),
            "planned": planned,
            "quarter": quarter.quarter(known, start, today),
            "done": done,
            "quarter_review": review,
        }

    def changed_since(self, share: Share, moment: datetime, *, most: int) -> Sequence[Change]:
        """Actions done, and changes of the strategy."""
        row = self._rows(share).first()
        if row is None:
            return []
        done = ActionDone.objects.owned_by(share.learner).filter(created_at__gt=moment).select_related("planned")
        found = [
            Change(each.created_at, _("Done: %(title)s") % {"title": each.planned.title}, str(row.pk))
            for each in done.order_by("-created_at")[:most]
        ]
        if row.version > 1 and row.updated_at > moment:
            found.append(Change(row.updated_at, _("Brand plan: the strategy changed"), str(row.pk)))
        return sorted(found, key=lambda change: change.when, reverse=True)[:most]

    def changes_of(self) -> QuerySet[Any]:
        """The plan, if it changed or something of it was done: one thing to look at, however much was done."""
        done = ActionDone.objects.filter(owner=OuterRef("owner"), created_at__gt=OuterRef(OuterRef("seen")))
        rows = BrandPlan.objects.filter(owner=OuterRef("learner"))
        return rows.filter((EDITED & Q(updated_at__gt=OuterRef("seen"))) | Exists(done)).filter(not_kept_back(self.scope))


def _done_in(share: Share, start: date) -> list[ActionDone]:
    rows = ActionDone.objects.owned_by(share.learner).filter(done_on__range=(start, months_later(start, 3) - timedelta(days=1)))
    return list(rows.select_related("planned")[:MOST_DONE])


def _as_text(
    row: BrandPlan, planned: Sequence[plan.PlannedRow], done: Sequence[ActionDone], review: QuarterReview | None
) -> str:
    """The plan as plain text, which comments can be attached to."""
    strategy = [row.positioning, row.audience, row.proof]
    coming = [f"{each.title} · {each.rhythm} · {each.due}" for each in planned]
    past = [f"{date_format(each.done_on, 'DATE_FORMAT')}: {each.planned.title} {each.outcome}".strip() for each in done]
    learned = [review.worked, review.keep, review.drop] if review else []
    return "\n\n".join(part for part in (*strategy, "\n".join(coming), "\n".join(past), *learned) if part)[:60_000]
