"""What somebody sees of a save that did not go through, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.conftest import make_user
from tests.portfolio import resumes

pytestmark = pytest.mark.browser


def test_a_rating_that_was_not_saved_says_so_and_is_not_shown(page: Page, live_server, watcher) -> None:
    sign_in(page.context, make_user("lost@example.org"), str(live_server))
    page.goto("/skills/model-serving/")
    row, words = page.locator("form.skill[action*='/model-serving/']"), page.locator("#live")
    expect(words).to_have_css("position", "absolute")  # hidden from the eye while there is nothing to tell
    page.context.set_offline(True)
    row.locator("label", has=page.locator("input[value='3']")).click()
    expect(words).to_contain_text("Not saved. Check your connection")
    expect(words).to_be_in_viewport()
    expect(row.locator("input[value='3']")).not_to_be_checked()
    page.context.set_offline(False)
    row.locator("label", has=page.locator("input[value='2']")).click()
    expect(row.get_by_text("Saved")).to_be_visible()
    expect(words).to_have_text("")
    page.context.clear_cookies(name="csrftoken")
    row.locator("label", has=page.locator("input[value='4']")).click()
    expect(words).to_contain_text("you signed in anew since")
    expect(row.locator("input[value='2']")).to_be_checked()
    watcher.complaints.clear()  # the browser itself complains of the lost connection and the refusal


def test_mistakes_and_conflicts_of_a_row_are_shown_in_the_row(page: Page, live_server, watcher) -> None:
    person = make_user("row@example.org")
    entry = resumes.entry(person, title="Engineer")
    sign_in(page.context, person, str(live_server))
    page.goto("/portfolio/resume/")
    row = page.locator(f"#entry-{entry.pk}")
    row.get_by_role("link", name="Edit").click()
    row.get_by_label("From").fill("March 2022")
    row.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Write a year or a month: 2024 or 2024-03.")
    expect(row.get_by_label("From")).to_have_value("March 2022")
    row.get_by_label("From").fill("2022-03")
    type(entry).objects.filter(pk=entry.pk).update(version=entry.version + 1, title="Written in the other tab")
    row.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Written in the other tab")
    watcher.complaints.clear()  # the browser notes every 4xx
