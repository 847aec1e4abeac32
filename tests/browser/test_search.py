"""The job search in a real browser: one application to an offer, another to none by a reopened path."""

import datetime
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from interviews.models import Application, Question, StageEvent, Task
from tests.browser.conftest import shot, sign_in
from tests.browser.test_accessibility import OPTIONS
from tests.conftest import make_user
from tests.interviews.search import apply, interview

pytestmark = pytest.mark.browser


def add(page: Page, company: str, post: str) -> None:
    page.get_by_role("link", name="Add an application").first.click()
    page.get_by_label("Company").fill(company)
    page.get_by_label("Post", exact=True).fill(post)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(company)


def step(page: Page, goal: str) -> None:
    page.get_by_label("Move to").select_option(goal)
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("now at")


def test_one_offer_and_one_reopened_path_to_none(page: Page, live_server: object) -> None:
    user = make_user("search@example.org", time_zone="Asia/Shanghai")
    sign_in(page.context, user, str(live_server))
    page.goto("/interviews/")
    expect(page.get_by_text("No application is active.")).to_be_visible()
    page.get_by_role("link", name="Track my applications").click()
    expect(page.get_by_text("Nothing is active yet")).to_be_visible()

    add(page, "Lantern AI", "Platform engineer")
    for goal in ("screening", "technical-1", "technical-2"):
        step(page, goal)
    page.get_by_role("link", name="Note an interview").click()
    page.get_by_label("Round").select_option(label="Technical round two")
    page.get_by_label("Starts").fill("2026-01-05T10:30")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Outcome").select_option("pass")
    page.get_by_label("What was asked").fill("- Explain attention.\n- When does batch normalisation hurt?")
    page.get_by_label("What I would answer differently").fill("Draw it first.")
    page.get_by_label("Next action").fill("Rehearse the drawing")
    page.get_by_label("Due by").fill("2026-01-07")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("Private questions added: 2")
    expect(page.get_by_role("link", name="Rehearse the drawing")).to_be_visible()
    for goal in ("hr", "decision", "offer"):
        step(page, goal)
    expect(page.locator(".plainfacts")).to_contain_text("offer")
    expect(page.locator(".plainfacts")).to_contain_text("undecided")
    shot(page, "search-1-offer")
    step(page, "accepted")
    expect(page.get_by_role("heading", name="Now: Accepted")).to_be_visible()
    expect(page.get_by_label("Move to")).to_have_count(0)
    assert Question.objects.filter(owner=user).count() == 2
    assert Task.objects.get().due_on == datetime.date(2026, 1, 7)

    page.goto("/interviews/applications/")
    add(page, "Meridian Health", "Applied scientist")
    for goal in ("screening", "technical-1", "hr", "decision", "rejected"):
        step(page, goal)
    # That was a slip of the finger: undo it, then the process goes on its real, longer way.
    page.get_by_role("link", name="Undo or correct").last.click()
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_role("heading", name="Now: Decision and approval")).to_be_visible()
    for goal in ("on-hold", "decision", "rejected"):
        step(page, goal)
    shot(page, "search-2-rejected")
    expect(page.locator(".plainfacts")).to_contain_text("not selected")
    page.get_by_role("link", name="Apply again").click()
    expect(page.get_by_label("Company")).to_have_value("Meridian Health")
    page.get_by_role("button", name="Save").click()
    assert Application.objects.get(reapplication_of__company="Meridian Health").stage.slug == "preparing"
    page.get_by_role("link", name="Applications").first.click()
    page.get_by_role("link", name="Funnel").click()
    expect(page.locator("svg.funnel")).to_be_visible()
    shot(page, "search-3-funnel")
    assert StageEvent.objects.filter(application__company="Meridian Health").count() == 11


