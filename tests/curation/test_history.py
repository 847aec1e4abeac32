"""Who changed what, and going back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from accounts.models import User
from careerguide.lib.curation.admin import CuratedAdmin
from careerguide.lib.curation.history import linked_fields, moment_of, records_of
from careerguide.lib.curation.history_upgrade import join_parts, keep_links
from interviews.models import KeyPoint, Question, Tip, Topic
from portfolio.models import BrandAction, ProjectKind, ProjectPrompt
from roles import actions, releases
from roles.models import Release, Requirement, Resource, Role, Skill, StagedRequirement, Trend
from tests.conftest import make_staff
from tests.curation.helpers import form_of


def address_of(row: Any, *rest: object) -> str:
    return "/".join(["/admin", row._meta.app_label, row._meta.model_name, *map(str, [row.pk, *rest]), ""])


def edit(client: Client, row: Any, **values: Any) -> None:
    address = address_of(row, "change")
    response = client.post(address, {**form_of(client, address), **values})
    assert response.status_code == 302, response.context["errors"]


def edit_before_it_was_public(client: Client, row: Any, **values: Any) -> None:
    """The requirements of a public role do not change in its form, but its history may hold such a change."""
    state = row.status
    type(row).objects.filter(pk=row.pk).update(status="draft")
    edit(client, row, **values)
    type(row).objects.filter(pk=row.pk).update(status=state)


def moment(row: Any) -> int:
    """The state that the row's newest version left behind."""
    return moment_of(records_of(type(row), id=row.pk).first().history_date)


def go_back(client: Client, row: Any, to: int) -> Any:
    address = address_of(row, "history", to, "restore")
    page = client.get(address)
    assert page.status_code == 200
    return client.post(address, {"seen": page.context["seen"]})


def test_every_change_is_told_with_who_and_what(curating: Client, curator: User, skill: Skill) -> None:
    edit(curating, skill, name_en="Serving models", name_zh_hans="模型上线服务")
    text = curating.get(address_of(skill, "history")).content.decode()
    assert "Cora Curator" in text
    assert "Serving models" in text
    assert "模型上线服务" in text
    assert "loaded from files" in text


def test_a_curator_goes_back_in_both_languages(curating: Client, curator: User, skill: Skill) -> None:
    first, before = moment(skill), (skill.name_en, skill.name_zh_hans, skill.level_3_en)
    edit(curating, skill, name_en="Serving models", name_zh_hans="模型上线服务", level_3_en="Other", level_3_zh_hans="别的")
    text = curating.get(address_of(skill, "history", first, "restore")).content.decode()
    assert "Serving models" in text
    skill.refresh_from_db()
    assert skill.name_en == "Serving models"  # asking changes nothing
    assert go_back(curating, skill, first).status_code == 302
    skill.refresh_from_db()
    assert (skill.name_en, skill.name_zh_hans, skill.level_3_en, skill.behind) == (*before, "")
    assert records_of(Skill, id=skill.pk).first().history_user == curator


CURATED = [model for model, site in admin.site._registry.items() if isinstance(site, CuratedAdmin)]


@pytest.mark.parametrize("model", CURATED, ids=lambda model: model._meta.label)
def test_the_history_of_every_kind_opens_and_leads_back(curating: Client, db: None, model: type[Any]) -> None:
    row = model._base_manager.order_by("pk").first()
    first = moment(row)
    row.order = 4711
    row.save()
    told = curating.get(address_of(row, "history")).context["versions"]
    assert len(told) == 2
    assert told[1].changes
    assert go_back(curating, row, first).status_code == 302
    assert model._base_manager.get(pk=row.pk).order != 4711


# --- Whole versions, kind by kind ----------------------------------------------------------------------------------------


def state_of(row: Any) -> dict[str, Any]:
    """Everything that going back has to bring back: values, links, parts."""
    row = type(row)._base_manager.get(pk=row.pk)
    left = {"updated_at", "loaded_digest", "behind", "loaded_level"}
    state = {each.name: getattr(row, each.attname) for each in row._meta.concrete_fields if each.name not in left}
    state |= {each.name: sorted(getattr(row, each.name).values_list("pk", flat=True)) for each in linked_fields(type(row))}
    for model, link in admin.site._registry[type(row)].parts():
        unknown = left | {"id"} if model is Requirement else left  # a requirement is known by its skill
        parts = model._base_manager.filter(**{link: row.pk}).order_by("skill_id" if model is Requirement else "pk").values()
        state[model.__name__] = [{name: value for name, value in values.items() if name not in unknown} for values in parts]
    return state


