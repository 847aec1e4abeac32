"""Answers that come back, and a mock round from the first question to the schedule, in a real browser."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from interviews import actions
from interviews.models import Answer, MockRound, ReviewCard
from roles.actions import set_targets
from roles.models import Role
from tests.browser.conftest import Watcher, shot, sign_in
from tests.browser.test_accessibility import check
from tests.conftest import make_user
from tests.interviews.answers import card, question, submitted
from tests.interviews.mocks import finished, start

pytestmark = pytest.mark.browser


@pytest.fixture
def lea(context: BrowserContext, live_server: object) -> User:
    user = make_user("lea@example.org", time_zone="Europe/Berlin")
    set_targets(owner=user, roles=[Role.objects.get(slug="machine-learning-engineer")])
    sign_in(context, user, str(live_server))
    return user


def answer_and_grade(page: Page, grade: str) -> None:
    page.get_by_label("Your answer").fill("Buckets, a load factor, and what breaks them.")
    page.get_by_role("button", name="Hand in and see the key points").click()
    page.get_by_role("button", name=re.compile(f"^{grade}")).click()


def test_three_answers_come_back_tomorrow(page: Page, lea: User) -> None:
    page.goto("/interviews/review/")
    expect(page.get_by_text("Nothing is due.")).to_be_visible()
    page.get_by_role("link", name="Practise new ones").click()
    hrefs = [link.get_attribute("href") for link in page.locator("ol.bank a").all()[:3]]
    for href, grade in zip(hrefs, ("Again", "Again", "Good"), strict=True):
        page.goto(f"{href}practice/")
        answer_and_grade(page, grade)
    page.goto("/interviews/review/")
    expect(page.locator(".today-review .number")).to_have_text(["0", re.compile(r"\d+"), "3"])

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        page.goto("/interviews/review/")
        expect(page.locator(".today-review .number").first).to_have_text("2")
        shot(page, "30-review")
        page.get_by_role("link", name="Start").click()
        answer_and_grade(page, "Good")
        page.wait_for_url(re.compile(r"/practice/\?next="))  # straight on to the next one
        answer_and_grade(page, "Good")
        page.wait_for_url("**/interviews/review/")
        expect(page.get_by_text("That was everything for today.")).to_be_visible()
        expect(page.locator(".today-review .number")).to_have_text(["0", re.compile(r"\d+"), "2"])
        page.get_by_role("button", name="Undo the last grade").click()
        expect(page.locator(".today-review .number").first).to_have_text("1")
        page.get_by_role("button", name="Tomorrow").click()
        expect(page.get_by_text(re.compile(r"^Nothing is due until"))).to_be_visible()
    assert ReviewCard.objects.owned_by(lea).count() == 3


def test_a_mock_round_to_the_end(page: Page, lea: User) -> None:
    page.goto("/interviews/mock/")
    page.get_by_label("Round").select_option("technical-1")
    page.get_by_label("Length").select_option("30")
    shot(page, "31-mock-start")
    page.get_by_role("button", name="Start the clock").click()
    expect(page.locator("[data-countdown-shown]")).to_have_text(re.compile(r"^(30:00|29:5\d)$"))
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    page.get_by_label("Your answer").fill("First: a hash of the customer's number decides.")
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    page.get_by_label("Your answer").fill("Second, half written")
    expect(page.locator("[data-editor-state]")).to_have_text(re.compile(r"^Saved "), timeout=10_000)
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("Second, half written")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", name="Paused")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Hide the clock").click()
    expect(page.locator("[data-countdown-shown]")).to_be_hidden()

    MockRound.objects.update(allowed_seconds=MockRound.objects.get().clock.elapsed(timezone.now()) + 3)
    page.reload()
    page.get_by_label("Your answer").fill("Second, and the clock runs out while I write")
    expect(page.get_by_role("heading", name="Time is up")).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_value("Second, and the clock runs out while I write")
    shot(page, "32-mock-time-is-up")
    page.get_by_role("button", name="+5 min").first.click()
    expect(page.locator("[data-countdown-shown]")).to_have_text(re.compile(r"^(5:00|4:5\d)$"))
    expect(page.get_by_label("Your answer")).to_have_value("Second, and the clock runs out while I write")
    page.get_by_role("navigation", name="Questions of this round").get_by_role("button", name=re.compile("3")).click()
    page.get_by_role("button", name="Finish and judge").click()

    expect(page.get_by_role("heading", name="Judge your answers")).to_be_visible()
    expect(page.get_by_text("Skipped.")).to_be_visible()
    for legend in page.locator("article.judged").first.locator("fieldset").all():
        legend.locator("label", has_text="3").click()
    for legend in page.locator("article.judged").nth(1).locator("fieldset").all():
        legend.locator("input").first.focus()
        page.keyboard.press("1")
    shot(page, "33-mock-judge")
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_text("16 of 36 points")).to_be_visible()
    expect(page.locator(".grades-of select")).to_have_count(3)
    assert [select.input_value() for select in page.locator(".grades-of select").all()] == ["4", "1", "1"]
    shot(page, "34-mock-result")
    page.get_by_role("button", name="Schedule these").click()
    expect(page.get_by_text("3 questions are scheduled.")).to_be_visible()
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert ReviewCard.objects.owned_by(lea).filter(due__lte=tomorrow + timedelta(days=1), last_grade=1).count() == 2
    assert Answer.objects.owned_by(lea).filter(submitted_at__isnull=False).count() == 2


def test_a_mock_round_without_scripts(chromium: Browser, live_server: object, settled: None) -> None:
    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False)
    user = make_user("noscript@example.org")
    sign_in(context, user, str(live_server))
    page = context.new_page()
    page.goto("/interviews/mock/")
    page.get_by_label("Length").select_option("15")
    page.get_by_role("button", name="Start the clock").click()
    expect(page.locator("[data-countdown-shown]")).to_have_text("15 min")
    page.get_by_label("Your answer").fill("Kept without scripts")
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("Your answer")).to_have_value("Kept without scripts")
    page.get_by_text("More time").click()
    page.get_by_role("button", name="+10 min").click()
    expect(page.locator("[data-countdown-shown]")).to_have_text("25 min")
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.get_by_role("heading", name="Judge your answers")).to_be_visible()
    assert Answer.objects.owned_by(user).get().submitted_at
    context.close()


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390), ("en", "dark", 320)])
def test_no_violation(
    context: BrowserContext, live_server: object, watcher: Watcher, language: str, theme: str, width: int
) -> None:
    user = make_user("axe@example.org", language=language)
    context.add_cookies([{"name": "theme", "value": theme, "url": str(live_server)}])
    sign_in(context, user, str(live_server))
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    problems = check(page, "/interviews/review/", width) + check(page, "/interviews/mock/", width)
    today = timezone.localdate()
    for number in range(4):
        card(user, question(number), due=today - timedelta(days=number - 1))
    actions.suspend(owner=user, card=card(user, question(9), due=today))
    actions.grade_answer(owner=user, answer=submitted(user, question(6)), grade=3)
    set_targets(owner=user, roles=[Role.objects.get(slug="machine-learning-engineer")])
    over = [finished(user), finished(user, skip=1), finished(user, judged=False)]
    running = start(user)
    paths = [
        "/interviews/review/",
        "/interviews/mock/",
        running.get_absolute_url(),
        *(mock.get_absolute_url() for mock in over),
    ]
    for path in paths:
        problems += check(page, path, width)
    shot(page, f"35-judge-{language}-{width}")
    actions.pause_mock(owner=user, mock=running, now=timezone.now())
    problems += check(page, running.get_absolute_url(), width)
    assert problems == []
