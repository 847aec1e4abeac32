"""The whole of showing work in one go: write up, look back, a résumé in two languages, a quarter, a page, and down again."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from portfolio.models import PlannedAction, Project, ResumeVersion
from portfolio.resume.material import assemble
from roles import actions as roles_actions
from roles.models import Role, Skill
from tests.browser.conftest import shot, sign_in
from tests.browser.test_portfolio import write
from tests.browser.test_resume import fill, picture_of, save_file
from tests.conftest import make_user

pytestmark = pytest.mark.browser
TITLE = "Night photos: from 0.61 to 0.79 recall"


def words_of(pdf: Path) -> str:
    """What a reader can copy out of the file."""
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    return subprocess.run([program, "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout


def test_from_a_project_to_a_page_and_down_again(
    page: Page, context: BrowserContext, chromium: Browser, live_server: object
) -> None:
    address, user = str(live_server), make_user("whole@example.org", name="Lea Learner", language="")
    roles_actions.set_targets(owner=user, roles=[Role.objects.get(slug="machine-learning-engineer")])
    for slug in ("error-analysis-ablation", "model-serving"):
        roles_actions.rate_skill(owner=user, skill=Skill.objects.get(slug=slug), level=3)
    sign_in(context, user, address)
    _write_up(page)
    _look_back(page)
    exported = _resumes(page)
    _plan_a_quarter(page)
    _publish_and_take_down(page, chromium, address)
    _into_a_fresh_account(page, context, address, exported)


def _write_up(page: Page) -> None:
    page.goto("/portfolio/projects/")
    page.get_by_role("link", name="Model tuning").click()
    page.get_by_label("Working title").fill(TITLE)
    page.get_by_role("button", name="Start writing").click()
    page.wait_for_url("**/edit/")
    count = page.locator("[data-editor]").count()
    assert count >= 6
    for number in range(count):
        write(page, number, f"Answer {number + 1}: recall by night was **0.61** on 200 errors.")
    page.get_by_label("Parts of the project").get_by_role("link", name="Details").click()
    page.get_by_label("Summary").fill("A detector that failed by night was made robust: recall from 0.61 to 0.79.")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Parts of the project").get_by_role("link", name="Lessons").click()
    page.get_by_label("Lesson", exact=True).fill("Look at 100 errors first.")
    page.get_by_label("Repeat next time").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Parts of the project").get_by_role("link", name="Skills").click()
    page.get_by_label("Error analysis").first.select_option("3")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Parts of the project").get_by_role("link", name="Finish").click()
    page.get_by_role("button", name="Confirm and finish").click()
    expect(page.get_by_text("1 skill gained evidence")).to_be_visible()


def _look_back(page: Page) -> None:
    page.get_by_role("button", name="Look back at it").click()
    page.wait_for_url("**/edit/")
    page.get_by_role("button", name="I apply this here").click()
    write(page, 0, "We promised recall of 0.75 by March.")
    assert Project.objects.count() == 2


def _resumes(page: Page) -> Path:
    page.goto("/portfolio/resume/entries/new/experience/")
    fill(page, {
        "Job title": "Machine-learning engineer", "Organisation": "Example Shop", "From": "2022-03",
        "What you achieved": "Cut p99 latency from 120 ms to 38 ms.",
    })  # fmt: skip
    page.get_by_label("To the present").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="New résumé").click()
    fill(page, {"Name of this version": "ML engineer"})
    page.get_by_role("button", name="Start").click()
    fill(page, {"Headline": "Makes detectors work by night"})
    page.get_by_role("button", name="Save").click()
    english = save_file(page, "journey-en.pdf", "PDF")
    picture_of(english)
    text = words_of(english)
    for words in ("Lea Learner", "Makes detectors work by night", "Example Shop", "120 ms to 38 ms", TITLE):
        assert words in re.sub(r"\s+", " ", text)
    page.locator("summary", has_text="More").click()
    exported = save_file(page, "journey-en.json", "JSON Resume")
    page.get_by_role("link", name="Copy into the other language").click()
    fill(page, {"Name of the copy": "算法岗"})
    page.get_by_role("button", name="Copy").click()
    fill(page, {"Your name": "林小雨", "Headline": "让检测器在夜里也看得清"})
    page.get_by_role("button", name="Save").click()
    page.locator("#experience .picked a").click()
    fill(page, {"Job title": "机器学习工程师", "Organisation": "某电商公司", "What you achieved": "p99 由 120 ms 降到 38 ms。"})
    page.get_by_role("button", name="Save").click()
    chinese = save_file(page, "journey-zh.pdf", "PDF")
    picture_of(chinese)
    text = re.sub(r"\s+", "", words_of(chinese))
    for words in ("林小雨", "让检测器在夜里也看得清", "机器学习工程师", "某电商公司", "工作经历"):
        assert words in text
    return exported


def _plan_a_quarter(page: Page) -> None:
    for title in ("Write one article", "Mend a known bug", "Pin one project"):
        page.goto("/portfolio/brand/actions/")
        page.get_by_role("link", name=title).click()
        page.get_by_role("button", name="Plan it").click()
    expect(page.locator(".planned > li")).to_have_count(3)
    page.get_by_role("link", name="Done: Mend a known bug").click()
    page.get_by_label("What came of it").fill("Merged, with thanks")
    page.get_by_label("Link").fill("https://example.org/merged")
    page.get_by_role("button", name="Save").click()
    page.goto("/portfolio/brand/calendar/")
    expect(page.locator(".days li").first).to_be_visible()
    page.goto("/portfolio/brand/")
    page.get_by_role("link", name="Look back on the quarter").click()
    expect(page.get_by_text("Merged, with thanks")).to_be_visible()
    page.get_by_label("What worked").fill("Small fixes")
    page.get_by_role("button", name="Save").click()
    assert PlannedAction.objects.count() == 3


def _publish_and_take_down(page: Page, chromium: Browser, address: str) -> None:
    page.goto("/portfolio/public/")
    page.get_by_label(re.compile(f"^{re.escape(TITLE)}")).select_option("full")
    page.get_by_label(re.compile("^Mend a known bug")).check()
    page.locator("#id_section-projects").select_option("1")
    page.locator("#id_section-brand").select_option("2")
    page.get_by_role("button", name="Save").click()
    stranger = chromium.new_context(base_url=address, java_script_enabled=False, locale="en-US").new_page()
    assert stranger.goto("/p/lea-learner/").status == 404
    page.get_by_role("link", name="Publish…").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Your page is public now.")).to_be_visible()
    assert stranger.goto("/p/lea-learner/").status == 200
    expect(stranger.get_by_text("Answer 1:")).to_be_visible()
    expect(stranger.get_by_role("link", name="Mend a known bug")).to_have_attribute("href", "https://example.org/merged")
    text = stranger.content()
    for private in ("Merged, with thanks", "We promised", "Example Shop", "whole@example.org"):
        assert private not in text
    shot(stranger, "journey-public")
    page.get_by_role("button", name="Take it down at once").click()
    expect(page.get_by_text("Your page is down.")).to_be_visible()
    assert stranger.goto("/p/lea-learner/").status == 404
    stranger.context.close()


def _into_a_fresh_account(page: Page, context: BrowserContext, address: str, exported: Path) -> None:
    fresh: User = make_user("fresh-whole@example.org", language="en")
    context.clear_cookies()
    sign_in(context, fresh, address)
    page.goto("/portfolio/resume/import/")
    page.get_by_label("File", exact=True).set_input_files(exported)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", name="This would be added")).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    expect(page.locator(".paper")).to_contain_text("Cut p99 latency")
    version = ResumeVersion.objects.get(owner=fresh)
    assert assemble(fresh, version).json_resume() == json.loads(exported.read_text(encoding="utf-8"))
