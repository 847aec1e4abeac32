"""Who changed what, and going back."""

from django.test import Client

from accounts.models import User
from roles.models import Role, Skill
from tests.curation.helpers import form_of


def edit(client: Client, skill: Skill, **values: str) -> None:
    address = f"/admin/roles/skill/{skill.pk}/change/"
    assert client.post(address, {**form_of(client, address), **values}).status_code == 302


def test_every_change_is_told_with_who_and_what(curating: Client, curator: User, skill: Skill) -> None:
    edit(curating, skill, name_en="Serving models", name_zh_hans="模型上线服务")
    text = curating.get(f"/admin/roles/skill/{skill.pk}/history/").content.decode()
    assert "Cora Curator" in text
    assert "Serving models" in text
    assert "模型上线服务" in text
    assert "loaded from files" in text


def test_a_curator_goes_back_in_both_languages(curating: Client, curator: User, skill: Skill) -> None:
    first = skill.history.latest("history_id")
    before = (skill.name_en, skill.name_zh_hans)
    edit(curating, skill, name_en="Serving models", name_zh_hans="模型上线服务")
    address = f"/admin/roles/skill/{skill.pk}/history/{first.history_id}/restore/"
    text = curating.get(address).content.decode()
    assert "Serving models" in text
    skill.refresh_from_db()
    assert skill.name_en == "Serving models"  # asking changes nothing
    assert curating.post(address).status_code == 302
    skill.refresh_from_db()
    assert (skill.name_en, skill.name_zh_hans, skill.behind) == (*before, "")
    assert skill.history.latest("history_id").history_user == curator


def test_a_version_of_another_row_is_not_found(curating: Client, skill: Skill) -> None:
    other = Skill.objects.exclude(pk=skill.pk).first().history.latest("history_id")
    assert curating.get(f"/admin/roles/skill/{skill.pk}/history/{other.history_id}/restore/").status_code == 404


def test_requirements_are_in_the_history_of_their_role(curating: Client, role: Role) -> None:
    address = f"/admin/roles/role/{role.pk}/change/"
    form = form_of(curating, address)
    assert form["requirements-0-level"] != "1"
    assert curating.post(address, {**form, "requirements-0-level": "1"}).status_code == 302
    text = curating.get(f"/admin/roles/role/{role.pk}/history/").content.decode()
    assert text.count("requirement: ") >= 1
    assert "Cora Curator" in text


def test_the_history_costs_the_same_however_long(curating: Client, skill: Skill, django_assert_max_num_queries) -> None:
    for number in range(20):
        skill.name_en = f"Name {number}"
        skill.save()
    with django_assert_max_num_queries(12):
        curating.get(f"/admin/roles/skill/{skill.pk}/history/")
