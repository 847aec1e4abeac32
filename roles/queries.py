"""What the pages read: guidance and one learner's record, as plain values ready to be placed.

One query per kind of thing, however many roles and skills there are.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from careerguide.lib import svg
from careerguide.lib.tokens import page_token
from roles import guidance
from roles.controls import meter, rating_forms
from roles.models import Evidence, RatingChange, Role, Skill, SkillArea, SkillRating, TargetRole
from roles.readiness import Fit, Levels, gaps, measure
from roles.record import STALE_AFTER, Claim, Person, Record
from roles.texts import AreaText, RoleText, SkillText


@dataclass(frozen=True, slots=True)
class Rated:
    """A claimed level and when it was given."""

    level: int
    rated_at: datetime

    @property
    def is_stale(self) -> bool:
        """Older than a year: shown as such, never lowered silently."""
        return timezone.now() - self.rated_at > STALE_AFTER


Claimed = Claim | Rated


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill beside what is required, claimed and confirmed."""

    skill: Skill | SkillText
    level: int | None
    required: int
    stale: bool = False
    confirmed: int = 0

    @property
    def pk(self) -> int:
        """The skill's key."""
        return self.skill.pk

    @property
    def slug(self) -> str:
        """The skill's slug."""
        return self.skill.slug

    @property
    def name(self) -> str:
        """What it is called."""
        return self.skill.name

    @property
    def description(self) -> str:
        """What someone who has it does."""
        return self.skill.description

    @property
    def href(self) -> str:
        """Where its page is."""
        return self.skill.get_absolute_url()

    @property
    def link(self) -> SafeString:
        """Its name, leading to its page."""
        return (
            self.skill.link if isinstance(self.skill, SkillText) else format_html('<a href="{}">{}</a>', self.href, self.name)
        )

    @property
    def short_by(self) -> int:
        """Levels missing to the requirement."""
        return max(0, self.required - (self.level or 0))

    @property
    def meter(self) -> SafeString:
        """The picture of its level."""
        return meter(self.level or 0, self.required, self.confirmed)


def claimed(person: Person) -> dict[int, Rated]:
    """What the person claims, by skill, with dates; nothing for a guest. Without dates, `record.read` has all levels."""
    if not isinstance(person, User):
        return {}
    rows = SkillRating.objects.owned_by(person).values_list("skill_id", "level", "rated_at")
    return {skill: Rated(level, rated_at) for skill, level, rated_at in rows}


def evidenced(person: User) -> dict[int, int]:
    """The highest level that any evidence shows, by skill; what was taken back shows nothing."""
    rows = Evidence.objects.owned_by(person).standing().values_list("skill_id").annotate(Max("level")).order_by()
    return dict(rows)


def plain_levels(ratings: Mapping[int, Claimed]) -> dict[int, int]:
    """Only the levels."""
    return {skill: rated.level for skill, rated in ratings.items()}


def target_roles(person: Person) -> list[TargetRole]:
    """The person's targets that are still published, the primary one first."""
    if not isinstance(person, User):
        return []
    return list(TargetRole.objects.owned_by(person).filter(role__status=Role.Status.PUBLISHED).select_related("role"))


def targets_in(known: guidance.Guidance, own: Record) -> list[RoleText]:
    """The same as texts, from a record that has been read; the primary one is first, if it is still published."""
    roles = known.texts.roles
    return [roles[target.role_id] for target in own.targets if target.role_id in roles]


def skill_row(skill: Skill | SkillText, rated: Claimed | None, required: int, confirmed: int = 0) -> SkillRow:
    """One skill as a row."""
    return SkillRow(skill, rated.level if rated else None, required, bool(rated and rated.is_stale), confirmed)


def rows_by_weight(
    required: Levels,
    ratings: Mapping[int, Claimed],
    skills: Mapping[int, Skill] | Mapping[int, SkillText],
    confirmed: Levels | None = None,
) -> list[SkillRow]:
    """Every required skill, the heaviest gap first, then what is reached, by requirement."""
    order = _by_weight(required, plain_levels(ratings))
    sure = confirmed or {}
    return [skill_row(skills[pk], ratings.get(pk), required[pk], sure.get(pk, 0)) for pk in order if pk in skills]


def heaviest_rows(required: Levels, own: Record, skills: Mapping[int, SkillText], *, most: int) -> list[SkillRow]:
    """The first of them; only what is shown is made."""
    order = [pk for pk in _by_weight(required, own.claimed) if pk in skills][:most]
    return [skill_row(skills[pk], own.ratings.get(pk), required[pk], own.confirmed.get(pk, 0)) for pk in order]


def _by_weight(required: Levels, levels: Levels) -> list[int]:
    short = gaps(required, levels)
    missing = set(short)
    return [*short, *sorted((skill for skill in required if skill not in missing), key=lambda skill: -required[skill])]


def rating_rows(
    request: HttpRequest,
    rows: list[SkillRow],
    *,
    role: RoleText | Role | None = None,
    here: str = "",
    saved: bool = False,
    explain: bool = True,
) -> SafeString:
    """Rows that rate skills in place; `here` is the page that shows them, when it is not the one requested."""
    return rating_forms(
        rows,
        token=page_token(request),
        role_slug=role.slug if role else "",
        here=here or request.get_full_path(),
        saved=saved,
        explain=explain,
    )


SHOWN_FIRST = 12
"""How many rows of a long table stand open: what fits on a screen and can be kept in mind."""


