"""A newcomer's first three minutes, in a real browser."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.models import User
from roles.models import SkillRating
from tests.browser.conftest import shot

pytestmark = pytest.mark.browser


def test_from_guest_to_gap_and_back(page: Page) -> None:
    page.goto("/")
    shot(page, "01-landing")
    page.get_by_role("link", name="Read about the roles").click()
    page.get_by_role("link", name="Machine-learning engineer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Machine-learning engineer")
    shot(page, "02-role-as-guest")

    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("E-mail").fill("new@example.org")
    page.get_by_label("Password").fill("correct-horse-battery")
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/confirm-email/")
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mail.outbox[0].body, re.M).group(1)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Confirm").click()

    page.wait_for_url("**/welcome/")
    shot(page, "03-welcome")
    page.get_by_label("Name").fill("Lea")
    page.get_by_label("Data analysis or data science").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Machine-learning engineer", exact=True).click()
    shot(page, "04-target")
    page.get_by_role("button", name="Continue").click()

    page.wait_for_url("**/welcome/skills/")
    rows = page.locator("form.skill")
    expect(rows).to_have_count(10)
    for index in range(10):
        with page.expect_response("**/rate/"):
            rows.nth(index).locator("input[type=radio]").first.focus()
            page.keyboard.press(str(index % 4 + 1))
        expect(rows.nth(index).locator("input:checked")).to_have_value(str(index % 4 + 1))
    shot(page, "05-rated")
    page.get_by_role("button", name="See my gap").click()

    expect(page.get_by_role("heading", name="Your largest gaps")).to_be_visible()
    expect(page.locator("form.skill")).to_have_count(3)
    expect(page.locator("svg.radar .have")).to_have_count(1)
    readiness = page.locator("#fit .number").inner_text()
    shot(page, "06-today")

    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", name="差距最大的几项")).to_be_visible()
    page.get_by_role("button", name="深色主题").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    shot(page, "07-today-chinese-dark")

    page.get_by_label("账号").click()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("link", name="登录").click()
    page.locator("input[name=login]").fill("new@example.org")
    page.locator("input[name=password]").fill("correct-horse-battery")
    page.locator("form button[type=submit]").first.click()
    expect(page.locator("#fit .number")).to_have_text(readiness)
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert SkillRating.objects.filter(owner=User.objects.get()).count() == 10


def test_a_session_that_ends_while_rating_loses_nothing(page: Page) -> None:
    from tests.browser.conftest import sign_in
    from tests.conftest import PASSWORD, make_user

    user = make_user("lea@example.org")
    page.goto("/")
    sign_in(page.context, user, page.url)
    page.goto("/skills/?role=cto")
    page.context.clear_cookies(name="sessionid")
    page.locator("form.skill[action*='/technical-strategy/'] label", has_text="3").click()
    page.wait_for_url("**/accounts/login/**")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/skills/?role=cto")
    expect(page.locator("form.skill[action*='/technical-strategy/'] input:checked")).to_have_value("3")


def test_everything_works_without_scripts(chromium, live_server, settled: None) -> None:
    from tests.browser.conftest import sign_in
    from tests.conftest import make_user

    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False)
    sign_in(context, make_user("noscript@example.org"), str(live_server))
    page = context.new_page()
    page.goto("/skills/?role=cto")
    row = page.locator("form.skill[action*='/technical-strategy/']")
    row.locator("label", has_text="2").click()
    row.get_by_role("button", name="Save").click()
    expect(page.locator("form.skill[action*='/technical-strategy/'] input:checked")).to_have_value("2")
    assert page.url.endswith("/skills/?role=cto")
    context.close()
