"""What a strategy can stand on: skills, results and evidence from the person's own record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from portfolio.charts import number
from portfolio.models import Metric
from roles import guidance, queries
from roles.models import Evidence

MOST_PROOF = 3


@dataclass(frozen=True, slots=True)
class Strengths:
    """What a strategy can stand on, and the sentences that it makes."""

    skills: list[tuple[str, str]]
    results: list[str]
    evidence: list[str]
    positioning: str
    proof: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to start from yet."""
        return not (self.skills or self.results or self.evidence)


def strengths(owner: User) -> Strengths:
    """The person's strongest skills, results of projects and evidence, drawn from their own record."""
    known, levels = guidance.current(), queries.plain_levels(queries.claimed(owner))
    shown = queries.evidenced(owner)
    targets = queries.target_roles(owner)
    wanted = known.matrix.get(targets[0].role_id, {}) if targets else {}
    strong = [pk for pk, level in levels.items() if level >= 3 and pk in known.skills]
    # What the target role weighs most and what has evidence comes first: it is what will be asked about.
    strong.sort(key=lambda pk: (-wanted.get(pk, 0), -shown.get(pk, 0), -levels[pk], pk))
    skills = [(known.skills[pk].name, known.skills[pk].get_absolute_url()) for pk in strong[:MOST_PROOF]]
    results = _results(owner)
    evidence = list(
        Evidence.objects.owned_by(owner)
        .standing()
        .filter(skill__in=strong or [0])
        .order_by("-level", "-pk")
        .values_list("title", flat=True)
    )[:MOST_PROOF]
    role = targets[0].role.title if targets else ""
    return Strengths(
        skills, results, evidence, _positioning(role, [name for name, _href in skills]), "\n".join(results + evidence)
    )


def _results(owner: User) -> list[str]:
    """The numbers of finished projects, the latest first."""
    metrics = Metric.objects.owned_by(owner).filter(
        project__finished_at__isnull=False, before__isnull=False, after__isnull=False
    )
    return [
        f"{metric.project.title}: {metric.name} {number(metric.before)} → {number(metric.after)} {metric.unit}".strip()
        for metric in metrics.select_related("project").order_by("-project__finished_at", "order")[:MOST_PROOF]
    ]


def _positioning(role: str, names: list[str]) -> str:
    joined = pgettext("list separator", ", ").join(names)
    if role and joined:
        return _("%(role)s whose strengths are %(skills)s.") % {"role": role, "skills": joined}
    return _("My strengths are %(skills)s.") % {"skills": joined} if joined else ""
