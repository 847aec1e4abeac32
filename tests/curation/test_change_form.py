"""Editing a piece of guidance in the admin."""

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory

from accounts.models import User
from careerguide.lib.curated import Curated
from roles.models import Role, Skill, SkillArea
from tests.curation.helpers import form_of


def address(row: Curated, name: str = "change") -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{name}/"


def test_both_languages_stand_on_one_line(curating: Client, skill: Skill) -> None:
    text = curating.get(address(skill)).content.decode()
    assert "field-name_en field-name_zh_hans" in text
    assert 'lang="zh-Hans"' in text
    assert text.index('name="name_en"') < text.index('name="name_zh_hans"') < text.index('name="description_en"')


def test_the_other_language_is_marked_until_it_follows(curating: Client, skill: Skill) -> None:
    form = form_of(curating, address(skill))
    assert curating.post(address(skill), {**form, "name_en": "Serving models"}).status_code == 302
    skill.refresh_from_db()
    assert skill.behind == "name:zh_hans"
    assert "one language changed" in curating.get(address(skill)).content.decode().lower()
    assert skill.slug in [row.slug for row in curating.get("/admin/roles/skill/?texts=behind").context["cl"].result_list]
    form = form_of(curating, address(skill))
    curating.post(address(skill), {**form, "name_zh_hans": "模型上线服务"})
    skill.refresh_from_db()
    assert skill.behind == ""


def test_a_curator_says_that_the_other_language_still_fits(curating: Client, skill: Skill) -> None:
    assert "still_fits" not in form_of(curating, address(skill))
    curating.post(address(skill), {**form_of(curating, address(skill)), "name_en": "Serving models"})
    curating.post(address(skill), {**form_of(curating, address(skill)), "still_fits": "on"})
    skill.refresh_from_db()
    assert (skill.name_en, skill.behind) == ("Serving models", "")


def test_what_is_public_needs_both_languages_and_a_draft_does_not(curating: Client, skill: Skill) -> None:
    form = form_of(curating, address(skill)) | {"name_zh_hans": " "}
    refused = curating.post(address(skill), form)
    assert "in both languages" in refused.content.decode()
    skill.refresh_from_db()
    assert skill.name_zh_hans.strip()
    Skill.objects.filter(pk=skill.pk).update(status="draft")
    assert curating.post(address(skill), form_of(curating, address(skill)) | {"name_zh_hans": ""}).status_code == 302


def test_a_new_row_is_a_draft_even_in_one_language(curating: Client, db: None) -> None:
    form = form_of(curating, "/admin/roles/skillarea/add/")
    assert curating.post("/admin/roles/skillarea/add/", {**form, "slug": "ops", "order": "30"}).status_code == 200
    sent = {**form, "slug": "ops", "order": "30", "name_zh_hans": "运维"}
    response = curating.post("/admin/roles/skillarea/add/", sent)
    assert response.status_code == 302, response.context["errors"]
    area = SkillArea.objects.get(slug="ops")
    assert (area.status, area.name_zh_hans) == ("draft", "运维")


def test_the_second_of_two_curators_is_told_and_loses_nothing(curating: Client, skill: Skill) -> None:
    mine = form_of(curating, address(skill))
    theirs = form_of(curating, address(skill))
    assert curating.post(address(skill), {**theirs, "name_en": "Their name", "name_zh_hans": "他们的名称"}).status_code == 302
    page = curating.post(address(skill), {**mine, "name_en": "My name", "name_zh_hans": "我的名称"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Their name" in text  # what is stored now
    assert 'value="My name"' in text  # what was typed
    skill.refresh_from_db()
    assert skill.name_en == "Their name"
    token = page.context["adminform"].form["edit_token"].value()
    knowing = {**mine, "name_en": "My name", "name_zh_hans": "我的名称", "edit_token": token}
    assert curating.post(address(skill), knowing).status_code == 302
    skill.refresh_from_db()
    assert skill.name_en == "My name"


@pytest.mark.parametrize("token", ["", "nonsense", "2020-01-01T00:00:00+00:00", "x" * 500, "a\0b"])
def test_a_form_without_a_true_token_saves_nothing(curating: Client, skill: Skill, token: str) -> None:
    response = curating.post(address(skill), {**form_of(curating, address(skill)), "name_en": "X", "edit_token": token})
    assert response.status_code == 200
    skill.refresh_from_db()
    assert skill.name_en != "X"


def test_ordering_in_the_list_touches_nothing_else(curating: Client, skill: Skill) -> None:
    form = form_of(curating, "/admin/roles/skill/?q=model-serving")
    Skill.objects.filter(pk=skill.pk).update(name_en="Changed meanwhile")
    curating.post("/admin/roles/skill/?q=model-serving", {**form, "form-0-order": "77", "_save": "Save"})
    skill.refresh_from_db()
    assert (skill.order, skill.name_en) == (77, "Changed meanwhile")


def test_search_finds_both_languages(curating: Client, role: Role) -> None:
    for words in ("machine-learning engineer", "机器学习工程师"):
        assert role in curating.get("/admin/roles/role/", {"q": words}).context["cl"].result_list


def test_every_field_of_every_form_has_a_help_text(curator: User) -> None:
    request = RequestFactory().get("/admin/")
    request.user = curator
    silent = []
    for model, model_admin in admin.site._registry.items():
        if issubclass(model, Curated):
            fields = model_admin.get_form(request)().fields.items()
            silent += [f"{model.__name__}.{n}" for n, f in fields if not f.help_text and n not in {"edit_token", "still_fits"}]
    assert silent == []


def test_nothing_curated_can_be_deleted(curating: Client, skill: Skill) -> None:
    assert curating.post(address(skill, "delete"), {"post": "yes"}).status_code == 403
    actions = curating.get("/admin/roles/skill/").context["action_form"].fields["action"].choices
    assert "delete_selected" not in [value for value, _label in actions]