def test_a_card_is_dragged_moved_by_its_list_and_refused(page: Page, live_server: object) -> None:
    user = make_user("drag@example.org")
    one, two = apply(user, "applied", company="Acme"), apply(user, "screening", company="Beta")
    sign_in(page.context, user, str(live_server))
    page.goto("/interviews/applications/")
    page.locator(f"#application-{one.pk} h3").drag_to(page.locator('[data-group="screening"].column h2'))
    expect(page.locator(f'[data-group="screening"] #application-{one.pk}')).to_be_visible()
    expect(page.locator(".messages")).to_contain_text("now at")
    page.locator(f"#application-{one.pk} h3").drag_to(page.locator('[data-group="offer"].column h2'))
    expect(page.locator("#live")).to_have_text("The process does not allow that step from there.")
    card = page.locator(f"#application-{two.pk}")
    card.get_by_label("Move to… Beta").focus()
    page.keyboard.press("ArrowDown")  # the list alone never sends the form
    expect(page.locator(f'[data-group="screening"] #application-{two.pk}')).to_be_visible()
    card.get_by_label("Move to… Beta").select_option("technical-1")
    card.get_by_role("button", name="Move Beta").click()
    expect(page.locator(f'[data-group="technical"] #application-{two.pk}')).to_be_visible()
    third = apply(user, "technical-2", company="Gamma")
    page.goto("/interviews/applications/")
    page.locator(f"#application-{third.pk} h3").drag_to(page.locator('[data-group="hr"].column h2'))
    expect(page.locator(f'[data-group="hr"] #application-{third.pk}')).to_be_visible()


def test_the_board_and_an_import_work_without_scripts(chromium, live_server, settled: None) -> None:
    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False)
    user = make_user("noscript@example.org")
    sign_in(context, user, str(live_server))
    page = context.new_page()
    page.goto("/interviews/applications/import/")
    sheet = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"company,post\nAcme,ML engineer\n"}
    page.get_by_label("File").set_input_files(sheet)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("cell", name="new")).to_be_visible()
    page.get_by_role("button", name="Import all").click()
    page.get_by_role("link", name="Board").click()
    page.get_by_label("Move to… Acme").select_option("screening")
    page.get_by_role("button", name="Move Acme").click()
    expect(page.locator('[data-group="screening"] h3')).to_have_text("Acme")
    context.close()


def test_on_a_phone_the_board_shows_one_stage_at_a_time_without_scripts(chromium, live_server, guidance: None) -> None:
    context = chromium.new_context(base_url=str(live_server), java_script_enabled=False, viewport={"width": 390, "height": 844})
    user = make_user("phone@example.org")
    apply(user, "applied", company="Acme")
    apply(user, "applied", company="Delta")
    apply(user, "applied", "screening", company="Beta")
    sign_in(context, user, str(live_server))
    page = context.new_page()
    page.goto("/interviews/applications/")
    beta, delta = page.get_by_role("heading", name="Beta"), page.get_by_role("heading", name="Delta")
    expect(delta).to_be_visible()
    expect(beta).to_be_hidden()
    page.get_by_label("Move to… Acme").select_option("screening")
    page.get_by_role("button", name="Move Acme").click()
    expect(delta).to_be_visible()  # one goes on with the same stage
    page.get_by_role("navigation", name="Stage").get_by_role("link", name="Screening 2").click()
    expect(beta).to_be_visible()
    expect(delta).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(delta).to_be_visible()
    context.close()


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390), ("en", "dark", 320)])
def test_no_violation(context: BrowserContext, live_server: object, watcher, language: str, theme: str, width: int) -> None:
    user: User = make_user("axe-search@example.org", language=language)
    application = apply(
        user, "applied", "screening", "technical-1", company="An exceedingly long company name incorporated", notes="n"
    )
    apply(user, "applied", company="Void", day=datetime.date.today() - datetime.timedelta(days=50))
    ended = apply(user, "applied", "rejected", company="Ended")
    row = interview(application, timezone.now() + datetime.timedelta(days=1), asked="x")
    task = Task.objects.create(owner=user, application=application, title="Do it", form_key=uuid.uuid4())
    own, event = application.get_absolute_url(), application.events.latest("pk").pk
    paths = [
        "/interviews/", "/interviews/applications/", "/interviews/applications/all/", "/interviews/applications/funnel/",
        "/interviews/applications/new/", "/interviews/applications/import/", "/interviews/applications/tasks/", own,
        ended.get_absolute_url(), f"{own}edit/", f"{own}delete/", f"{own}events/{event}/", f"{own}interviews/",
        row.get_absolute_url(), f"{row.get_absolute_url()}delete/", f"/interviews/applications/tasks/{task.pk}/",
    ]  # fmt: skip
    address = str(live_server)
    context.add_cookies([{"name": "theme", "value": theme, "url": address}])
    sign_in(context, user, address)
    page, problems = context.new_page(), []
    page.set_viewport_size({"width": width, "height": 900})
    for path in paths:
        page.goto(path)
        for details in page.locator("main details").all():
            details.evaluate("element => { element.open = true }")
        found = Axe().run(page, options=OPTIONS).response["violations"]
        problems += [f"{path}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in found]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append(f"{path}: wider than {width} px")
    assert problems == []
