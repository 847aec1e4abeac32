"""The two groups of staff and, literally, what each may do. A test pins both lists: widening one is a decision."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

CURATORS = "Content curators"
COMMUNITY = "Community managers"

CONTENT_CURATORS = (
    "roles.add_skillarea", "roles.change_skillarea", "roles.view_skillarea",
    "roles.add_skill", "roles.change_skill", "roles.view_skill",
    "roles.add_role", "roles.change_role", "roles.view_role",
    "roles.add_requirement", "roles.change_requirement", "roles.delete_requirement", "roles.view_requirement",
    "roles.add_transition", "roles.change_transition", "roles.view_transition",
    "roles.add_trend", "roles.change_trend", "roles.view_trend",
    "roles.add_resource", "roles.change_resource", "roles.view_resource",
    "roles.add_stagedrequirement", "roles.change_stagedrequirement", "roles.delete_stagedrequirement",
    "roles.view_stagedrequirement",
    "roles.add_release", "roles.change_release", "roles.view_release",
    "interviews.add_topic", "interviews.change_topic", "interviews.view_topic",
    "interviews.add_round", "interviews.change_round", "interviews.view_round",
    "interviews.add_question", "interviews.change_question", "interviews.view_question",
    "interviews.add_keypoint", "interviews.change_keypoint", "interviews.delete_keypoint", "interviews.view_keypoint",
    "interviews.add_stage", "interviews.change_stage", "interviews.view_stage",
    "interviews.add_stagemove", "interviews.change_stagemove", "interviews.view_stagemove",
    "interviews.add_tip", "interviews.change_tip", "interviews.view_tip",
    "portfolio.add_projectkind", "portfolio.change_projectkind", "portfolio.view_projectkind",
    "portfolio.add_projectprompt", "portfolio.change_projectprompt", "portfolio.delete_projectprompt",
    "portfolio.view_projectprompt",
    "portfolio.add_brandpillar", "portfolio.change_brandpillar", "portfolio.view_brandpillar",
    "portfolio.add_brandaction", "portfolio.change_brandaction", "portfolio.view_brandaction",
    "curation.change_suggestion", "curation.view_suggestion",
)  # fmt: skip
COMMUNITY_MANAGERS = (
    "roles.view_skillarea", "roles.view_skill", "roles.view_role", "roles.view_requirement", "roles.view_transition",
    "roles.view_trend", "roles.view_resource", "roles.change_resource",
    "roles.view_release",
    "curation.change_suggestion", "curation.view_suggestion",
)  # fmt: skip
GROUPS = {CURATORS: CONTENT_CURATORS, COMMUNITY: COMMUNITY_MANAGERS}


def grant() -> None:
    """Make the groups and give them what they lack; what an operator has added is left alone."""
    for label in {name.split(".")[0] for names in GROUPS.values() for name in names}:
        create_permissions(apps.get_app_config(label), verbosity=0)  # they may not be there yet in this `migrate`
    for title, names in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=title)
        wanted = Q()
        for name in names:
            label, codename = name.split(".")
            wanted |= Q(content_type__app_label=label, codename=codename)
        group.permissions.add(*Permission.objects.filter(wanted))
