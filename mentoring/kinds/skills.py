"""Skills and evidence, from roles."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from careerguide.lib.written import Written
from mentoring.access import Share
from mentoring.kinds import Change, Item
from mentoring.kinds.rows import SHOWN
from mentoring.models import HiddenItem, Scope
from mentoring.standing import Figures
from roles import guidance, queries, record
from roles.controls import meter
from roles.models import Evidence, RatingChange, Skill
from roles.readiness import measure

_steps = Written(
    lambda owner, since: RatingChange.objects.filter(owner=owner, changed_at__gt=since).values_list(
        "changed_at", "skill_id", "previous_level", "level"
    )[:SHOWN],
    -1,
    datetime.min.replace(tzinfo=UTC),
)
_added = Written(
    lambda owner, since: (
        Evidence.objects.standing()
        .filter(owner=owner, created_at__gt=since)
        .values_list("created_at", "skill_id", "title")[:SHOWN]
    ),
    -1,
    datetime.min.replace(tzinfo=UTC),
)


class Skills:
    """Claimed levels, what shows them, and their history."""

    scope = Scope.SKILLS
    detail_template = "mentoring/kinds/skill.html"

    def items(self, share: Share) -> Sequence[Item]:
        """Rated skills and skills with evidence, by area; what the target role asks stands in the meter."""
        if not share.shows(self.scope):
            raise Http404
        known, hidden, own = guidance.current(), share.hidden_of(self.scope), record.read(share.learner)
        rated, shown = queries.claimed(share.learner), own.evidenced
        required = _target_requirements(share, known, own)
        return [
            Item(
                skill.slug,
                skill.name,
                meter(rated[pk].level if pk in rated else 0, required.get(pk, 0)),
                rated[pk].rated_at if pk in rated else None,
            )
            for pk, skill in known.texts.skills.items()
            if (pk in rated or pk in shown) and skill.slug not in hidden
        ]

    def detail(self, share: Share, item: str) -> dict[str, Any]:
        """One skill with its three levels, its evidence and its history."""
        if not share.shows(self.scope, item):
            raise Http404
        known = guidance.current()
        skill = known.skill(item)
        rated = queries.claimed(share.learner).get(skill.pk)
        evidence = list(Evidence.objects.owned_by(share.learner).standing().filter(skill=skill)[:50])
        history = list(RatingChange.objects.owned_by(share.learner).filter(skill=skill)[:50])
        required = _target_requirements(share, known, record.read(share.learner)).get(skill.pk, 0)
        return {
            "label": skill.name,
            "text": _as_text(skill, rated.level if rated else None, evidence),
            "skill": skill,
            "rated": rated,
            "required": required,
            "meter": meter(rated.level if rated else 0, required),
            "evidence": evidence,
            "evidenced": max((row.level for row in evidence), default=0),
            "history": history,
        }

    def changed_since(self, share: Share, moment: datetime, *, most: int) -> Sequence[Change]:
        """Levels changed and evidence added."""
        if not share.shows(self.scope):
            raise Http404
        known, hidden = guidance.current().texts.skills, share.hidden_of(self.scope)
        rated, changed, shown = (
            _("%(skill)s: rated %(level)s"),
            _("%(skill)s: from %(former)s to %(level)s"),
            _("Evidence for %(skill)s: %(title)s"),
        )
        owner, found = share.learner.pk, []
        for when, pk, former, level in _steps.ask(owner, moment):
            if skill := known.get(pk):
                words = rated if former is None else changed
                found.append(Change(when, words % {"skill": skill.name, "former": former, "level": level}, skill.slug))
        for when, pk, title in _added.ask(owner, moment):
            if skill := known.get(pk):
                found.append(Change(when, shown % {"skill": skill.name, "title": title}, skill.slug))
        visible = [change for change in found if change.item not in hidden]
        return sorted(visible, key=lambda change: change.when, reverse=True)[:most]

    def changes_of(self) -> QuerySet[Any]:
        """Steps of ratings; evidence nearly always comes with one."""
        kept_back = HiddenItem.objects.filter(
            mentorship=OuterRef(OuterRef("pk")), kind=self.scope, item=OuterRef("skill__slug")
        )
        steps = RatingChange.objects.filter(owner=OuterRef("learner"), changed_at__gt=OuterRef("seen"))
        return steps.filter(~Exists(kept_back))


def _target_requirements(share: Share, known: guidance.Guidance, own: record.Record) -> Mapping[int, int]:
    """What the learner's primary target asks, without the skills kept back."""
    targets, hidden = queries.targets_in(known, own), share.hidden_of(Scope.SKILLS)
    required = known.matrix.get(targets[0].pk, {}) if targets else {}
    return {pk: level for pk, level in required.items() if pk in known.skills and known.skills[pk].slug not in hidden}


def pictures(share: Share) -> dict[str, Any]:
    """The pictures that the learner sees of themselves, for the mentor: radar, readiness, gaps, progress."""
    if not share.shows(Scope.SKILLS):
        return {}
    known, own = guidance.current(), record.read(share.learner)
    targets, required = queries.targets_in(known, own), _target_requirements(share, known, own)
    if not targets:
        return {"no_target": True}
    skills = known.texts.skills
    title = _("Levels by skill area: %(role)s") % {"role": targets[0].title}
    kinds_of_level = (own.claimed, own.evidenced, own.confirmed)
    return {
        "role": targets[0],
        "figures": Figures(*(measure(required, levels).percent for levels in kinds_of_level)),
        "gaps": [row for row in queries.heaviest_rows(required, own, skills, most=5) if row.short_by],
        "radar": queries.area_radar(required, own.claimed, skills, title=title) if required else "",
        "progress": queries.progress_picture(share.learner, required),
    }


def _as_text(skill: Skill, level: int | None, evidence: Sequence[Evidence]) -> str:
    """The skill as plain lines, which comments can be attached to."""
    lines = [skill.name, _("Claimed level: %(level)s") % {"level": "–" if level is None else level}]
    for row in evidence:
        day = date_format(timezone.localtime(row.created_at), "DATE_FORMAT")
        lines.append(_("%(date)s, shows level %(level)s: %(title)s") % {"date": day, "level": row.level, "title": row.title})
        if row.link:
            lines.append(row.link)
    return "\n".join(lines)
