"""Requirements are staged, weighed, published together, and told once."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import User
from roles import actions, releases
from roles.models import Release, ReleaseChange, Requirement, Role, Skill, SkillRating, StagedRequirement
from tests.conftest import make_staff, make_user

MATRIX = "/admin/roles/stagedrequirement/"
NOTE = {"title_en": "Serving", "title_zh_hans": "模型服务", "note_en": "Adverts ask for it.", "note_zh_hans": "招聘都在要求。"}


def stage(client: Client, skill: str = "model-serving", **levels: str):
    return client.post(
        f"{MATRIX}cells/", {"skill": skill, **{f"level-{role.replace('_', '-')}": v for role, v in levels.items()}}
    )


def seen(client: Client) -> str:
    return client.get(f"{MATRIX}publish/").context["form"].initial["seen"]


def test_the_matrix_shows_an_area_or_everything_at_a_constant_cost(
    curating: Client, db: None, django_assert_max_num_queries
) -> None:
    assert len(curating.get(MATRIX, {"area": "responsibility"}).context["rows"]) == 8
    with django_assert_max_num_queries(13):
        page = curating.get(MATRIX, {"area": "all"})
    assert page.content.decode().count('inputmode="numeric"') == 13 * 81


def test_learners_see_a_staged_level_only_when_it_is_published(
    curating: Client, curator: User, signed_in: Client, learner: User, role: Role, skill: Skill
) -> None:
    actions.set_targets(owner=learner, roles=[role])
    actions.rate_skill(owner=learner, skill=skill, level=2)
    before = Requirement.objects.get(role=role, skill=skill).level
    assert before == 3
    stage(curating, machine_learning_engineer="4")
    assert Requirement.objects.get(role=role, skill=skill).level == before
    assert releases.unseen_changes(learner) == []

    response = curating.post(f"{MATRIX}publish/", {**NOTE, "seen": seen(curating)})
    assert response.status_code == 302
    requirement = Requirement.objects.get(role=role, skill=skill)
    assert requirement.level == 4
    assert requirement.history.first().history_user == curator
    assert LogEntry.objects.filter(user=curator, object_repr="Serving").exists()
    assert not StagedRequirement.objects.exists()
    assert SkillRating.objects.filter(owner=learner).count() == 1

    (news,) = releases.unseen_changes(learner)
    assert (news.role, news.raised, news.added) == (role, 1, 0)
    assert "3 → 4" in signed_in.get("/changes/").content.decode()
    signed_in.post("/changes/seen/", {"next": "https://evil.example/"})
    assert releases.unseen_changes(learner) == []


def test_a_skill_is_added_and_taken_out(curating: Client, learner: User, role: Role) -> None:
    actions.set_targets(owner=learner, roles=[role])
    absent = Skill.objects.exclude(requirements__role=role).first()
    stage(curating, absent.slug, machine_learning_engineer="2")
    stage(curating, "model-serving", machine_learning_engineer="0")
    curating.post(f"{MATRIX}publish/", {**NOTE, "seen": seen(curating)})
    (news,) = releases.unseen_changes(learner)
    assert (news.added, news.removed) == (1, 1)
    assert not Requirement.objects.filter(role=role, skill__slug="model-serving").exists()


def test_who_chose_the_role_afterwards_is_told_nothing(curating: Client, stranger: User, role: Role) -> None:
    stage(curating, machine_learning_engineer="4")
    curating.post(f"{MATRIX}publish/", {**NOTE, "seen": seen(curating)})
    actions.set_targets(owner=stranger, roles=[role])
    assert releases.unseen_changes(stranger) == []


def test_setting_a_cell_back_unstages_it(curating: Client, role: Role, skill: Skill) -> None:
    stage(curating, machine_learning_engineer="4")
    assert StagedRequirement.objects.count() == 1
    stage(curating, machine_learning_engineer="3")
    assert not StagedRequirement.objects.exists()


@pytest.mark.parametrize("value", ["5", "-1", "", "x", "٣", "1" * 5000, "a\0b"])
def test_nonsense_is_refused_and_nothing_is_staged(curating: Client, db: None, value: str) -> None:
    assert stage(curating, machine_learning_engineer=value).status_code == 422
    for slug in ("no-such-skill", "a\0b", "x" * 10_000):
        assert stage(curating, slug, machine_learning_engineer="2").status_code == 422
    assert stage(curating, no_such_role="2").status_code == 422
    assert not StagedRequirement.objects.exists()


def test_the_means_are_shown_only_over_enough_people(curating: Client, role: Role, skill: Skill) -> None:
    stage(curating, machine_learning_engineer="4")
    for number in range(5):
        owner = make_user(f"l{number}@example.org")
        actions.set_targets(owner=owner, roles=[role])
        actions.rate_skill(owner=owner, skill=skill, level=3)
        page = curating.get(f"{MATRIX}publish/")
        (impact,) = page.context["impacts"]
        assert impact.learners == number + 1
        assert (impact.before is None) == (number < 4)
        assert owner.email not in page.content.decode()
    assert impact.before != impact.after


def test_what_changed_after_reading_is_not_published(curating: Client, role: Role) -> None:
    stage(curating, machine_learning_engineer="4")
    read = seen(curating)
    stage(curating, data_scientist="4")
    page = curating.post(f"{MATRIX}publish/", {**NOTE, "seen": read})
    assert "changed while you were reading" in page.content.decode()
    assert 'value="Serving"' in page.content.decode()
    assert not Release.objects.exists()
    assert not ReleaseChange.objects.exists()


def test_a_note_needs_both_languages(curating: Client, db: None) -> None:
    stage(curating, machine_learning_engineer="4")
    curating.post(f"{MATRIX}publish/", {**NOTE, "note_zh_hans": "", "seen": seen(curating)})
    assert not Release.objects.exists()


def test_others_may_neither_stage_nor_publish(client: Client, signed_in: Client, db: None) -> None:
    assert stage(signed_in, machine_learning_engineer="4").status_code == 302
    community = Client()
    community.force_login(make_staff("community@example.org", "Community managers"))
    assert stage(community, machine_learning_engineer="4").status_code == 403
    assert community.get(f"{MATRIX}publish/").status_code == 403
    assert not StagedRequirement.objects.exists()
