"""What staff may do, and what they need to get in."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import OwnedModel, User
from curation.rights import GROUPS
from tests.conftest import make_staff, make_user


def test_the_groups_hold_exactly_what_the_list_says(db: None) -> None:
    for title, names in GROUPS.items():
        held = Group.objects.get(name=title).permissions.select_related("content_type")
        assert {f"{p.content_type.app_label}.{p.codename}" for p in held} == set(names)


def test_no_group_touches_people_or_their_records() -> None:
    private = {model.__name__.lower() for model in OwnedModel.__subclasses__()} - {"suggestion"}
    for names in GROUPS.values():
        for name in names:
            label, codename = name.split(".")
            assert label not in {"accounts", "auth", "admin", "account", "mfa", "sessions", "mentoring"}
            assert codename.split("_", 1)[1] not in private


def test_nothing_private_and_none_of_the_tables_of_sign_in_is_in_the_admin() -> None:
    for model in admin.site._registry:
        assert model._meta.app_label not in {"account", "mfa", "socialaccount", "usersessions"}
        assert not issubclass(model, OwnedModel) or model.__name__ == "Suggestion"


@pytest.mark.parametrize("path", ["/admin/accounts/user/", "/admin/auth/group/", "/admin/accounts/user/1/change/"])
def test_curators_see_no_account(curating: Client, learner: User, path: str) -> None:
    assert curating.get(path).status_code == 403
    assert "accounts" not in [app["app_label"] for app in curating.get("/admin/").context["app_list"]]


def test_a_curator_cannot_become_a_superuser(curating: Client, curator: User) -> None:
    curating.post(f"/admin/accounts/user/{curator.pk}/change/", {"is_superuser": "on", "is_staff": "on"})
    curator.refresh_from_db()
    assert not curator.is_superuser


@pytest.mark.parametrize("superuser", [False, True])
def test_without_a_second_factor_staff_are_led_to_set_one_up(client: Client, db: None, superuser: bool) -> None:
    user = make_user("new-curator@example.org", is_staff=True, is_superuser=superuser)
    client.force_login(user)
    for path in ("/admin/", "/admin/roles/skill/", "/admin/jsi18n/", "/admin/autocomplete/"):
        response = client.get(path)
        assert response.status_code == 403, path
        assert "/accounts/2fa/totp/activate/" in response.content.decode()


def test_with_one_they_get_in(client: Client, db: None) -> None:
    client.force_login(make_staff("root@example.org", is_superuser=True))
    assert client.get("/admin/").status_code == 200


def test_learners_stay_out(signed_in: Client) -> None:
    assert signed_in.get("/admin/").status_code == 302
    assert signed_in.get("/admin/", follow=True).status_code == 403
