"""axe on the pages that stand between two steps: previews of imports, questions before a deletion, open invitations.

One pass in Chinese, dark, on a phone; what is listed elsewhere is visited there in other combinations.
"""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from mentoring.actions import invitations
from portfolio.models import ProjectSection
from tests.browser.conftest import Watcher, shot, sign_in
from tests.browser.test_accessibility import OPTIONS, check, check_here
from tests.browser.test_curation import OURS, cora  # noqa: F401  (a fixture)
from tests.conftest import make_user
from tests.curation.test_question_sheet import row, sheet
from tests.interviews.search import apply
from tests.mentoring.conftest import pair, put_question
from tests.portfolio import resumes
from tests.portfolio.conftest import start

pytestmark = pytest.mark.browser
WIDTH = 390
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def phone(context: BrowserContext, live_server: object) -> Page:
    cookies = {"theme": "dark", "django_language": "zh-hans"}
    context.add_cookies([{"name": name, "value": value, "url": str(live_server)} for name, value in cookies.items()])
    page = context.new_page()
    page.set_viewport_size({"width": WIDTH, "height": 844})
    page.emulate_media(color_scheme="dark")  # the admin's own switch follows the system
    return page


def preview(page: Page, path: str, name: str, kind: str, data: bytes) -> list[str]:
    """Upload a file and look at what stands before the confirmation."""
    page.goto(path)
    page.locator("main input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    page.locator("main form:has(input[type=file]) button").first.click()
    page.wait_for_load_state()
    shot(page, f"steps-{path.strip('/').replace('/', '-')}")
    return check_here(page, WIDTH)


def test_no_violation_between_two_steps(context: BrowserContext, phone: Page, live_server: object, watcher: Watcher) -> None:
    address, user = str(live_server), make_user("axe@example.org", language="zh-hans", name="林晓")
    _row, token = invitations.invite(learner=user, scopes=["skills"], until=None, email="", form_key=uuid.uuid4())
    problems = check(phone, f"/mentoring/invitations/{token}/", WIDTH)
    context.clear_cookies(name="sessionid")
    problems += check(phone, "/mentoring/invitations/nobody-has-this/", WIDTH)
    sign_in(context, user, address)
    client = Client()
    client.force_login(user)
    application, project = apply(user, "preparing", "applied"), start(user)
    version = resumes.imported(user)
    section = ProjectSection.objects.create(owner=user, project=project, title="Own", order=99)
    put_question(mentorship := pair(user, make_user("mia@example.org", name="Mia")))
    archive = b"".join(client.post("/profile/data/export/").streaming_content)
    problems += preview(phone, "/profile/data/import/", "own.zip", "application/zip", archive)
    exported = client.get(f"/portfolio/resume/{version.pk}.json").content
    problems += preview(phone, "/portfolio/resume/import/", "r.json", "application/json", exported)
    one = f"/portfolio/projects/{project.pk}/"
    for path in (
        "/profile/data/", "/profile/data/import/", "/profile/data/delete/", f"{one}sections/{section.pk}/delete/",
        f"/interviews/applications/{application.pk}/resume/", f"/mentoring/mentors/{mentorship.pk}/",
        f"/mentoring/mentors/{mentorship.pk}/check-ins/", "/mentoring/invite/", "/portfolio/public/",
    ):  # fmt: skip
        problems += check(phone, path, WIDTH)
    watcher.complaints = [text for text in watcher.complaints if "404" not in text]  # the invitation that is not open
    assert problems == []


def test_no_violation_before_an_import_of_curators(phone: Page, cora: User, settings) -> None:  # noqa: F811
    User.objects.filter(pk=cora.pk).update(language="zh-hans")
    settings.ZEAL_ALLOWLIST = [{"model": "*"}]  # an import works row by row, so that each wrong row can be named
    problems: list[str] = []

    def look() -> None:
        found = Axe().run(phone, context=OURS, options=OPTIONS | {"preload": False}).response["violations"]
        problems.extend(f"{phone.url}: {one['id']} {node['html'][:160]}" for one in found for node in one["nodes"])

    phone.goto("/admin/interviews/question/import/")
    data = sheet([row(1), row(2, topic="astrology"), row(3)])
    phone.locator("input[type=file]").set_input_files({"name": "q.xlsx", "mimeType": XLSX, "buffer": data})
    phone.locator("select[name=format]").select_option("0")
    phone.get_by_role("button", name="先看看内容").click()
    expect(phone.locator(".wrong-row")).to_have_count(1)
    shot(phone, "steps-admin-questions-wrong")
    look()
    phone.goto("/admin/interviews/question/import/")
    phone.locator("input[type=file]").set_input_files({"name": "q.xlsx", "mimeType": XLSX, "buffer": sheet([row(1), row(3)])})
    phone.locator("select[name=format]").select_option("0")
    phone.get_by_role("button", name="先看看内容").click()
    phone.wait_for_load_state()
    shot(phone, "steps-admin-questions-right")
    look()
    for path in (
        "/admin/roles/skill/",
        "/admin/interviews/question/",
    ):  # axe sees them elsewhere
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH, path
        assert phone.evaluate("(box => box.scrollWidth - box.clientWidth)(document.querySelector('.results'))") <= 0, path
    assert problems == [], "\n".join(problems)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_bar_shows_every_place_in_one_row_beside_news(
    context: BrowserContext, phone: Page, live_server: object, language: str
) -> None:
    mentor = make_user("mia@example.org", language=language, name="Mia")
    put_question(pair(make_user("lea@example.org"), mentor))  # gives the mentor a notification
    sign_in(context, mentor, str(live_server))
    phone.goto("/mentoring/")
    expect(phone.locator(".tools .tag")).to_have_count(1)
    brand, tools = phone.locator(".brand").bounding_box(), phone.locator(".tools").bounding_box()
    assert brand
    assert tools
    assert tools["y"] < brand["y"] + brand["height"]
    assert phone.evaluate("(nav => nav.scrollWidth - nav.clientWidth)(document.querySelector('.bar nav'))") <= 0
    last = phone.locator(".bar nav a").last.bounding_box()
    assert last
    assert last["x"] + last["width"] <= WIDTH
