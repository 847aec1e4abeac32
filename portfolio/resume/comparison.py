"""A job text beside one's levels and one résumé."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from accounts.models import User
from portfolio.models import ResumeVersion
from portfolio.resume import jobtext
from portfolio.resume.material import assemble
from roles import guidance
from roles.controls import meter
from roles.models import SkillRating


@dataclass(frozen=True, slots=True)
class NamedSkill:
    """A skill that the text names, with the words it uses."""

    pk: int
    name: str
    href: str
    words: list[str]
    level: int | None
    meter: SafeString
    in_resume: bool

    @property
    def key(self) -> str:
        """What the fact is called in a résumé."""
        return f"skill-{self.pk}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The text in pieces, and the skills it names: first those that the résumé lacks though one has them."""

    segments: list[jobtext.Segment]
    skills: list[NamedSkill]

    @property
    def shown(self) -> int:
        """How many of them the résumé shows."""
        return sum(skill.in_resume for skill in self.skills)


def compare(owner: User, version: ResumeVersion) -> Comparison:
    """Find the skills of the version's job text and look each of them up."""
    segments = jobtext.finder().segments(version.posting)
    words: dict[int, list[str]] = {}
    for segment in segments:
        for pk in segment.skills:
            words.setdefault(pk, []).append(segment.text)
    levels = dict(SkillRating.objects.owned_by(owner).values_list("skill_id", "level"))
    picked = {fact.key for fact in assemble(owner, version).facts}
    known = guidance.current().skills
    found = [
        NamedSkill(
            pk, known[pk].name, known[pk].get_absolute_url(), list(dict.fromkeys(said)), levels.get(pk),
            meter(levels.get(pk, 0), 0), f"skill-{pk}" in picked,
        )
        for pk, said in words.items()
    ]  # fmt: skip
    found.sort(key=lambda skill: (skill.in_resume, not skill.level, -(skill.level or 0), skill.name))
    return Comparison(segments, found)