def release_staged(by: User) -> Release:
    """Publish what going back staged, if it did: of a role, the requirements."""
    note = Release(title_en="Release", title_zh_hans="发布", note_en="-", note_zh_hans="-")
    return releases.publish(release=note, seen=releases.fingerprint(releases.staged_cells()), by=by)


def turn_role_over(role: Role) -> dict[str, Any]:
    """One requirement changed, one taken away; the skill of a third exchanged with one that was not asked for."""
    other = Skill.objects.exclude(requirements__role=role).first()
    level = Requirement.objects.filter(role=role).order_by("pk")[0].level
    return {
        "title_en": "Another", "responsibilities_en": "One", "responsibilities_zh_hans": "一",
        "requirements-0-level": "1" if level != 1 else "2", "requirements-1-DELETE": "on", "requirements-2-skill": other.pk,
    }  # fmt: skip


def turn_question_over(question: Question) -> dict[str, Any]:
    """Another topic, other skills, key points exchanged, added and taken away."""
    return {
        "prompt_en": "Another?", "topic": Topic.objects.exclude(pk=question.topic_id).first().pk,
        "skills": [Skill.objects.exclude(pk__in=question.skills.all()).first().pk],
        "key_points-0-text_en": "New words", "key_points-1-DELETE": "on",
    }  # fmt: skip


def turn_kind_over(kind: ProjectKind) -> dict[str, Any]:
    """Other skills; the first prompt with other words, the second one gone."""
    skills = list(kind.skills.values_list("pk", flat=True))
    return {"red_flags_en": "None", "skills": skills[1:], "prompts-0-hint_en": "Other", "prompts-1-DELETE": "on"}


def turn_trend_over(trend: Trend) -> dict[str, Any]:
    """Other roles, no skills."""
    roles = Role.objects.exclude(pk__in=trend.roles.all())[:1]
    return {"summary_en": "Other", "roles": [role.pk for role in roles], "skills": []}


def turn_resource_over(resource: Resource) -> dict[str, Any]:
    """Other skills and hours."""
    return {"hours": "77", "skills": [Skill.objects.exclude(pk__in=resource.skills.all()).first().pk]}


def turn_tip_over(tip: Tip) -> dict[str, Any]:
    """All topics."""
    return {"how_to_en": "Other", "topics": list(Topic.objects.values_list("pk", flat=True))}


def turn_action_over(action: BrandAction) -> dict[str, Any]:
    """Other skills."""
    return {"hours": "9", "skills": [Skill.objects.exclude(pk__in=action.skills.all()).first().pk]}


WHOLES: list[tuple[type[Any], Callable[[Any], dict[str, Any]]]] = [
    (Role, turn_role_over), (Question, turn_question_over), (ProjectKind, turn_kind_over), (Trend, turn_trend_over),
    (Resource, turn_resource_over), (Tip, turn_tip_over), (BrandAction, turn_action_over),
]  # fmt: skip


def test_every_kind_with_parts_or_links_is_among_those() -> None:
    curated = {model: site for model, site in admin.site._registry.items() if isinstance(site, CuratedAdmin)}
    assert {model for model, site in curated.items() if site.parts() or linked_fields(model)} == {m for m, _ in WHOLES}


@pytest.mark.parametrize(("model", "turn_over"), WHOLES)
def test_going_back_brings_the_whole_back(
    curating: Client, curator: User, db: None, model: type[Any], turn_over: Callable[[Any], dict[str, Any]]
) -> None:
    row = model.objects.filter(status="published").exclude(slug="").order_by("pk").first()
    first, before = moment(row), state_of(row)
    edit_before_it_was_public(curating, row, **turn_over(row))
    turned, second = state_of(row), moment(row)
    assert {name for name in before if before[name] != turned[name]} >= {each.name for each in linked_fields(model)}
    steps = ["loaded", "edited"]  # a save with its parts and links is one version
    for state, wanted in ((first, before), (second, turned)):  # back, and forth again
        assert go_back(curating, row, state).status_code == 302
        steps.append("went")
        if StagedRequirement.objects.exists():
            release_staged(curator)
            steps.append("released")
        assert state_of(row) == wanted
        assert curating.get(address_of(row, "history", state, "restore")).context["changes"] == []
    told = curating.get(address_of(row, "history")).context["versions"]
    assert len(told) == len(steps)
    assert {version.who for version in told[:-1]} == {"Cora Curator"}


