"""Plan a quarter of being known, in a real browser; axe on every page of it."""

import pytest
from playwright.sync_api import BrowserContext, expect

from portfolio.models import PlannedAction
from roles import actions as roles_actions
from roles.models import Role, Skill
from tests.browser.conftest import shot, sign_in
from tests.browser.test_accessibility import check
from tests.conftest import make_user

pytestmark = pytest.mark.browser


def test_plan_do_move_and_look_back(context: BrowserContext, live_server) -> None:
    user = make_user("brand@example.org")
    roles_actions.set_targets(owner=user, roles=[Role.objects.get(slug="machine-learning-engineer")])
    for skill in Skill.objects.filter(slug__in=["ml-system-design", "model-serving"]):
        roles_actions.rate_skill(owner=user, skill=skill, level=4)
    sign_in(context, user, str(live_server))
    page = context.new_page()
    page.goto("/portfolio/brand/")
    page.get_by_role("link", name="Draft it from my record").click()
    expect(page.get_by_label("Positioning")).to_have_value(
        "Machine-learning engineer whose strengths are ML system design, Model serving & release."
    )
    page.get_by_label("Audience").fill("Teams that serve models")
    page.get_by_role("button", name="Save").click()
    for title in ("Write one article", "Mend a known bug"):
        page.get_by_role("link", name="Choose an action").first.click()
        page.get_by_role("link", name=title).click()
        page.get_by_role("button", name="Plan it").click()
    expect(page.locator(".planned > li")).to_have_count(2)
    page.get_by_role("link", name="Done: Mend a known bug").click()
    page.get_by_label("What came of it").fill("Merged, with thanks")
    page.get_by_label("Add it as evidence for").select_option(label="Version control & code review")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Well done. It comes back on")).to_be_visible()
    PlannedAction.objects.filter(title__startswith="Write").update(due="2026-01-01")
    page.reload()
    expect(page.get_by_role("heading", name="Waiting")).to_be_visible()
    shot(page, "brand-plan")
    page.get_by_role("button", name="Move next week: Write").click()
    expect(page.get_by_role("heading", name="Waiting")).to_have_count(0)
    page.get_by_role("link", name="Look back on the quarter").click()
    expect(page.get_by_text("Merged, with thanks")).to_be_visible()
    page.get_by_label("What worked").fill("Small fixes")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("What worked")).to_have_value("Small fixes")


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 320)])
def test_no_violation(context: BrowserContext, live_server, language: str, theme: str, width: int) -> None:
    from tests.portfolio.brand_cast import planned

    user = make_user("axe-brand@example.org", language=language)
    own, late = planned(user, due="2030-01-01"), planned(user)
    context.add_cookies([{"name": "theme", "value": theme, "url": str(live_server)}])
    sign_in(context, user, str(live_server))
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    base, problems = "/portfolio/brand/", []
    for path in (
        base, f"{base}strategy/", f"{base}actions/", f"{base}calendar/", f"{base}quarters/2026-1/",
        f"{base}planned/new/?action=deep-blog", own.get_absolute_url(), f"{late.get_absolute_url()}done/",
    ):  # fmt: skip
        problems += check(page, path, width)
    assert problems == []
