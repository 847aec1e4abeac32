"""Which skills a project shows, and at which level."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from portfolio.models import Project, ProjectSkill
from roles.forms import level_choices
from roles.models import Level, Skill


class SkillsForm(forms.Form):
    """A level for each skill that the kind suggests or that was chosen already, and one more skill."""

    def __init__(self, data: Any, *, skills: Iterable[Skill], others: Iterable[Skill], levels: dict[int, int]) -> None:
        super().__init__(data)
        levels_shown = level_choices()
        for skill in skills:
            self.fields[f"skill-{skill.pk}"] = forms.TypedChoiceField(
                label=skill.name,
                help_text=skill.evidence,
                coerce=int,
                choices=[(0, pgettext("skill", "not shown")), *levels_shown],
                initial=levels.get(skill.pk, 0),
                required=False,
            )
        choices = [("", _("Choose a skill")), *((str(skill.pk), skill.name) for skill in others)]
        self.fields["another"] = forms.TypedChoiceField(label=_("Another skill"), choices=choices, coerce=int, required=False)
        self.fields["another_level"] = forms.TypedChoiceField(
            label=_("Level it shows"), choices=levels_shown, coerce=int, initial=Level.PRACTISED.value, required=False
        )

    def levels(self) -> dict[int, int]:
        """The chosen level by skill; skills that are not shown are left out."""
        chosen = {
            int(name.removeprefix("skill-")): level
            for name, level in self.cleaned_data.items()
            if name.startswith("skill-") and level
        }
        if another := self.cleaned_data.get("another"):
            chosen[another] = self.cleaned_data["another_level"] or Level.PRACTISED.value
        return chosen


class FinishForm(forms.Form):
    """Which of the shown levels become evidence: each is confirmed by itself."""

    def __init__(self, *args: Any, shown: list[ProjectSkill], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        for row in shown:
            known = row.is_in_evidence
            self.fields[f"skill-{row.skill_id}"] = forms.BooleanField(
                label=_("%(skill)s: this project shows level %(level)s") % {"skill": row.skill.name, "level": row.level},
                help_text=getattr(row.skill, f"level_{row.level}") + (" · " + _("in your evidence already") if known else ""),
                required=False,
                initial=True,
                disabled=known,
            )

    def levels(self) -> dict[int, int]:
        """The confirmed level by skill."""
        return {row.skill_id: row.level for row in self.shown if self.cleaned_data.get(f"skill-{row.skill_id}")}


def write_skills(project: Project, levels: dict[int, int]) -> None:
    """Make these the skills that the project shows. Expects the caller's transaction."""
    own = ProjectSkill.objects.filter(owner_id=project.owner_id, project=project)
    own.exclude(skill_id__in=levels).delete()
    owned = {"owner_id": project.owner_id, "project": project}
    rows = [ProjectSkill(**owned, skill_id=skill, level=level) for skill, level in levels.items()]
    ProjectSkill.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["project", "skill"], update_fields=["level", "updated_at"]
    )


UNSAVED = gettext_lazy("This was changed elsewhere while you were choosing. Look at what is stored now, then save again.")
