"""The checklist: its filter and the keyboard, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from roles import actions
from roles.models import Role, Skill
from tests.browser.conftest import sign_in
from tests.conftest import make_user

pytestmark = pytest.mark.browser


def test_the_filter_changes_the_list_in_place_and_the_address_with_it(page: Page, live_server) -> None:
    user = make_user("filter@example.org")
    actions.rate_skill(owner=user, skill=Skill.objects.get(slug="technical-strategy"), level=4)
    sign_in(page.context, user, str(live_server))
    page.goto("/skills/")
    rows, asked = page.locator("form.skill"), Role.objects.get(slug="cto").requirements.count()
    expect(rows).to_have_count(81)
    expect(page.get_by_label("Only gaps")).to_be_hidden()  # gaps are gaps to a role
    page.evaluate("window.stayed = true")

    page.get_by_label("Asked by").select_option("cto")
    expect(rows).to_have_count(asked)
    page.get_by_label("Only gaps").check()
    expect(rows).to_have_count(asked - 1)
    assert page.evaluate("window.stayed")
    assert page.url.endswith("/skills/?role=cto&show=gaps")
    page.reload()
    expect(rows).to_have_count(asked - 1)
    expect(page.get_by_label("Only gaps")).to_be_checked()

    page.get_by_label("Only gaps").uncheck()
    expect(rows).to_have_count(asked)
    page.go_back()
    expect(rows).to_have_count(asked - 1)


def test_the_keyboard_keeps_its_place_after_a_rating(page: Page, live_server) -> None:
    sign_in(page.context, make_user("keys@example.org"), str(live_server))
    page.goto("/skills/?role=cto")
    row = page.locator("form.skill[action*='/technical-strategy/']")
    row.locator("input[value='0']").focus()
    for key in ("2", "4"):
        with page.expect_response("**/rate/"):
            page.keyboard.press(key)
        expect(row.locator(f"input[value='{key}']")).to_be_focused()
        expect(row.locator("input:checked")).to_have_value(key)
    expect(row.get_by_text("Saved")).to_be_visible()
