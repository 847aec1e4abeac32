"""Every address of the site, and who gets in: a new one that is not declared fails.

Each `tests/<app>/access.py` declares NAMESPACE, ACCESS and ARGUMENTS. ACCESS tells, by name: the methods that exist, the status
for a guest (302 leads to sign-in), and the status for a learner who has nothing of the kind yet.
"""

import importlib
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User

DECLARATIONS = [
    importlib.import_module(f"tests.{path.parent.name}.access") for path in sorted(Path(__file__).parent.glob("*/access.py"))
]
ACCESS = {
    f"{module.NAMESPACE}:{name}".removeprefix(":"): rule for module in DECLARATIONS for name, rule in module.ACCESS.items()
}
ARGUMENTS = {
    f"{module.NAMESPACE}:{name}".removeprefix(":"): given for module in DECLARATIONS for name, given in module.ARGUMENTS.items()
}
OURS = sorted(ACCESS)


def named_patterns() -> set[str]:
    found = set()

    def walk(patterns, namespace: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                if str(pattern.pattern) not in {"accounts/", "admin/"}:
                    walk(pattern.url_patterns, pattern.namespace or namespace)
            elif isinstance(pattern, URLPattern):
                found.add(f"{namespace}:{pattern.name}".removeprefix(":"))

    walk(get_resolver().url_patterns, "")
    return found - {"mfa_activate_totp"}


def address(name: str) -> str:
    return reverse(name, args=ARGUMENTS.get(name, []))


def test_every_address_is_declared() -> None:
    assert named_patterns() == set(ACCESS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", OURS)
def test_guest(client: Client, name: str) -> None:
    methods, expected, _learner = ACCESS[name]
    response = client.post(address(name)) if methods == "POST" else client.get(address(name))
    assert response.status_code == expected
    if expected == 302 and not name.startswith(("set_", "mentoring:invitation_link")):
        assert response.url.startswith("/accounts/login/?next=")


@pytest.mark.django_db
@pytest.mark.parametrize("name", OURS)
def test_learner(signed_in: Client, name: str) -> None:
    methods, _guest, expected = ACCESS[name]
    response = signed_in.post(address(name)) if methods == "POST" else signed_in.get(address(name))
    assert response.status_code == expected
    response.close()  # one of them streams a file
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_methods_that_do_not_exist_are_refused(signed_in: Client, name: str, method: str) -> None:
    if method not in ACCESS[name][0].split():
        assert signed_in.generic(method, address(name)).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password", "account_request_login_code"])
def test_the_doors_are_open_to_guests(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["account_email", "account_change_password", "mfa_index", "usersessions_list", "admin:index", "mfa_list_webauthn"]
)
def test_the_rest_of_accounts_is_not(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert "/login/" in response.url


@pytest.mark.django_db
def test_the_admin_uses_our_own_sign_in_and_refuses_learners(client: Client, learner: User) -> None:
    assert client.get("/admin/login/").url.startswith("/accounts/login/")
    client.force_login(learner)
    # Django's own form would let a signed-in person try others' passwords without limits or a second factor.
    for response in (client.get("/admin/login/"), client.post("/admin/login/", {"username": "x@example.org", "password": "y"})):
        assert response.status_code == 403
        assert b"password" not in response.content
    assert client.get("/admin/").status_code in {302, 403}
    assert b"Site administration" not in client.get("/admin/", follow=True).content


@pytest.mark.django_db
def test_security_headers_are_on_every_kind_of_answer(client: Client) -> None:
    client.raise_request_exception = False
    for path in ("/", "/nothing-here/", "/profile/", "/healthz/", "/theme/", "/skills/?q=%00", "/admin/", "/accounts/login/"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert "camera=()" in headers["Permissions-Policy"]


BROKEN = ["%00", "%ED%A0%80", "'", "<script>", "9" * 5000, "%FF", "../../etc", "١", "a" * 3000]


@pytest.mark.django_db
@pytest.mark.parametrize("text", BROKEN)
def test_broken_addresses_never_break_us(signed_in: Client, text: str) -> None:
    for path in (
        f"/skills/?role={text}", f"/skills/?show={text}", f"/roles/compare/?a={text}&b={text}", f"/roles/{text}/",
        f"/skills/{text}/", f"/skills/progress/?role={text}", f"/roles/cto/from/{text}/", f"/accounts/login/?next={text}",
    ):  # fmt: skip
        assert signed_in.get(path).status_code in {200, 302, 400, 404}, path
