"""Skills and evidence, from roles."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentoring.access import Share
from mentoring.kinds import Change, Item
from mentoring.models import HiddenItem, Scope
from mentoring.standing import Figures, figures_of
from roles import guidance, queries
from roles.controls import meter
from roles.models import Evidence, RatingChange, Skill


class Skills:
    """Claimed levels, what shows them, and their history."""

    scope = Scope.SKILLS
    detail_template = "mentoring/kinds/skill.html"

    def items(self, share: Share) -> Sequence[Item]:
        """Rated skills and skills with evidence, by area; what the target role asks stands in the meter."""
        if not share.shows(self.scope):
            raise Http404
        known, hidden = guidance.current(), share.hidden_of(self.scope)
        rated, shown = queries.claimed(share.learner), queries.evidenced(share.learner)
        required = target_requirements(share)
        return [
            Item(
                skill.slug,
                skill.name,
                meter(rated[pk].level if pk in rated else 0, required.get(pk, 0)),
                rated[pk].rated_at if pk in rated else None,
            )
            for pk, skill in known.skills.items()
            if (pk in rated or pk in shown) and skill.slug not in hidden
        ]

    def detail(self, share: Share, item: str) -> dict[str, Any]:
        """One skill with its three levels, its evidence and its history."""
        if not share.shows(self.scope, item):
            raise Http404
        skill = guidance.current().skill(item)
        rated = queries.claimed(share.learner).get(skill.pk)
        evidence = list(Evidence.objects.owned_by(share.learner).standing().filter(skill=skill)[:50])
        history = list(RatingChange.objects.owned_by(share.learner).filter(skill=skill)[:50])
        required = target_requirements(share).get(skill.pk, 0)
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
        known, hidden = guidance.current().skills, share.hidden_of(self.scope)
        steps = RatingChange.objects.owned_by(share.learner).filter(changed_at__gt=moment)
        added = Evidence.objects.owned_by(share.learner).standing().filter(created_at__gt=moment)
        found = [
            Change(row.changed_at, _step(known[row.skill_id].name, row.previous_level, row.level), known[row.skill_id].slug)
            for row in steps[:most]
            if row.skill_id in known
        ] + [
            Change(
                row.created_at,
                _("Evidence for %(skill)s: %(title)s") % {"skill": known[row.skill_id].name, "title": row.title},
                known[row.skill_id].slug,
            )
            for row in added[:most]
            if row.skill_id in known
        ]
        visible = [change for change in found if change.item not in hidden]
        return sorted(visible, key=lambda change: change.when, reverse=True)[:most]

    def changes_of(self) -> QuerySet[Any]:
        """Steps of ratings; evidence nearly always comes with one."""
        kept_back = HiddenItem.objects.filter(
            mentorship=OuterRef(OuterRef("pk")), kind=self.scope, item=OuterRef("skill__slug")
        )
        steps = RatingChange.objects.filter(owner=OuterRef("learner"), changed_at__gt=OuterRef("seen"))
        return steps.filter(~Exists(kept_back))


def target_requirements(share: Share) -> Mapping[int, int]:
    """What the learner's primary target asks, without the skills kept back."""
    targets = queries.target_roles(share.learner)
    known, hidden = guidance.current(), share.hidden_of(Scope.SKILLS)
    required = known.matrix.get(targets[0].role_id, {}) if targets else {}
    return {pk: level for pk, level in required.items() if pk in known.skills and known.skills[pk].slug not in hidden}


def pictures(share: Share) -> dict[str, Any]:
    """The pictures that the learner sees of themselves, for the mentor: radar, readiness, gaps, progress."""
    if not share.shows(Scope.SKILLS):
        return {}
    targets, required = queries.target_roles(share.learner), target_requirements(share)
    if not targets:
        return {"no_target": True}
    known, ratings = guidance.current(), queries.claimed(share.learner)
    levels = queries.plain_levels(ratings)
    rows = queries.rows_by_weight(required, ratings, known.skills)
    title = _("Levels by skill area: %(role)s") % {"role": targets[0].role.title}
    figures: Figures | None = figures_of(share, required) if share.mentorship else None
    return {
        "role": targets[0].role,
        "figures": figures,
        "gaps": [row for row in rows if row.short_by][:5],
        "radar": queries.area_radar(required, levels, known.skills, title=title) if required else "",
        "progress": queries.progress_picture(share.learner, required),
    }


def _step(name: str, former: int | None, level: int) -> str:
    if former is None:
        return _("%(skill)s: rated %(level)s") % {"skill": name, "level": level}
    return _("%(skill)s: from %(former)s to %(level)s") % {"skill": name, "former": former, "level": level}


def _as_text(skill: Skill, level: int | None, evidence: Sequence[Evidence]) -> str:
    """The skill as plain lines, which comments can be attached to."""
    lines = [skill.name, _("Claimed level: %(level)s") % {"level": "–" if level is None else level}]
    for row in evidence:
        day = date_format(timezone.localtime(row.created_at), "DATE_FORMAT")
        lines.append(_("%(date)s, shows level %(level)s: %(title)s") % {"date": day, "level": row.level, "title": row.title})
        if row.link:
            lines.append(row.link)
    return "\n".join(lines)
