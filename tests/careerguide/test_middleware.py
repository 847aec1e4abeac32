"""Guards that stand before every view."""

import pytest
from django.test import Client

from accounts.models import User


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


FORM = "http://testserver/portfolio/brand/strategy/?from=today"
TEXT = "What I typed for half an hour & <b>would miss</b>"


@pytest.mark.parametrize("address", ["/interviews/applications/tasks/1/done/", "/roles/cto/target/"])
def test_who_signs_in_after_sending_a_form_comes_back_to_its_page(client: Client, db: None, address: str) -> None:
    """Not to where it was sent: that address shows nothing."""
    sign_in = client.post(address, headers={"referer": FORM}).url
    assert sign_in == "/accounts/login/?next=/portfolio/brand/strategy/%3Ffrom%3Dtoday"
    for elsewhere in ("", "https://evil.example/skills/", "//evil.example/", "javascript:alert(1)"):
        assert client.post(address, headers={"referer": elsewhere}).url == f"/accounts/login/?next={address}"
    assert client.get(address, headers={"referer": FORM}).url == f"/accounts/login/?next={address}"


def test_a_session_that_ended_while_typing_shows_what_was_typed(client: Client, db: None) -> None:
    sent = {"positioning": TEXT, "audience": "short", "password": "a secret that is long enough"}
    headers = {"referer": FORM, "sec-fetch-site": "same-origin"}
    page = client.post("/portfolio/brand/strategy/", sent, headers=headers)
    assert page.status_code == 403
    assert page.context["typed"] == [TEXT]
    assert "half an hour &amp; &lt;b&gt;would miss" in page.content.decode()
    assert 'href="/accounts/login/?next=/portfolio/brand/strategy/' in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"


def test_only_fields_without_a_text_of_ones_own_are_left_out(client: Client, db: None) -> None:
    long = "long enough to be worth copying"
    names = ("oldpassword", "password1", "form_key", "csrfmiddlewaretoken", "secret", "stamp", "code")
    sent = {"key_points": f"{long}, point by point", "code_link": f"https://{long}", **dict.fromkeys(names, long)}
    page = client.post("/interviews/questions/new/", sent, headers={"referer": FORM, "sec-fetch-site": "same-origin"})
    assert page.context["typed"] == [sent["key_points"], sent["code_link"]]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_the_words_of_another_site_are_not_repeated(learner: User, site: str) -> None:
    client = Client(enforce_csrf_checks=True)
    headers = {"referer": FORM, "sec-fetch-site": site}
    assert client.post("/portfolio/brand/strategy/", {"positioning": TEXT}, headers=headers).context["typed"] == []
    client.force_login(learner)
    assert client.post("/portfolio/brand/strategy/", {"positioning": TEXT}, headers=headers).context["typed"] == []


def test_a_form_that_expired_shows_what_was_typed(learner: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    page = client.post("/portfolio/brand/strategy/", {"positioning": TEXT}, headers={"sec-fetch-site": "same-origin"})
    assert page.status_code == 403
    assert "half an hour &amp; &lt;b&gt;would miss" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"


def test_an_address_that_only_takes_forms_says_so(signed_in: Client) -> None:
    page = signed_in.get("/roles/cto/target/")
    assert page.status_code == 405
    assert page.headers["Allow"] == "POST"
    assert 'class="bar"' in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert not signed_in.get("/roles/cto/target/", headers={"hx-request": "true"}).content
    assert not signed_in.put("/roles/cto/target/").content
