"""A curator's day in a real browser, under the strict policy; axe on the pages that are ours."""

import io
import uuid

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from careerguide.lib.curation.history import moment_of
from curation.models import Suggestion
from interviews.models import Question
from portfolio.models import ProjectKind
from roles import releases
from roles.models import Role, Skill
from tests.browser.conftest import Watcher, shot, sign_in
from tests.browser.test_accessibility import OPTIONS
from tests.conftest import make_staff, make_user
from tests.curation.test_question_sheet import HEAD, row

pytestmark = pytest.mark.browser


@pytest.fixture
def cora(context: BrowserContext, live_server: object) -> User:
    from curation.rights import grant

    grant()  # a live server's test empties the tables when it ends
    assert Group.objects.count() == 2
    user = make_staff("cora@example.org", "Content curators", name="Cora")
    sign_in(context, user, str(live_server))
    return user


def complaints_of(page: Page, watcher: Watcher) -> list[str]:
    """What the browser has complained about on this page, once nothing is on its way any more."""
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    told = list(watcher.complaints)
    watcher.complaints.clear()
    return told


OURS = {"exclude": [["ul.select2-selection__rendered"]]}
"""Whole pages but for one element: the library that chooses by typing puts its search field straight into a list."""


def waiting_suggestion() -> Suggestion:
    return Suggestion.objects.create(
        owner=make_user("lea@example.org", name="Lea"), target_model="roles.skill", target_slug="model-serving", field="name",
        language="en", proposed="Serving of models", why="It reads better.", wants_credit=True, form_key=uuid.uuid4(),
    )  # fmt: skip


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_curators_day(context: BrowserContext, page: Page, cora: User, live_server: object, chromium, settings) -> None:
    skill = Skill.objects.get(slug="model-serving")
    Skill.objects.filter(pk=skill.pk).update(behind="description:zh_hans")
    page.goto("/admin/")
    shot(page, "curation-1-index")
    page.locator('a[href="/admin/roles/skill/?texts=behind"]').click()
    page.locator("#result_list tbody th a").first.click()
    expect(page.get_by_text("did not follow")).to_be_visible()
    shot(page, "curation-2-skill")
    page.locator("#id_description_zh_hans").fill("把模型安全地送到用户手里，并让它一直可用。")
    save(page)
    page.goto(f"/admin/roles/skill/{skill.pk}/change/")
    expect(page.get_by_text("did not follow")).to_have_count(0)

    draft_a_question(context, page)
    accept_a_suggestion(page, chromium, str(live_server))
    retire_and_go_back(page, skill)
    settings.ZEAL_ALLOWLIST = [{"model": "*"}]  # an import works row by row, so that each wrong row can be named
    import_with_wrong_rows(page)


def draft_a_question(context: BrowserContext, page: Page) -> None:
    page.goto("/admin/interviews/question/add/")
    page.locator("#id_prompt_en").fill("How would you find out why a model got slower?")
    page.locator("#id_prompt_zh_hans").fill("模型变慢了，你会怎么找原因？")
    expect(page.locator("#id_slug")).to_have_value("how-would-you-find-out-why-a-model-got-slower")
    page.locator("#id_order").fill("500")
    for field, words in (("topic", "Coding"), ("round", "Technical round one")):
        page.locator(f".field-{field} .select2-selection").click()
        page.locator(".select2-search--dropdown input").fill(words)
        page.locator(".select2-results__option--highlighted", has_text=words).click()
    page.locator(".field-skills .select2-selection").click()
    page.locator(".field-skills .select2-search__field").press_sequentially("model-serving")
    page.get_by_role("option", name="Model serving & release").click()
    for number in range(2):
        page.get_by_text("Add another Key point").click()
        page.locator(f"#id_key_points-{number}-text_en").fill(f"Measure first {number}")
        page.locator(f"#id_key_points-{number}-text_zh_hans").fill(f"先测量 {number}")
    with context.expect_page() as opened:
        page.get_by_role("button", name="Preview what is typed").click()
    preview = opened.value
    expect(preview.get_by_text("only you see this page")).to_be_visible()
    expect(preview.get_by_text("How would you find out why").first).to_be_visible()
    shot(preview, "curation-3-preview")
    preview.close()
    assert not Question.objects.filter(prompt_en__startswith="How would you find").exists()
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="Publish").click()
    shot(page, "curation-4-publish")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("Published.")
    page.goto("/interviews/questions/?q=slower")
    expect(page.get_by_text("How would you find out why a model got slower?").first).to_be_visible()


def accept_a_suggestion(page: Page, chromium, address: str) -> None:
    learner = make_user("lea@example.org", name="Lea")
    own = chromium.new_context(base_url=address, locale="en-US")
    sign_in(own, learner, address)
    mine = own.new_page()
    mine.goto("/roles/cto/")
    mine.get_by_role("link", name="Suggest a change").click()
    mine.get_by_label("Which text?").select_option("summary")
    mine.wait_for_url("**field=summary**")
    mine.get_by_label("proposed text").fill("Answers for technology as a whole.")
    mine.get_by_label("Why", exact=True).fill("Shorter.")
    mine.get_by_role("button", name="Send").click()
    expect(mine.get_by_text("Waiting")).to_be_visible()
    page.goto("/admin/curation/suggestion/")
    page.locator("#result_list tbody th a").first.click()
    shot(page, "curation-5-suggestion")
    page.get_by_role("button", name="Accept: take this wording over").click()
    expect(page.locator(".messagelist")).to_contain_text("Accepted")
    mine.reload()
    expect(mine.get_by_text("Accepted")).to_be_visible()
    mine.goto("/roles/cto/")
    expect(mine.get_by_text("Answers for technology as a whole.")).to_be_visible()
    own.close()


