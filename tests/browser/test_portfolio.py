"""From a tuning project to a public page, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from portfolio.models import Metric, Project, ProjectSection
from roles import actions as roles_actions
from roles.models import Evidence, Skill
from tests.browser.conftest import shot, sign_in
from tests.conftest import make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def user(page: Page, live_server: object) -> User:
    user = make_user("lea@example.org", name="Lea Learner")
    for level, slug in ((3, "error-analysis-ablation"), (2, "model-serving")):
        roles_actions.rate_skill(owner=user, skill=Skill.objects.get(slug=slug), level=level)
    sign_in(page.context, user, str(live_server))
    return user


def write(page: Page, number: int, text: str) -> None:
    editor = page.locator("[data-editor]").nth(number)
    editor.locator("textarea").fill(text)
    expect(editor).to_have_attribute("data-state", "Saved")


def test_write_look_back_publish_and_take_down(page: Page, user: User, live_server: object, chromium) -> None:
    page.goto("/portfolio/")
    shot(page, "portfolio-01-overview")
    page.goto("/portfolio/projects/")
    shot(page, "portfolio-02-empty")
    page.get_by_role("link", name="Model tuning").click()
    page.get_by_label("Working title").fill("Night photos: from 0.61 to 0.79 recall")
    page.get_by_role("button", name="Start writing").click()

    page.wait_for_url("**/edit/")
    expect(page.get_by_text("Which data or slice fails")).to_be_visible()
    expect(page.get_by_role("heading", name="Red flags")).to_be_visible()
    write(
        page,
        0,
        "By night, **recall was 0.61**.\n\n| slice | recall |\n|---|--:|\n| day | 0.88 |\n| night | 0.61 |",
    )
    write(page, 2, "Of 200 errors, 84 were motion blur: `augment(blur)` came first.")
    page.locator("[data-editor]").first.get_by_role("button", name="Preview").click()
    expect(page.locator(".editor-preview table").first).to_be_visible()
    shot(page, "portfolio-03-write-up")

    page.get_by_role("link", name="Details", exact=True).click()
    page.get_by_label("Summary").fill("A detector that failed by night was made robust: recall from 0.61 to 0.79.")
    page.get_by_label("Your own part").fill("Error analysis, augmentation, evaluation. Two colleagues relabelled the images.")
    page.get_by_label("Started").fill("2026-01-05")
    page.get_by_role("button", name="Save").click()
    shot(page, "portfolio-04-details")

    page.get_by_role("link", name="Numbers", exact=True).click()
    page.get_by_role("button", name="Add a number").click()
    expect(page.locator(".rowform")).to_have_count(2)
    for index, values in enumerate((("Recall by night", "0.61", "0.79"), ("Latency", "12", "15"))):
        for name, value in zip(("name", "before", "after"), values, strict=True):
            page.locator(f"#id_form-{index}-{name}").fill(value)
    page.locator("#id_form-0-low").fill("0.77")
    page.locator("#id_form-0-high").fill("0.81")
    page.locator("#id_form-1-unit").fill("ms")
    page.locator("#id_form-1-higher_is_better").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("svg.change")).to_have_count(2)
    shot(page, "portfolio-05-numbers")

    page.get_by_label("Parts of the project").get_by_role("link", name="Lessons").click()
    page.get_by_label("Lesson", exact=True).fill("Look at 100 errors before touching the architecture.")
    page.get_by_label("Repeat next time").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Parts of the project").get_by_role("link", name="Skills").click()
    page.get_by_label("Error analysis").first.select_option("3")
    page.get_by_role("button", name="Save").click()
    shot(page, "portfolio-06-skills")
    page.get_by_label("Parts of the project").get_by_role("link", name="Finish").click()
    shot(page, "portfolio-07-finish")
    page.get_by_role("button", name="Confirm and finish").click()
    expect(page.get_by_text("1 skill gained evidence")).to_be_visible()
    assert Evidence.objects.get(owner=user).level == 3
    shot(page, "portfolio-08-project")
    page.get_by_role("link", name=re.compile("Take it along")).click()
    shot(page, "portfolio-09-exports")
    page.go_back()

    page.get_by_role("button", name="Look back at it").click()
    page.wait_for_url("**/edit/")
    expect(page.get_by_role("heading", name="What the project said")).to_be_visible()
    expect(page.get_by_role("heading", name="To repeat from earlier projects")).to_be_visible()
    page.get_by_role("button", name="I apply this here").click()
    expect(page.get_by_text("Noted among the lessons")).to_be_visible()
    shot(page, "portfolio-10-retrospective")
    page.goto("/portfolio/projects/")
    shot(page, "portfolio-11-list")

    page.goto("/portfolio/public/")
    expect(page.get_by_label("Address")).to_have_value("lea-learner")
    page.get_by_label("Headline").fill("Makes detectors work by night")
    page.get_by_label(re.compile("^Night photos")).select_option("full")
    page.get_by_label("Error analysis").first.check()
    page.locator("#id_section-projects").select_option("1")
    page.locator("#id_section-skills").select_option("2")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nobody but you sees it yet")).to_be_visible()
    shot(page, "portfolio-12-choose")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="See it as a stranger").click()
    expect(popup.value.get_by_role("heading", level=1)).to_have_text("Lea Learner")
    popup.value.close()
    stranger = chromium.new_context(base_url=str(live_server), java_script_enabled=False, locale="en-US").new_page()
    assert stranger.goto("/p/lea-learner/").status == 404
    page.get_by_role("link", name="Publish…").click()
    shot(page, "portfolio-13-publish")
    page.get_by_role("button", name="Publish").click()
    assert stranger.goto("/p/lea-learner/").status == 200
    expect(stranger.get_by_text("recall was 0.61")).to_be_visible()
    expect(stranger.get_by_text("self-rated")).to_be_visible()
    assert "Looking back" not in stranger.content()
    shot(stranger, "portfolio-14-public")
    stranger.set_viewport_size({"width": 390, "height": 800})
    stranger.emulate_media(color_scheme="dark")
    shot(stranger, "portfolio-15-public-phone-dark")
    stranger.emulate_media(media="print")
    shot(stranger, "portfolio-16-public-print")
    page.get_by_role("button", name="Take it down at once").click()
    assert stranger.goto("/p/lea-learner/").status == 404
    stranger.context.close()


def test_two_tabs_show_both_texts(page: Page, user: User, watcher) -> None:
    page.goto("/portfolio/projects/new/?kind=model-tuning")
    page.get_by_label("Working title").fill("Two tabs")
    page.get_by_role("button", name="Start writing").click()
    page.wait_for_url("**/edit/")
    other = page.context.new_page()
    other.goto(page.url)
    write(page, 0, "from the first tab")
    editor = other.locator("[data-editor]").first
    editor.locator("textarea").fill("from the second tab")
    expect(editor.locator("[data-editor-conflict]")).to_be_visible()
    expect(editor.locator(".stored")).to_have_text("from the first tab")
    expect(editor.locator("textarea")).to_have_value("from the second tab")
    editor.get_by_role("button", name="Keep my text").click()
    expect(editor).to_have_attribute("data-state", "Saved")
    section = ProjectSection.objects.get(project=Project.objects.get(), section="problem")
    assert section.text == "from the second tab"
    assert {revision.text for revision in section.revisions.all()} == {"from the first tab", "from the second tab"}
    watcher.complaints = [text for text in watcher.complaints if "409" not in text]


def test_numbers_stay_a_table_on_a_phone(page: Page, user: User) -> None:
    project = Project.objects.create(owner=user, title="Night photos")
    Metric.objects.create(owner=user, project=project, name="Recall", before=1, after=2)
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"/portfolio/projects/{project.pk}/")
    expect(page.locator("table.numbers tbody tr")).to_have_css("display", "grid")
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    assert [roles.count(role) for role in ("table", "row", "columnheader", "rowheader")] == [1, 2, 4, 1]


def test_rows_work_without_scripts(chromium, live_server, settled: None) -> None:
    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False, locale="en-US")
    sign_in(context, make_user("noscript@example.org"), str(live_server))
    page = context.new_page()
    page.goto("/portfolio/projects/new/?kind=free")
    page.get_by_label("Working title").fill("By hand")
    page.get_by_role("button", name="Start writing").click()
    page.locator("textarea").first.fill("Written without scripts")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("textarea").first).to_have_value("Written without scripts")
    page.get_by_role("link", name="Numbers", exact=True).click()
    page.locator("#id_form-0-name").fill("Recall")
    page.get_by_role("button", name="Add a number").click()
    page.locator("#id_form-1-name").fill("Latency")
    page.get_by_role("button", name="Move row 2 up").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("table.numbers tbody th").first).to_contain_text("Latency")
    context.close()
