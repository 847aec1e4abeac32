"""allauth's pages and mails speak as ours do."""

from pathlib import Path

import allauth
import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from zeal import zeal_ignore

from accounts.models import User
from tests.conftest import PASSWORD

TEMPLATES = Path(allauth.__file__).parent / "templates"
MAILS = sorted(
    f"{path.parent.parent.name}/email/{path.name.removesuffix('_subject.txt')}"
    for app in ("account", "mfa")
    for path in (TEMPLATES / app / "email").glob("*_subject.txt")
)
VALUES = {
    "code": "7XK-2QP", "email": "lea@example.org", "user": "Lea", "user_display": "Lea", "ip": "203.0.113.7",
    "current_site": {"domain": "careerguide.example", "name": "Careerguide"}, "from_email": "a@example.org",
    "to_email": "b@example.org", "deleted_email": "a@example.org", "user_agent": "Firefox", "timestamp": timezone.now(),
    "password_reset_url": "https://careerguide.example/reset/", "signup_url": "https://careerguide.example/signup/",
    "activate_url": "https://careerguide.example/confirm/",
}  # fmt: skip
STIFF = ("您", "Email", "账户", "帐", "登出", "电子邮件地址", "认证器代码", "登录代码")


def draw(prefix: str, language: str) -> str:
    with translation.override(language):
        return render_to_string(f"{prefix}_subject.txt", VALUES) + render_to_string(f"{prefix}_message.txt", VALUES)


@pytest.mark.parametrize("prefix", MAILS)
def test_mails_are_in_one_voice(prefix: str) -> None:
    chinese = draw(prefix, "zh-hans")
    assert "你好" in chinese
    assert [word for word in STIFF if word in chinese] == []
    assert [line for line in chinese.splitlines() if line.isascii() and line.count(" ") > 3] == []  # an English sentence
    assert draw(prefix, "en").count("Careerguide") >= 1


def test_pages_are_in_one_voice(client: Client, learner: User) -> None:
    client.post("/language/", {"language": "zh-hans"})
    pages = ["account_login", "account_signup", "account_reset_password", "account_request_login_code"]
    texts = {name: client.get(reverse(name)).content.decode() for name in pages}
    texts["wrong password"] = client.post(
        reverse("account_login"), {"login": "a@example.org", "password": "x"}
    ).content.decode()
    learner.language = "zh-hans"
    learner.save()
    client.post(reverse("account_login"), {"login": learner.email, "password": PASSWORD})
    texts["account_reauthenticate"] = client.get(reverse("account_reauthenticate")).content.decode()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in (
        "account_email", "account_change_password", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
        "usersessions_list",
    ):  # fmt: skip
        response = client.get(reverse(name))
        assert response.status_code == 200, name
        texts[name] = response.content.decode()
    for name, text in texts.items():
        assert [word for word in STIFF if word in text] == [], name


@pytest.mark.parametrize("prefix", MAILS)
def test_english_mails_keep_capitals_for_names(prefix: str) -> None:
    with translation.override("en"):
        subject = render_to_string(f"{prefix}_subject.txt", VALUES).strip()
    assert [word for word in subject.split()[1:] if word.istitle()] == []
    assert "email" not in draw(prefix, "en").lower()


def test_the_menu_and_its_pages_have_one_name(client: Client, learner: User) -> None:
    client.force_login(learner)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name, heading in (
        ("account_email", "E-mail address"),
        ("mfa_index", "Second factor and passkeys"),
        ("usersessions_list", "Where you are signed in"),
    ):
        assert f"<h1>{heading}" in client.get(reverse(name)).content.decode().replace("\n", "").replace("  ", "")


def test_pages_write_labels_as_ours_do(client: Client, db: None) -> None:
    assert "Remember me" in client.get(reverse("account_login")).content.decode()
    text = client.get(reverse("account_request_login_code"), headers={"accept-language": "zh-CN"}).content.decode()
    assert "获取验证码" in text
    assert "请求码" not in text
    form = {"email": "new@example.org", "password1": "short"}
    text = client.post(reverse("account_signup"), form, headers={"accept-language": "zh-CN"}).content.decode()
    assert "密码太短，至少要 8 个字符。" in text  # Django has no Chinese for it


@zeal_ignore()  # two browsers and several pages: each reads its own person
def test_the_sessions_name_this_device_and_end_the_others(client: Client, learner: User) -> None:
    other = Client(headers={"user-agent": "Another browser"})
    for browser in (client, other):
        browser.post(reverse("account_login"), {"login": learner.email, "password": PASSWORD})
    text = client.get(reverse("usersessions_list")).content.decode()
    assert text.count("this device") == 1
    assert "Another browser" in text
    assert "Sign out everywhere else" in text
    client.post(reverse("usersessions_list"))
    assert "Another browser" not in client.get(reverse("usersessions_list")).content.decode()
    assert other.get("/profile/").status_code == 302


def test_too_many_tries_are_answered_by_a_page_of_ours(client: Client, db: None, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    for status in (200, 429):
        response = client.post(reverse("account_signup"), {"email": "a@example.org", "password1": "x"})
        assert response.status_code == status
    text = response.content.decode()
    assert "Too many tries" in text
    assert 'href="#main"' in text