def retire_and_go_back(page: Page, skill: Skill) -> None:
    page.goto(f"/admin/roles/skill/{skill.pk}/change/")
    page.get_by_role("link", name="Retire").click()
    page.get_by_role("button", name="Retire").click()
    expect(page.locator(".field-status")).to_contain_text("Retired")
    page.goto(f"/admin/roles/skill/{skill.pk}/history/")
    shot(page, "curation-6-history")
    page.get_by_role("link", name="Go back to this version").last.click()
    page.get_by_role("button", name="Go back to it").click()
    expect(page.locator("#id_description_zh_hans")).not_to_have_value("把模型安全地送到用户手里，并让它一直可用。")


def import_with_wrong_rows(page: Page) -> None:
    rows = [row(number) for number in range(50)]
    rows[3], rows[17], rows[40] = row(3, topic="astrology"), row(17, skills="juggling"), row(40, key_points_zh_hans="一")
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for values in rows:
        book.active.append([values[name] for name in HEAD])
    out = io.BytesIO()
    book.save(out)
    page.goto("/admin/interviews/question/import/")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("input[type=file]").set_input_files({"name": "q.xlsx", "mimeType": kind, "buffer": out.getvalue()})
    page.locator("select[name=format]").select_option("0")
    page.get_by_role("button", name="Look at it first").click()
    expect(page.locator(".wrong-row")).to_have_count(3)
    shot(page, "curation-7-import")
    assert not Question.objects.filter(slug__startswith="imported-").exists()


def test_the_matrix_by_keyboard_and_rows_by_buttons(page: Page, cora: User) -> None:
    page.goto("/admin/roles/stagedrequirement/")
    page.locator(".matrix input[name^=level-]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    focused = page.locator(".matrix input:focus")
    published = focused.get_attribute("data-published")
    with page.expect_response("**/cells/"):
        page.keyboard.press("1" if published == "4" else "4")
        page.keyboard.press("Enter")
    expect(page.locator("#staged-count")).to_have_text("1")
    shot(page, "curation-8-matrix")
    assert len(releases.staged_cells()) == 1
    page.get_by_role("link", name="Look at the staged changes").click()
    shot(page, "curation-9-release")

    page.goto("/admin/roles/role/")
    first = page.locator("#result_list tbody tr").first.locator("th").inner_text()
    page.locator("#result_list tbody tr").first.get_by_role("button", name="Move down").click()
    expect(page.locator("#result_list tbody tr").nth(1).locator("th")).to_have_text(first)
    save(page)
    assert Role.objects.order_by("order", "slug")[1].title_en == first


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-hans", 390)])
def test_no_violation_on_our_own_admin_pages(page: Page, watcher, cora: User, language: str, width: int) -> None:
    User.objects.filter(pk=cora.pk).update(language=language)
    page.set_viewport_size({"width": width, "height": 900})
    skill, role = Skill.objects.get(slug="model-serving"), Role.objects.get(slug="cto")
    skill.name_en = "Serving"
    skill.save()
    first = moment_of(skill.history.last().history_date)
    question, kind = Question.objects.filter(status="published").first(), ProjectKind.objects.first()
    suggestion = waiting_suggestion()
    problems = []
    for path in (
        "/admin/", f"/admin/roles/skill/{skill.pk}/history/", f"/admin/roles/skill/{skill.pk}/history/{first}/restore/",
        f"/admin/roles/skill/state/retire/?pk={skill.pk}", "/admin/roles/stagedrequirement/",
        "/admin/roles/stagedrequirement/publish/", "/admin/roles/stagedrequirement/import/",
        "/admin/interviews/question/import/",
        f"/admin/roles/role/{role.pk}/change/", f"/admin/roles/skill/{skill.pk}/change/", "/admin/roles/skill/",
        f"/admin/interviews/question/{question.pk}/change/", f"/admin/portfolio/projectkind/{kind.pk}/change/",
        "/admin/interviews/question/", f"/admin/curation/suggestion/{suggestion.pk}/change/", "/trends/", "/changes/",
        "/suggestions/", "/suggestions/roles.skill/model-serving/", "/suggestions/offer/interviews.question/",
        "/skills/model-serving/",
    ):  # fmt: skip
        page.goto(path)
        problems += [f"{path}: {text}" for text in complaints_of(page, watcher)]
        found = (
            Axe().run(page, context=OURS, options=OPTIONS | {"preload": False}).response["violations"]
        )  # it would fetch styles anew
        problems += [f"{path}: {one['id']} {node['html'][:160]}" for one in found for node in one["nodes"]]
        shot(page, f"curation-{language}-{path.strip('/').replace('/', '-').split('?')[0] or 'home'}"[:60])
    assert problems == [], "\n".join(problems)
