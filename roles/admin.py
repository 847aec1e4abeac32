"""Curation of roles and skills."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from careerguide.lib.curation.admin import CuratedAdmin as CuratedAdmin
from careerguide.lib.curation.going_back import PartStep, Return
from careerguide.lib.curation.inlines import KnownInline
from roles import releases
from roles.admin_matrix import MatrixAdmin as MatrixAdmin
from roles.admin_reading import ResourceAdmin as ResourceAdmin
from roles.admin_reading import TrendAdmin as TrendAdmin
from roles.attention import poor_skills
from roles.models import Requirement, Role, Skill, SkillArea, SkillRating, TargetRole, Transition


@admin.register(SkillArea)
class SkillAreaAdmin(CuratedAdmin):
    """Areas."""

    examples = {
        "name": _("The whole name. Example: ML frameworks & tooling"),
        "short_name": _("At most 20 characters, to stand beside the radar. Example: Frameworks"),
        "description": _("One sentence. Example: Using mainstream libraries without fighting the tool."),
    }


class LackFilter(admin.SimpleListFilter):
    """Skills that lack something."""

    title = _("lacks")
    parameter_name = "lack"
    lacks: ClassVar[dict[str, tuple[Any, Callable[[], Q]]]] = {"resources": (_("two resources"), poor_skills)}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """What may be lacking; other apps add to `lacks`."""
        return [(key, label) for key, (label, _condition) in self.lacks.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Skill]) -> QuerySet[Skill]:
        """Only skills that lack it."""
        chosen = self.lacks.get(self.value() or "")
        return queryset.filter(chosen[1]()) if chosen else queryset


@admin.register(Skill)
class SkillAdmin(CuratedAdmin):
    """Skills."""

    list_display = ["__str__", "area", "status", "texts_state", "order", "updated_at"]
    list_filter = [*CuratedAdmin.list_filter, "area", LackFilter]
    list_select_related = ("area",)
    autocomplete_fields = ("area",)
    examples = {
        "area": _("The family it belongs to; one axis of the radar. Example: MLOps & systems"),
        "name": _("A thing one can do. Example: Model serving"),
        "description": _("What someone with the skill does, in one sentence that starts with a verb."),
        "level_1": _("Aware: can say what it is for. Example: Can say why a model needs a server."),
        "level_2": _("Practised with guidance. Example: Deploys a model by a template; asks when latency is off."),
        "level_3": _("Independent on unfamiliar problems. Example: Chooses batching and measures p99 unaided."),
        "level_4": _("Leads or teaches. Example: Sets the team's serving standard and reviews others' designs."),
        "evidence": _("What somebody could show for level 3. Example: A load test with p99 before and after."),
    }

    def consequences(self, rows: Sequence[Any], verb_name: str) -> list[str]:
        """How many roles ask for it and how many learners have rated it."""
        roles = Requirement.objects.in_force().filter(skill__in=rows).values("role").distinct().count()
        people = SkillRating.objects.filter(skill__in=rows).values("owner").distinct().count()
        asked = ngettext("%(count)s role asks for it", "%(count)s roles ask for it", roles) % {"count": roles}
        if verb_name == "retire":
            asked = ngettext(
                "%(count)s role no longer asks for it: readiness there changes",
                "%(count)s roles no longer ask for it: readiness there changes",
                roles,
            ) % {"count": roles}
        rated = ngettext(
            "%(count)s learner has rated it; the rating is kept",
            "%(count)s learners have rated it; the ratings are kept",
            people,
        ) % {"count": people}
        return [asked, rated]


def _skill_of(step: PartStep) -> int:
    """The skill that a requirement is about, in either version."""
    return int((step.now or step.then).skill_id)


class RequirementInline(KnownInline):
    """What the role asks; of a public role to look at only, because learners are told of a change by a release."""

    model = Requirement
    template = "curation/requirements.html"
    known_fields = ("skill",)
    fields = ("skill", "level")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A public role is asked more in the matrix."""
        return not _is_public(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A public role's levels change in the matrix."""
        return not _is_public(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A public role is asked less in the matrix."""
        return not _is_public(obj) and super().has_delete_permission(request, obj)


def _is_public(role: Role | None) -> bool:
    return role is not None and role.status == Role.Status.PUBLISHED


@admin.register(Role)
class RoleAdmin(CuratedAdmin):
    """Roles with their requirements."""

    name_field = "title"
    inlines = (RequirementInline,)
    examples = {
        "title": _("What job adverts call it most often. Example: Machine-learning engineer"),
        "also_called": _("Other titles, one a line. Example: Applied scientist"),
        "summary": _("One sentence that a newcomer understands. Example: Turns models into services that people use."),
        "distinguishes": _("What sets it apart from its neighbours, and from which ones."),
        "responsibilities": _("One a line, each starting with a verb. Example: Monitor models in production"),
        "works_on": _("One concrete example a line. Example: Ranking of search results"),
        "interview_topics": _("One a line. Example: Design of a recommendation system"),
        "note": _("What readers should be careful about. Example: Titles differ between companies; read the duties."),
    }

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Beside the requirements of a public role, what is staged of them and the way to where they change."""
        role: Role | None = context.get("original")
        if role and _is_public(role) and request.user.has_perm("roles.view_stagedrequirement"):
            context["matrix_href"] = f"{reverse('admin:roles_stagedrequirement_changelist')}?role={role.slug}"
            context["staged"] = [cell for cell in releases.staged_cells() if cell.role == role]
        return super().render_change_form(request, context, *args, **kwargs)

    def consequences(self, rows: Sequence[Any], verb_name: str) -> list[str]:
        """How many learners aim at it."""
        people = TargetRole.objects.filter(role__in=rows).values("owner").distinct().count()
        text = ngettext("%(count)s learner aims at it", "%(count)s learners aim at it", people)
        if verb_name == "retire":
            text = ngettext(
                "%(count)s learner aims at it; it leaves their today page, and the target is kept",
                "%(count)s learners aim at it; it leaves their today page, and the targets are kept",
                people,
            )
        return [text % {"count": people}]

    def staged_parts(self, back: Return) -> list[PartStep]:
        """What a public role asks for reaches learners by a release, so that they are told; other requirements nobody sees."""
        if not _is_public(back.row):
            return []
        steps = back.differing(back.steps)
        public = set(Skill.objects.published().filter(pk__in=map(_skill_of, steps)).values_list("pk", flat=True))
        return [step for step in steps if _skill_of(step) in public]

    def stage_parts(self, back: Return, steps: Sequence[PartStep], *, by: Any) -> None:
        """Put them into the matrix, as if somebody had set each level there."""
        skills = Skill.objects.in_bulk(map(_skill_of, steps))
        levels = {(back.row, skills[_skill_of(step)]): step.then.level if step.then else 0 for step in steps}
        releases.stage(levels=levels, by=by)

    def consequences_of_return(self, back: Return) -> list[str]:
        """Requirements wait for a release."""
        count = len(self.staged_parts(back))
        if not count:
            return []
        return [
            ngettext(
                "%(count)s requirement is staged in the matrix; learners see it and are told when you publish it",
                "%(count)s requirements are staged in the matrix; learners see them and are told when you publish them",
                count,
            )
            % {"count": count}
        ]

    def after_return(self, request: HttpRequest, back: Return) -> HttpResponse:
        """To the release, when something waits for it."""
        if not self.staged_parts(back) or not request.user.has_perm("roles.add_release"):
            return super().after_return(request, back)
        messages.info(request, gettext("The requirements are staged. Look at what it means for learners, then publish."))
        return redirect("admin:roles_stagedrequirement_publish")


@admin.register(Transition)
class TransitionAdmin(CuratedAdmin):
    """Moves."""

    name_field = "learn"
    list_display = ["__str__", "status", "texts_state", "order", "updated_at"]
    list_select_related = ("from_role", "to_role")
    list_filter = [*CuratedAdmin.list_filter, "from_role", "to_role"]
    autocomplete_fields = ("from_role", "to_role")
    examples = {
        "from_role": _("Where people start. Example: Data scientist"),
        "to_role": _("Where they arrive. Example: Machine-learning engineer"),
        "learn": _("What to learn, the most important first. Example: Testing, packaging, serving and monitoring"),
        "why": _("Why people make the move, and what carries over."),
    }

    def get_prepopulated_fields(self, request: Any, obj: Any = None) -> dict[str, Sequence[str]]:
        """Its slug is made of both roles: data-scientist--machine-learning-engineer."""
        return {}