def test_a_part_that_comes_back_is_the_same_part(curating: Client, db: None) -> None:
    question = Question.objects.filter(status="published", key_points__isnull=False).order_by("pk").first()
    ids = list(question.key_points.values_list("pk", flat=True))  # learners' ticks name these
    first = moment(question)
    edit(curating, question, **{"key_points-0-DELETE": "on"})
    assert question.key_points.count() == len(ids) - 1
    go_back(curating, question, first)
    assert list(question.key_points.values_list("pk", flat=True)) == ids


def test_requirements_that_exchanged_their_places_come_back(curating: Client, curator: User, role: Role) -> None:
    one, two = Requirement.objects.filter(role=role).order_by("pk")[:2]
    first, before = moment(role), state_of(role)
    Requirement.objects.filter(pk=one.pk).delete()
    pair = (one.skill_id, two.skill_id)
    now = timezone.now()
    for pk, skill in ((two.pk, pair[0]), (one.pk, pair[1])):
        part = Requirement(pk=pk, role=role, skill_id=skill, level=1)
        part._history_date = now
        part.save()
    go_back(curating, role, first)
    release_staged(curator)
    assert state_of(role) == before


def test_the_differences_name_fields_links_and_parts(curating: Client, db: None) -> None:
    question = Question.objects.filter(status="published").order_by("pk").first()
    first, point = moment(question), question.key_points.first()
    edit(curating, question, **turn_question_over(question))
    labels = [change.label for change in curating.get(address_of(question, "history", first, "restore")).context["changes"]]
    assert {"question", "topic", "skills"} <= set(labels)
    assert sum(label.startswith("key point") for label in labels) == 2
    text = curating.get(address_of(question, "history")).content.decode()
    assert "New words" in text
    assert point.text_en in text


def test_what_a_release_changed_is_a_version_of_the_role_as_well(
    curating: Client, curator: User, role: Role, skill: Skill
) -> None:
    first = moment(role)
    releases.stage(levels={(role, skill): 1}, by=curator)
    note = Release(title_en="Serving", title_zh_hans="服务", note_en="-", note_zh_hans="-")
    release = releases.publish(release=note, seen=releases.fingerprint(releases.staged_cells()), by=curator)
    edit_before_it_was_public(curating, role, **{"requirements-0-DELETE": "on"})
    versions = curating.get(address_of(role, "history")).context["versions"]
    assert [version.reason for version in versions] == ["", "Serving", ""]
    assert go_back(curating, role, moment_of(release.published_at)).status_code == 302
    release_staged(curator)
    assert Requirement.objects.get(role=role, skill=skill).level == 1
    go_back(curating, role, first)
    release_staged(curator)
    assert Requirement.objects.get(role=role, skill=skill).level == 3


# --- Requirements of a role that people aim at: back by a release --------------------------------------------------------


def test_learners_are_told_of_requirements_that_come_back(
    curating: Client, curator: User, learner: User, role: Role, skill: Skill
) -> None:
    actions.set_targets(owner=learner, roles=[role])
    first, before = moment(role), state_of(role)
    edit_before_it_was_public(curating, role, **turn_role_over(role))
    turned = Requirement.objects.filter(role=role)
    seen = set(turned.values_list("skill_id", "level"))
    page = curating.get(address_of(role, "history", first, "restore"))
    assert "4 requirements are staged in the matrix" in page.content.decode()
    assert not StagedRequirement.objects.exists()  # asking stages nothing
    response = go_back(curating, role, first)
    assert response.url == "/admin/roles/stagedrequirement/publish/"
    role.refresh_from_db()
    assert role.title_en == before["title_en"]  # texts are back at once
    assert set(turned.values_list("skill_id", "level")) == seen  # requirements are not
    assert releases.unseen_changes(learner) == []
    assert {row.staged_by for row in StagedRequirement.objects.all()} == {curator}
    assert "The requirements are staged" in curating.get(response.url).content.decode()

    release_staged(curator)
    assert state_of(role) == before
    (news,) = releases.unseen_changes(learner)
    assert (news.role, news.added, news.removed) == (role, 2, 1)
    assert news.raised + news.lowered == 1


def test_what_others_have_staged_stays_staged(curating: Client, curator: User, role: Role, skill: Skill) -> None:
    first = moment(role)
    releases.stage(levels={(role, skill): 1}, by=curator)
    other = Requirement.objects.filter(role=role).exclude(skill=skill).order_by("pk").first()
    Requirement.objects.get(pk=other.pk).delete()
    go_back(curating, role, first)
    assert {(cell.skill, cell.after) for cell in releases.staged_cells()} == {(skill, 1), (other.skill, other.level)}


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_requirements_of_a_role_that_is_not_public_come_back_at_once(curating: Client, role: Role, status: str) -> None:
    first, before = moment(role), state_of(role)
    edit_before_it_was_public(curating, role, **turn_role_over(role))
    Role.objects.filter(pk=role.pk).update(status=status)
    assert go_back(curating, role, first).url == address_of(role, "change")
    assert state_of(role) == {**before, "status": status}
    assert not StagedRequirement.objects.exists()


