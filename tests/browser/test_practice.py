"""Practice in a real browser: the keyboard all the way, and every way in which a save can fail."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from interviews import actions
from interviews.models import Answer, Question, ReviewCard
from tests.browser.conftest import Watcher, shot, sign_in
from tests.browser.test_accessibility import OPTIONS, check
from tests.conftest import PASSWORD, make_user
from tests.interviews.conftest import make_answer, make_private

pytestmark = pytest.mark.browser

URL = "/interviews/questions/algo-hash-table/practice/"
TEXT = (
    "Buckets, **load factor**, $O(1)$\n\n| case | cost |\n|---|--:|\n| mean | 1 |\n\n"
    "```python\ndef f(x):\n    return hash(x)  # stable\n```\n"
)


@pytest.fixture
def lea(context: BrowserContext, live_server: object) -> User:
    user = make_user("lea@example.org")
    sign_in(context, user, str(live_server))
    return user


def saved(page: Page) -> None:
    expect(page.locator("[data-editor-state]")).to_have_text(re.compile(r"^Saved "))


def forgive(watcher: Watcher, *statuses: str) -> None:
    """Chromium reports every refused request as an error; those that a test provokes are no complaint."""
    watcher.complaints = [text for text in watcher.complaints if not any(status in text for status in statuses)]


def test_three_answers_by_the_keyboard(page: Page, lea: User) -> None:
    page.goto("/interviews/questions/?topic=algorithm-basics")
    shot(page, "20-bank")
    for number in range(3):
        page.goto("/interviews/questions/?state=new")
        page.locator("ol.bank a").first.click()
        page.get_by_role("link", name="Answer it").click()
        expect(page.get_by_role("button", name="Keys ?")).to_be_visible()
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("p")
        page.keyboard.press("e")
        expect(page.get_by_label("Your answer")).to_be_focused()
        page.keyboard.insert_text(TEXT)
        preview = page.get_by_role("region", name="Preview")
        expect(preview.locator("strong")).to_have_text("load factor")
        expect(preview.locator("math")).to_be_visible()
        page.keyboard.press("Control+s")
        saved(page)
        if not number:
            shot(page, "21-practice")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/reveal/")
        expect(page.get_by_role("button", name="Keys ?")).to_be_visible()
        for key in "ab":
            with page.expect_response("**/reveal/"):
                page.keyboard.press(key)
        with page.expect_response("**/reveal/"):
            page.get_by_text("fully").first.click()
        expect(page.locator("#grades")).to_contain_text("You decide")
        expect(page.locator("#grades button:not(.quiet)")).to_have_count(1)
        if not number:
            shot(page, "22-reveal")
        page.locator("h1").click()
        page.keyboard.press("3")
        page.wait_for_url(re.compile(r"/answers/\d+/$"))
        expect(page.locator(".messages")).to_contain_text("Good: it comes back on")
    shot(page, "23-attempt")
    assert [len(answer.ticked) for answer in Answer.objects.filter(owner=lea)] == [2, 2, 2]
    assert ReviewCard.objects.filter(owner=lea, last_grade=3).count() == 3
    page.goto("/interviews/answers/")
    expect(page.locator("ol.bank > li")).to_have_count(3)
    shot(page, "24-log")


def test_saves_by_itself_and_survives_the_closed_tab(page: Page, context: BrowserContext, lea: User) -> None:
    page.goto(URL)
    page.get_by_label("Your answer").fill("typed and left alone")
    saved(page)
    page.get_by_label("Your answer").fill("typed, then the tab is hidden at once")
    other = context.new_page()
    other.goto("/interviews/answers/")
    page.close()
    page = context.new_page()
    page.goto(URL)
    expect(page.get_by_label("Your answer")).to_have_value(re.compile("^typed"))
    assert Answer.objects.get(owner=lea).is_draft


def test_offline_says_so_and_saves_when_the_connection_is_back(page: Page, context: BrowserContext, watcher, lea: User) -> None:
    page.goto(URL)
    context.set_offline(True)
    page.get_by_label("Your answer").fill("typed on the train")
    expect(page.locator("[data-editor-state]")).to_contain_text("Not saved: no connection")
    shot(page, "25-offline")
    context.set_offline(False)
    saved(page)
    assert Answer.objects.get(owner=lea).text == "typed on the train"
    forgive(watcher, "ERR_INTERNET_DISCONNECTED")


def test_a_session_that_ends_while_typing_loses_nothing(page: Page, context: BrowserContext, watcher, lea: User) -> None:
    page.goto(URL)
    page.get_by_label("Your answer").fill("before")
    saved(page)
    context.clear_cookies(name="sessionid")
    page.get_by_label("Your answer").fill("typed while signed out")
    expect(page.locator("[data-editor-state]")).to_contain_text("you are signed out")
    shot(page, "26-signed-out")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    door = opened.value
    door.get_by_label("E-mail").fill(lea.email)
    door.get_by_label("Password").fill(PASSWORD)
    door.get_by_role("button", name="Sign in", exact=True).click()
    door.wait_for_url(lambda address: "/accounts/login/" not in address)
    door.close()
    page.bring_to_front()
    saved(page)
    assert Answer.objects.get(owner=lea).text == "typed while signed out"
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/reveal/")
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])").count("typed") == 0
    forgive(watcher, "403")


def test_two_tabs_show_both_texts_and_let_one_choose(page: Page, context: BrowserContext, watcher, lea: User) -> None:
    page.goto(URL)
    other = context.new_page()
    other.goto(URL)
    page.get_by_label("Your answer").fill("first tab")
    page.keyboard.press("Control+s")
    saved(page)
    other.get_by_label("Your answer").fill("second tab")
    expect(other.locator("[data-editor-conflict] .stored")).to_have_text("first tab")
    expect(other.get_by_label("Your answer")).to_have_value("second tab")
    shot(other, "27-two-tabs")
    other.get_by_role("button", name="Keep my text").click()
    saved(other)
    assert Answer.objects.get(owner=lea).text == "second tab"
    page.get_by_label("Your answer").fill("first tab again")
    expect(page.locator("[data-editor-conflict] .stored")).to_have_text("second tab")
    page.get_by_role("button", name="Use the stored text").click()
    expect(page.get_by_label("Your answer")).to_have_value("second tab")
    forgive(watcher, "409")


def test_the_clock_only_informs_and_can_be_hidden(page: Page, lea: User) -> None:
    page.goto(URL)
    clock = page.get_by_role("timer")
    expect(clock).to_have_text("0:02", timeout=6000)
    page.keyboard.press("t")
    expect(clock).to_be_hidden()
    page.reload()
    expect(page.get_by_role("button", name="Hide the clock")).to_have_attribute("aria-pressed", "true")
    expect(clock).to_be_hidden()


def test_single_keys_can_be_switched_off(page: Page, lea: User) -> None:
    page.goto(URL)
    page.keyboard.press("?")
    page.get_by_label("Single keys are on").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("e")
    expect(page.get_by_label("Your answer")).not_to_be_focused()
    page.get_by_label("Your answer").fill("")
    page.keyboard.type("a question? p t e 1 2 3")
    expect(page.get_by_label("Your answer")).to_have_value("a question? p t e 1 2 3")


def test_everything_works_without_scripts(chromium, live_server, settled: None) -> None:
    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False)
    user = make_user("noscript@example.org")
    sign_in(context, user, str(live_server))
    page = context.new_page()
    page.goto(URL)
    page.get_by_label("Your answer").fill("**bold**")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".editor-preview strong")).to_have_text("bold")
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name=re.compile("^Good")).click()
    expect(page.locator(".messages")).to_contain_text("comes back on")
    context.close()
    assert len(Answer.objects.get(owner=user).ticked) == 1


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390), ("en", "dark", 320)])
def test_no_violation(context: BrowserContext, live_server: object, language: str, theme: str, width: int) -> None:
    address, problems = str(live_server), []
    user = make_user("axe@example.org", language=language)
    question, other = Question.objects.get(slug="algo-hash-table"), Question.objects.get(slug="code-kmeans")
    judged = {"correctness": 1, "clarity": 3, "confidence": 4}
    first, second = (
        make_answer(user, question, text, **judged) for text in (TEXT, f"{TEXT} more, 更多 [link](https://a.example)")
    )
    actions.grade_answer(owner=user, answer=second, grade=3)
    make_answer(user, other, "a draft", submitted_at=None)
    own = make_private(user, "How would you halve our serving costs?", asked_at="Acme")
    context.add_cookies([{"name": "theme", "value": theme, "url": address}])
    sign_in(context, user, address)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    start = "/interviews/questions/"
    for path in (
        start, f"{start}?difficulty=2&own=1", f"{start}?role=cto", f"{start}new/", f"{start}{own.slug}/",
        f"{start}{own.slug}/edit/", f"{start}{own.slug}/delete/", f"{start}algo-hash-table/", f"{start}code-kmeans/practice/",
        f"/interviews/answers/{second.pk}/reveal/", "/interviews/answers/", f"/interviews/answers/{second.pk}/",
        f"/interviews/answers/{second.pk}/delete/", f"/interviews/answers/compare/?a={first.pk}&b={second.pk}",
    ):  # fmt: skip
        problems += check(page, path, width)
        shot(page, f"3-{width}-{re.sub('[^a-z]+', '-', path)}")
    page.goto(f"{start}code-kmeans/practice/")
    page.get_by_role("button", name=re.compile(r"\?$")).click()
    page.locator("[data-editor-preview]").evaluate("button => button.click()")
    problems += [found["id"] for found in Axe().run(page, options=OPTIONS).response["violations"]]
    assert problems == []
