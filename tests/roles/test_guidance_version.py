"""Guidance is kept in memory, and every change of it is seen by the next request."""

from django.test import Client

from roles import guidance
from roles.models import Requirement, Role, Skill


def test_it_is_read_once(db: None, django_assert_num_queries) -> None:
    first = guidance.current()
    with django_assert_num_queries(1):
        assert guidance.current() is first


def test_a_changed_text_a_retired_skill_and_a_changed_requirement_are_seen_at_once(
    client: Client, role: Role, skill: Skill
) -> None:
    address = "/roles/machine-learning-engineer/"
    assert "Model serving" in client.get(address).content.decode()
    role.summary_en = "Entirely new words."
    role.save()
    assert "Entirely new words." in client.get(address).content.decode()
    Requirement.objects.get(role=role, skill__slug="python-engineering").delete()
    assert "Production Python" not in client.get(address).content.decode()
    skill.status = "retired"
    skill.save()
    assert "Model serving" not in client.get(address).content.decode()


def test_each_language_gets_its_own_text_from_the_same_rows(client: Client, role: Role) -> None:
    english = client.get("/roles/", headers={"accept-language": "en"}).content.decode()
    chinese = client.get("/roles/", headers={"accept-language": "zh-CN"}).content.decode()
    assert role.title_en in english
    assert role.title_zh_hans in chinese
    assert role.title_zh_hans not in english


def test_a_guest_who_has_the_page_is_not_sent_it_again_until_something_changes(client: Client, role: Role) -> None:
    address = "/roles/machine-learning-engineer/"
    client.get(address)
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    assert client.get(address, headers={"if-none-match": etag, "accept-language": "zh-CN"}).status_code == 200
    client.cookies["theme"] = "dark"
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200
    del client.cookies["theme"]
    role.save()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_a_kept_page_is_not_confirmed_to_a_guest_whose_forms_would_carry_another_token(client: Client, db: None) -> None:
    client.get("/roles/")
    etag = client.get("/roles/").headers["ETag"]
    client.cookies["csrftoken"] = "b" * 32
    assert client.get("/roles/", headers={"if-none-match": etag}).status_code == 200


def test_a_message_that_waits_for_a_guest_is_delivered(client: Client, db: None) -> None:
    client.get("/roles/")
    etag = client.get("/roles/").headers["ETag"]
    client.cookies["messages"] = "anything"
    assert client.get("/roles/", headers={"if-none-match": etag}).status_code == 200


def test_who_has_a_session_always_gets_the_page(signed_in: Client) -> None:
    response = signed_in.get("/roles/")
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-store"
