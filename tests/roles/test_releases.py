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


def test_the_matrix_of_one_role_shows_every_area_and_comes_back_to_it(curating: Client, role: Role, skill: Skill) -> None:
    page = curating.get(MATRIX, {"role": role.slug})
    assert page.context["roles"] == [role]
    assert len(page.context["rows"]) == 81
    assert len(curating.get(MATRIX, {"role": role.slug, "area": "responsibility"}).context["rows"]) == 8
    for slug in ("no-such-role", "x" * 1000, ""):
        assert len(curating.get(MATRIX, {"role": slug}).context["roles"]) == 13
    sent = {"skill": "model-serving", f"level-{role.slug}": "4"}
    assert curating.post(f"{MATRIX}cells/", {**sent, "role": role.slug}).url == f"{MATRIX}?role={role.slug}#model-serving"
    elsewhere = curating.post(f"{MATRIX}cells/", {**sent, "role": "//evil.example/"}).url
    assert elsewhere == curating.post(f"{MATRIX}cells/", sent).url == f"{MATRIX}?area={skill.area.slug}#model-serving"


# --- What is staged and no longer public ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Role, Skill])
@pytest.mark.parametrize("status", ["retired", "draft"])
def test_a_name_that_is_not_public_is_withheld_and_the_curator_told(
    curating: Client, client: Client, learner: User, role: Role, skill: Skill, kind: type[Role | Skill], status: str
) -> None:
    actions.set_targets(owner=learner, roles=[role])
    other = Skill.objects.published().exclude(pk=skill.pk).filter(requirements__role=role, requirements__level=3).first()
    elsewhere = Role.objects.published().filter(requirements__skill=other).exclude(pk=role.pk).first()
    releases.stage(levels={(role, skill): 1, (elsewhere, other): 0}, by=make_staff("second@example.org"))
    gone = role if kind is Role else skill
    kind.objects.filter(pk=gone.pk).update(status=status, **{"title_en" if kind is Role else "name_en": "Not for the public"})
    page = curating.get(f"{MATRIX}publish/")
    assert [(cell.role, cell.skill) for cell in page.context["cells"]] == [(elsewhere, other)]
    assert [(cell.role, cell.skill) for cell in page.context["withheld"]] == [(role, skill)]
    assert "a release leaves these out" in page.content.decode()
    assert curating.get(MATRIX).context["count"] == 1

    curating.post(f"{MATRIX}publish/", {**NOTE, "seen": seen(curating)})
    assert [(change.role, change.skill) for change in ReleaseChange.objects.all()] == [(elsewhere, other)]
    assert "Not for the public" not in client.get("/changes/").content.decode()
    assert Requirement.objects.get(role=role, skill=skill).level == 3
    assert releases.unseen_changes(learner) == []

    page = curating.get(f"{MATRIX}publish/")  # nothing else waits now
    assert "a release leaves these out" in page.content.decode()
    assert "Nothing is staged" not in page.content.decode()
    curating.post(f"{MATRIX}publish/", {**NOTE, "seen": releases.fingerprint([])})
    assert Release.objects.count() == 1
    kind.objects.filter(pk=gone.pk).update(status="published")
    assert [(cell.role, cell.skill, cell.after) for cell in releases.staged_cells()] == [(role, skill, 1)]


def test_a_skill_that_is_retired_after_reading_is_not_published(curating: Client, role: Role, skill: Skill) -> None:
    stage(curating, machine_learning_engineer="4")
    read = seen(curating)
    Skill.objects.filter(pk=skill.pk).update(status="retired")
    page = curating.post(f"{MATRIX}publish/", {**NOTE, "seen": read})
    assert "changed while you were reading" in page.content.decode()
    assert not Release.objects.exists()


def test_others_may_neither_stage_nor_publish(client: Client, signed_in: Client, db: None) -> None:
    assert stage(signed_in, machine_learning_engineer="4").status_code == 302
    community = Client()
    community.force_login(make_staff("community@example.org", "Community managers"))
    assert stage(community, machine_learning_engineer="4").status_code == 403
    assert community.get(f"{MATRIX}publish/").status_code == 403
    assert not StagedRequirement.objects.exists()