def test_a_requirement_of_a_skill_that_is_not_public_comes_back_untold(curating: Client, role: Role, skill: Skill) -> None:
    first, before = moment(role), state_of(role)
    Requirement.objects.get(role=role, skill=skill).delete()
    Skill.objects.filter(pk=skill.pk).update(status="retired")
    go_back(curating, role, first)
    assert state_of(role) == before
    assert not StagedRequirement.objects.exists()


def test_a_version_that_may_not_be_public_is_refused_and_nothing_changes(curating: Client, db: None) -> None:
    question = Question.objects.filter(status="published").order_by("pk").first()
    point = question.key_points.last()
    question.save()
    question.skills.clear()  # as older releases allowed
    poor = moment(question)
    question = Question.objects.get(pk=question.pk)
    question.save()
    question.skills.add(Skill.objects.first())
    before = state_of(question)
    response = go_back(curating, question, poor)
    assert response.status_code == 422
    assert "names no skill" in response.content.decode()
    assert state_of(question) == before
    assert KeyPoint.objects.filter(pk=point.pk).exists()


def test_what_changed_after_reading_is_not_overwritten(curating: Client, role: Role, skill: Skill) -> None:
    first = moment(role)
    edit(curating, role, title_en="Another")
    address = address_of(role, "history", first, "restore")
    seen = curating.get(address).context["seen"]
    requirement = Requirement.objects.get(role=role, skill=skill)
    requirement.level = 1
    requirement.save()
    response = curating.post(address, {"seen": seen})
    assert response.status_code == 409
    assert "changed while you were reading" in response.content.decode()
    role.refresh_from_db()
    assert role.title_en == "Another"


def test_who_may_only_look_may_not_go_back(client: Client, role: Role) -> None:
    client.force_login(make_staff("community@example.org", "Community managers"))
    text = client.get(address_of(role, "history")).content.decode()
    assert "restore/" not in text
    assert client.get(address_of(role, "history", moment(role), "restore")).status_code == 403


def test_a_moment_without_a_version_is_not_found(curating: Client, skill: Skill) -> None:
    Skill.objects.exclude(pk=skill.pk).first().save()
    other = moment(Skill.objects.exclude(pk=skill.pk).first())
    for when in (other, moment(skill) + 1, 0, 10**30):
        assert curating.get(address_of(skill, "history", when, "restore")).status_code == 404


def test_the_history_costs_the_same_however_long(curating: Client, skill: Skill, django_assert_max_num_queries) -> None:
    for number in range(20):
        skill.name_en = f"Name {number}"
        skill.save()
    with django_assert_max_num_queries(12):
        curating.get(address_of(skill, "history"))


# --- Versions from before links were kept --------------------------------------------------------------------------------


def test_older_versions_stay_valid(curating: Client, db: None) -> None:
    question = Question.objects.filter(status="published").order_by("pk").first()
    old, links = records_of(Question, id=question.pk), state_of(question)["skills"]
    old.update(links=None)
    parts = records_of(KeyPoint, question_id=question.pk)
    for number, record in enumerate(parts):  # stored one after another, as it was
        parts.filter(pk=record.pk).update(history_date=record.history_date + timedelta(milliseconds=20 * (number + 1)))
    join_parts(apps, "interviews.Question", "interviews.KeyPoint", "question")
    first, before = moment(question), state_of(question)
    edit(curating, question, **turn_question_over(question))
    page = curating.get(address_of(question, "history", first, "restore"))
    assert "was not recorded yet" in page.content.decode()
    turned = state_of(question)["skills"]
    go_back(curating, question, first)
    assert state_of(question) == {**before, "skills": turned}  # what is not known stays

    keep_links(apps, "interviews.Question")
    assert records_of(Question, id=question.pk).first().links == {"skills": turned}
    assert links != turned


def test_a_part_older_than_its_history_is_not_lost(curating: Client, db: None) -> None:
    kind = ProjectKind.objects.order_by("pk").first()
    records_of(ProjectPrompt, kind_id=kind.pk).delete()
    first, before = moment(kind), state_of(kind)
    edit(curating, kind, **{"name_en": "Other", "prompts-1-DELETE": "on"})
    go_back(curating, kind, first)
    assert state_of(kind) == before
