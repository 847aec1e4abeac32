"""The table of requirements below a role: written at once while nobody sees them, to look at once learners do."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from roles import actions, releases
from roles.models import Requirement, Role, Skill, StagedRequirement
from tests.conftest import make_staff
from tests.curation.helpers import form_of

MATRIX = "/admin/roles/stagedrequirement/"


def address(role: Role) -> str:
    return f"/admin/roles/role/{role.pk}/change/"


def told(page: Any) -> str:
    return unescape(page.content.decode())


def asked(role: Role) -> set[tuple[int, int]]:
    return set(Requirement.objects.filter(role=role).values_list("skill_id", "level"))


def rows_of_draft(client: Client, role: Role) -> dict[str, Any]:
    """What the form sends of the table while the role is a draft, its first level changed."""
    state = Role.objects.get(pk=role.pk).status
    Role.objects.filter(pk=role.pk).update(status="draft")
    form = form_of(client, address(role))
    Role.objects.filter(pk=role.pk).update(status=state)
    assert "requirements-0-level" in form
    return form | {"requirements-0-level": "1" if form["requirements-0-level"] != "1" else "2", "requirements-1-DELETE": "on"}


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_role_that_is_not_public_is_written_at_once(curating: Client, role: Role, status: str) -> None:
    Role.objects.filter(pk=role.pk).update(status=status)
    before, sent = asked(role), rows_of_draft(curating, role)
    page = curating.get(address(role))
    assert "matrix_href" not in page.context
    assert curating.post(address(role), sent).status_code == 302
    assert len(before - asked(role)) == 2
    assert not StagedRequirement.objects.exists()


def test_a_public_role_is_asked_in_the_matrix_and_only_there(curating: Client, learner: User, role: Role, skill: Skill) -> None:
    actions.set_targets(owner=learner, roles=[role])
    before, sent = asked(role), rows_of_draft(curating, role)
    page = curating.get(address(role))
    text = told(page)
    assert 'name="requirements-0-level"' not in text
    assert "requirements-0-DELETE" not in text
    assert skill.name_en in text  # they are shown
    assert f'href="{MATRIX}?role={role.slug}"' in text
    # Sent all the same, the rows change nothing; the texts of the role do.
    count = sent["requirements-TOTAL_FORMS"]
    new = Skill.objects.published().exclude(requirements__role=role).first()
    sent |= {
        f"requirements-{count}-{name}": value
        for name, value in (("id", ""), ("role", role.pk), ("skill", new.pk), ("level", 2))
    }
    sent["requirements-TOTAL_FORMS"] = str(int(count) + 1)
    assert curating.post(address(role), {**sent, "title_en": "Another", "title_zh_hans": "另一个"}).status_code == 302
    role.refresh_from_db()
    assert role.title_en == "Another"
    assert asked(role) == before
    assert not StagedRequirement.objects.exists()


def test_the_form_names_what_is_staged_and_saving_it_loses_nothing_of_that(
    curating: Client, curator: User, role: Role, skill: Skill
) -> None:
    form = form_of(curating, address(role))
    second = make_staff("second@example.org", "Content curators")
    absent = Skill.objects.published().exclude(requirements__role=role).first()
    elsewhere = Role.objects.published().exclude(pk=role.pk).first()
    releases.stage(levels={(role, skill): 1, (role, absent): 2, (elsewhere, skill): 0}, by=second)
    staged = releases.staged_cells()
    page = curating.get(address(role))
    assert {(cell.skill, cell.before, cell.after) for cell in page.context["staged"]} == {(skill, 3, 1), (absent, 0, 2)}
    assert f"{skill.name_en}: 3 → 1" in told(page)
    assert curating.post(address(role), {**form, "title_en": "Another", "title_zh_hans": "另一个"}).status_code == 302
    assert releases.staged_cells() == staged
    assert {row.staged_by for row in StagedRequirement.objects.all()} == {second}


def test_a_role_that_became_public_while_its_form_was_open_is_not_changed(curating: Client, role: Role) -> None:
    Role.objects.filter(pk=role.pk).update(status="draft")
    before, sent = asked(role), rows_of_draft(curating, role)
    role.refresh_from_db()
    role.status = Role.Status.PUBLISHED
    role.save()
    page = curating.post(address(role), sent)
    assert page.status_code == 200
    assert "Somebody else changed this" in told(page)
    assert asked(role) == before


def test_a_role_that_was_retired_while_its_form_was_open_loses_nothing(curating: Client, role: Role) -> None:
    before, sent = asked(role), form_of(curating, address(role))
    role.status = Role.Status.RETIRED
    role.save()
    page = curating.post(address(role), sent)
    assert page.status_code == 200
    assert "Somebody else changed this" in told(page)
    assert asked(role) == before


def test_who_may_not_look_at_the_matrix_is_not_led_there(client: Client, role: Role, skill: Skill, curator: User) -> None:
    releases.stage(levels={(role, skill): 1}, by=curator)
    client.force_login(make_staff("community@example.org", "Community managers"))
    page = client.get(address(role))
    assert skill.name_en in told(page)
    assert "matrix_href" not in page.context
    assert "3 → 1" not in told(page)
    assert client.post(address(role), {"title_en": "Another"}).status_code == 403


def test_the_form_of_a_public_role_costs_the_same_however_much_is_staged(
    curating: Client, curator: User, role: Role, django_assert_max_num_queries
) -> None:
    curating.get(address(role))
    releases.stage(levels={(role, skill): 1 for skill in Skill.objects.published()}, by=curator)
    with django_assert_max_num_queries(14):
        curating.get(address(role))
