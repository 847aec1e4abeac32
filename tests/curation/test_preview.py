"""The real page of what is not public."""

import pytest
from django.test import Client
from django.utils.html import escape

from roles.models import GuidanceVersion, Role, Skill
from tests.curation.helpers import form_of


@pytest.fixture
def draft(role: Role) -> Role:
    Role.objects.filter(pk=role.pk).update(status="draft", summary_en="Only a draft says so.")
    GuidanceVersion.renew()
    return role


def test_a_draft_on_the_real_page_and_nobody_else_sees_it(curating: Client, client: Client, draft: Role) -> None:
    versions = draft.history.count()
    response = curating.get(f"/admin/roles/role/{draft.pk}/preview/")
    text = response.content.decode()
    assert "Only a draft says so." in text
    assert "Preview: only you see this page" in text
    assert 'class="radar"' in text
    assert "no-store" in response.headers["Cache-Control"]
    assert "ETag" not in response.headers
    assert client.get("/roles/machine-learning-engineer/").status_code == 404
    assert "Only a draft says so." not in client.get("/roles/").content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert draft.history.count() == versions


def test_what_is_typed_is_shown_and_not_saved(curating: Client, client: Client, skill: Skill) -> None:
    address = f"/admin/roles/skill/{skill.pk}/change/"
    versions = skill.history.count()
    text = curating.post(
        address, {**form_of(curating, address), "description_en": "Words not saved yet.", "_preview": "1"}
    ).content.decode()
    assert "Words not saved yet." in text
    assert f"<h1>{escape(skill.name_en)}</h1>" in text
    skill.refresh_from_db()
    assert skill.description_en != "Words not saved yet."
    assert skill.history.count() == versions
    assert "Words not saved yet." not in client.get("/skills/model-serving/").content.decode()


def test_a_broken_form_shows_its_errors_instead(curating: Client, skill: Skill) -> None:
    address = f"/admin/roles/skill/{skill.pk}/change/"
    text = curating.post(address, {**form_of(curating, address), "name_en": "", "_preview": "1"}).content.decode()
    assert "in both languages" in text


def test_learners_have_no_preview(signed_in: Client, client: Client, draft: Role) -> None:
    for visitor in (signed_in, client):
        assert visitor.get(f"/admin/roles/role/{draft.pk}/preview/").status_code == 302


def test_a_missing_row_is_not_found(curating: Client, db: None) -> None:
    for pk in ("0", "9" * 40):
        assert curating.get(f"/admin/roles/role/{pk}/preview/").status_code == 404
