"""A résumé for a machine-learning engineer, in English and in Chinese, out as files and into another account."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from portfolio.models import Project, ResumeItem, ResumeVersion
from portfolio.resume.material import assemble
from roles import actions
from roles.models import Role, Skill
from tests.browser.conftest import SHOTS, shot, sign_in
from tests.browser.test_accessibility import check
from tests.conftest import make_user
from tests.portfolio import resumes

pytestmark = pytest.mark.browser
POSTING = "职责：训练与上线排序模型，熟悉 PyTorch、模型部署。Requirements: SQL, RAG and CI/CD."


@pytest.fixture
def person(context: BrowserContext, live_server: object) -> User:
    user = make_user("zoe@example.org", name="Zoë Müller", language="")
    actions.set_targets(owner=user, roles=[Role.objects.get(slug="machine-learning-engineer")])
    for slug in ("model-serving", "sql-querying", "dl-framework-training"):
        actions.rate_skill(owner=user, skill=Skill.objects.get(slug=slug), level=3)
    sign_in(context, user, str(live_server))
    return user


def fill(page: Page, labels: dict[str, str]) -> None:
    for label, text in labels.items():
        page.get_by_label(label, exact=True).fill(text)


def save_file(page: Page, name: str, link: str) -> Path:
    SHOTS.mkdir(exist_ok=True)
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    target = SHOTS / name
    download.value.save_as(target)
    return target


def picture_of(pdf: Path) -> None:
    """The first pages as pictures, to be looked at."""
    if program := shutil.which("pdftoppm"):
        subprocess.run([program, "-r", "80", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)


def test_from_an_empty_page_to_two_languages_and_another_account(
    page: Page, context: BrowserContext, live_server: object, person: User
) -> None:
    page.goto("/portfolio/resume/")
    shot(page, "resume-1-empty")
    page.get_by_role("link", name="Write down a job").click()
    fill(page, {
        "Job title": "Machine-learning engineer", "Organisation": "Example Shop", "Place": "Berlin", "From": "2022-03",
        "In one or two sentences": "Owns the ranking model and the service that runs it.",
        "What you achieved": "Cut p99 latency from 120 ms to 38 ms.\nImproved collaboration.",
    })  # fmt: skip
    page.get_by_label("To the present").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="New résumé").click()
    fill(page, {"Name of this version": "For ML engineer posts"})
    page.get_by_role("button", name="Start").click()

    expect(page.locator(".paper")).to_contain_text("Cut p99 latency")
    expect(page.locator(".findings")).to_contain_text("1 claim has no number")
    page.get_by_label("Headline").fill("Ranking and inference")
    expect(page.locator(".paper-headline")).to_have_text("Ranking and inference")  # live, not stored
    assert ResumeVersion.objects.get().headline == ""
    fill(page, {"Summary": "Five years of ranking models.", "Phone": "+49 30 000000", "City": "Berlin"})
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="+ course of study").click()
    fill(
        page,
        {
            "School or university": "Example University",
            "Degree": "M.Sc.",
            "Subject": "Statistics",
            "From": "2017",
            "To": "2019",
        },
    )
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#education .picked")).to_contain_text("Example University")
    _order_by_keyboard(page)
    shot(page, "resume-2-workbench")
    english = save_file(page, "resume-en.pdf", "PDF")
    picture_of(english)
    page.locator("summary", has_text="More").click()
    exported = save_file(page, "resume-en.json", "JSON Resume")

    page.get_by_role("link", name="Compare with a job text").click()
    page.get_by_label("Job text").fill(POSTING)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="The text names 5 skills; this résumé shows 3.")).to_be_visible()
    shot(page, "resume-3-job")

    _in_chinese(page)
    _into_another_account(page, context, str(live_server), exported)


def _order_by_keyboard(page: Page) -> None:
    """The last of the skills goes to the top by the keyboard alone, and the focus stays with it."""
    rows = page.locator("#skills .picked li")
    expect(rows).to_have_count(3)
    name = rows.last.locator("a").inner_text()
    rows.last.get_by_role("button", name="Move up").focus()
    for _step in range(2):
        with page.expect_response("**/arrange/"):
            page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
    expect(rows.first.locator("a")).to_have_text(name)
    expect(rows.first.get_by_role("button", name="Move up")).to_be_focused()


def _in_chinese(page: Page) -> None:
    page.goto("/portfolio/resume/")
    page.get_by_role("link", name="For ML engineer posts").click()
    page.locator("summary", has_text="More").click()
    page.get_by_role("link", name="Copy into the other language").click()
    fill(page, {"Name of the copy": "算法岗"})
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="中文").click()
    expect(page.locator(".findings")).to_contain_text("这些文字还没有改成中文")
    page.locator("#experience .picked a").click()
    fill(page, {
        "职位": "机器学习工程师", "单位": "某电商公司", "地点": "上海", "一两句话概括": "负责首页推荐的排序模型与在线服务。",
        "做成了什么": "p99 由 120 ms 降到 38 ms，机器减少 43%。",
    })  # fmt: skip
    page.get_by_role("button", name="保存").click()
    page.locator("#education .picked a").click()
    fill(page, {"学校": "某某大学", "学位": "硕士", "专业": "统计学"})
    page.get_by_role("button", name="保存").click()
    fill(page, {"姓名": "林小雨", "一句话介绍": "机器学习工程师", "概要": "五年推荐系统，既会训练也会上线。"})
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".findings")).not_to_contain_text("这些文字还没有改成中文")
    expect(page.locator(".paper")).to_contain_text("工作经历")
    shot(page, "resume-4-chinese")
    picture_of(save_file(page, "resume-zh.pdf", "PDF"))


def _into_another_account(page: Page, context: BrowserContext, address: str, exported: Path) -> None:
    other = make_user("fresh@example.org", language="en")
    context.clear_cookies()
    sign_in(context, other, address)
    page.goto("/portfolio/resume/import/")
    page.get_by_label("File", exact=True).set_input_files(exported)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", name="This would be added")).to_be_visible()
    shot(page, "resume-5-import")
    page.get_by_role("button", name="Import it").click()
    expect(page.locator(".paper")).to_contain_text("Cut p99 latency")
    version = ResumeVersion.objects.get(owner=other)
    assert assemble(other, version).json_resume() == json.loads(exported.read_text(encoding="utf-8"))


def test_an_entry_is_edited_in_its_row(page: Page, person: User) -> None:
    entry = resumes.entry(person, title="Engineer")
    page.goto("/portfolio/resume/")
    row = page.locator(f"#entry-{entry.pk}")
    row.get_by_role("link", name="Edit").click()
    row.get_by_label("Job title").fill("Lead engineer")
    row.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Lead engineer · Example")
    expect(row).to_contain_text("Saved")
    row.get_by_role("link", name="Edit").click()
    row.get_by_role("link", name="Cancel").click()
    expect(row.get_by_role("link", name="Edit")).to_be_visible()
    assert page.url.endswith("/portfolio/resume/")


def test_without_scripts(chromium, live_server, settled: None) -> None:
    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False)
    user = make_user("noscript@example.org")
    sign_in(context, user, str(live_server))
    version = resumes.imported(user)
    page = context.new_page()
    page.goto(f"/portfolio/resume/{version.pk}/")
    page.locator("#experience").get_by_role("button", name="Move down: Machine-learning engineer").click()
    expect(page.locator("#experience .picked li").first).to_contain_text("Data analyst")
    page.locator("#awards").get_by_role("button", name="Leave out").click()
    expect(page.locator(".paper")).not_to_contain_text("First of 800 teams")
    assert ResumeItem.objects.filter(version=version, entry__kind="award").count() == 0
    context.close()


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390), ("en", "dark", 320)])
def test_no_violation(
    page: Page, context: BrowserContext, live_server: object, person: User, language: str, theme: str, width: int
) -> None:
    address = str(live_server)
    context.add_cookies(
        [{"name": "theme", "value": theme, "url": address}, {"name": "django_language", "value": language, "url": address}]
    )
    page.set_viewport_size({"width": width, "height": 900})
    problems = check(page, "/portfolio/resume/", width)
    version = resumes.imported(person)
    ResumeVersion.objects.filter(pk=version.pk).update(posting=POSTING)
    Project.objects.create(owner=person, title="Defects")
    entry = resumes.entry(person)
    one, facts = f"/portfolio/resume/{version.pk}/", "/portfolio/resume/entries/"
    for path in (
        "/portfolio/resume/", "/portfolio/resume/new/", "/portfolio/resume/import/", f"{facts}new/experience/",
        f"{facts}{entry.pk}/", f"{facts}{entry.pk}/delete/", one, f"{one}preview/", f"{one}job/",
        f"{one}copy/", f"{one}delete/",
    ):  # fmt: skip
        problems += check(page, path, width)
    assert problems == []
