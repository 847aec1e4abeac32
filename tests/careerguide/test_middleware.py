"""Guards that stand before every view."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "address",
    ["/skills/?role=%00", "/skills/?role=%ED%A0%80", "/roles/compare/?a=%ED%B0%80", "/skills/?q=ok&x=a%00b"],
)
def test_broken_text_in_an_address_is_refused_alike_on_every_database(signed_in: Client, address: str) -> None:
    response = signed_in.get(address)
    assert response.status_code == 400
    assert 'class="bar"' in response.content.decode()


def test_whole_text_of_any_script_is_let_through(signed_in: Client) -> None:
    assert signed_in.get("/skills/?q=%E6%9C%BA%E5%99%A8%20%F0%9F%98%80").status_code == 200


def test_a_fragment_never_becomes_the_sign_in_form(client: Client, db: None) -> None:
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/roles/cto/?x=1"}
    response = client.get("/skills/progress/?role=cto", headers=headers)
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/roles/cto/"
    assert not response.content