def requirement_table(required: Levels, own: Record, skills: Mapping[int, SkillText]) -> tuple[SafeString, SafeString]:
    """The rows of a role's table of requirements, the heaviest gap first: those that stand open, and the rest."""
    ratings, confirmed, drawn = own.ratings, own.confirmed, []
    for pk in _by_weight(required, own.claimed):
        if pk in skills:
            level, need = ratings[pk].level if pk in ratings else 0, required[pk]
            picture = meter(level, need, confirmed.get(pk, 0))
            drawn.append(f'<tr><th scope="row">{skills[pk].link}</th><td>{picture} {level} / {need}</td></tr>\n')
    # Safe: links were escaped when the guidance was read, the rest are numbers and meters.
    first, rest = drawn[:SHOWN_FIRST], drawn[SHOWN_FIRST:]
    return mark_safe("".join(first)), mark_safe("".join(rest))  # noqa: S308


def standing(required: Levels, own: Record) -> dict[str, Fit | None]:
    """Readiness by each of the three values that stand for a skill, for the pages that show `roles/_fit.html`."""
    return {
        "fit": measure(required, own.claimed),
        "evidenced_fit": measure(required, own.evidenced),
        "confirmed_fit": measure(required, own.confirmed) if own.confirmed else None,
    }


def area_radar(
    required: Levels, levels: Levels | None, skills: Mapping[int, Skill] | Mapping[int, SkillText], *, title: str
) -> SafeString:
    """Mean required and own level by area, over the skills that the role asks for."""
    areas: dict[int, list[int]] = defaultdict(list)
    named: dict[int, SkillArea | AreaText] = {}
    for pk in required:
        if pk in skills:
            area = skills[pk].area
            areas[area.pk].append(pk)
            named[area.pk] = area
    ordered = sorted(areas, key=lambda pk: named[pk].order)
    need = [sum(required[pk] for pk in areas[area]) / len(areas[area]) for area in ordered]
    have = None
    if levels is not None:
        # Counted only up to the requirement, as in readiness: strength in one skill does not hide a gap in another.
        have = [sum(min(levels.get(pk, 0), required[pk]) for pk in areas[area]) / len(areas[area]) for area in ordered]
    return svg.radar([named[area].short_name for area in ordered], need, have, title=title)


@dataclass(frozen=True, slots=True)
class ChecklistArea:
    """One area of the checklist with its rows."""

    area: AreaText
    rows: list[SkillRow]


def checklist(known: guidance.Guidance, own: Record, *, role: RoleText | None, only_gaps: bool) -> list[ChecklistArea]:
    """All skills by area; with a role only those it asks for, and on wish only those that fall short."""
    required = known.matrix.get(role.pk, {}) if role else {}
    areas: dict[int, ChecklistArea] = {}
    for pk, skill in known.texts.skills.items():
        if role and pk not in required:
            continue
        row = skill_row(skill, own.ratings.get(pk), required.get(pk, 0), own.confirmed.get(pk, 0))
        if only_gaps and not row.short_by:
            continue
        if skill.area.pk not in areas:
            areas[skill.area.pk] = ChecklistArea(skill.area, [])
        areas[skill.area.pk].rows.append(row)
    return list(areas.values())


def area_to_rate(areas: list[ChecklistArea], wanted: str) -> str:
    """The area that a screen too narrow for all of them shows: the wanted one, else the first with something unrated."""
    slugs = [part.area.slug for part in areas]
    unrated = (part.area.slug for part in areas if any(row.level is None for row in part.rows))
    return wanted if wanted in slugs else next(unrated, slugs[0] if slugs else "")


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role on the list, with the person's fit when somebody is signed in."""

    role: RoleText
    fit: Fit | None
    is_target: bool


def role_cards(known: guidance.Guidance, own: Record) -> list[RoleCard]:
    """Every published role."""
    levels, targets = own.claimed, {target.role_id for target in own.targets}
    matrix = known.matrix if levels else {}
    return [
        RoleCard(role, measure(matrix[pk], levels) if pk in matrix else None, pk in targets)
        for pk, role in known.texts.roles.items()
    ]


def progress_picture(person: User, required: Levels) -> SafeString | None:
    """Readiness for a role over time, from the history of ratings; nothing before the second day of history."""
    # The history only grows, so its end tells whether the picture that was drawn before still holds.
    end = RatingChange.objects.owned_by(person).aggregate(Max("pk"), Max("changed_at"), Count("pk"))
    zone = timezone.get_current_timezone_name()
    return _progress(person.pk, tuple(required.items()), tuple(end.values()), zone, get_language() or "en")


@lru_cache(maxsize=256)
def _progress(
    owner: int, required: tuple[tuple[int, int], ...], _end: tuple[object, ...], _zone: str, _language: str
) -> SafeString | None:
    own = RatingChange.objects.filter(owner=owner).order_by("changed_at", "pk")
    changes = list(own.values_list("skill_id", "level", "changed_at"))
    if len({timezone.localtime(moment).date() for _skill, _level, moment in changes}) < 2:
        return None
    return _draw_progress(changes, dict(required))


def _draw_progress(changes: list[tuple[int, int, datetime]], required: Levels) -> SafeString:
    """The line itself: one point per day on which something changed."""
    levels: dict[int, int] = {}
    total = sum(need * need for need in required.values()) or 1
    earned, points = 0, {}
    for skill, level, moment in changes:
        need = required.get(skill, 0)
        earned += need * (min(level, need) - min(levels.get(skill, 0), need))
        levels[skill] = level
        points[timezone.localtime(moment).date()] = earned / total
    first, last = min(points), max(points)
    period = (last - first).days or 1
    return svg.line(
        [((day - first).days / period, value) for day, value in sorted(points.items())],
        title=_("Readiness over time: %(start)s%% at first, %(end)s%% now")
        % {"start": int(points[first] * 100), "end": int(points[last] * 100)},
        start=first.isoformat(),
        end=last.isoformat(),
    )
