"""axe on every page: both themes, both languages, a phone and a desk; nothing wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from roles import actions
from roles.models import Role, Skill
from tests.browser.conftest import sign_in
from tests.conftest import make_user

pytestmark = pytest.mark.browser

GUEST = [
    "/",
    "/roles/",
    "/roles/match/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/nothing-here/",
]
LEARNER = [
    "/", "/roles/", "/roles/machine-learning-engineer/", "/roles/compare/", "/roles/match/",
    "/roles/machine-learning-engineer/from/data-scientist/", "/skills/?role=cto", "/skills/model-serving/", "/profile/",
    "/welcome/", "/welcome/roles/", "/welcome/skills/", "/accounts/email/", "/accounts/2fa/", "/accounts/sessions/",
    "/accounts/password/change/",
]  # fmt: skip
OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def check(page: Page, path: str, width: int) -> list[str]:
    page.goto(path)
    results = Axe().run(page, options=OPTIONS).response
    problems = [f"{path}: {found['id']} {found['nodes'][0]['html'][:200]}" for found in results["violations"]]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        problems.append(f"{path}: wider than {width} px")
    return problems


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390), ("en", "dark", 320)])
def test_no_violation(context: BrowserContext, live_server: object, watcher, language: str, theme: str, width: int) -> None:
    address, problems = str(live_server), []
    context.add_cookies(
        [{"name": "theme", "value": theme, "url": address}, {"name": "django_language", "value": language, "url": address}]
    )
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    for path in GUEST:
        problems += check(page, path, width)
    user: User = make_user("axe@example.org", language=language)
    actions.set_targets(owner=user, roles=[Role.objects.get(slug="machine-learning-engineer")])
    for index, skill in enumerate(Skill.objects.all()[:40]):
        actions.rate_skill(owner=user, skill=skill, level=index % 5)
    sign_in(context, user, address)
    for path in LEARNER:
        problems += check(page, path, width)
    watcher.complaints = [text for text in watcher.complaints if "404" not in text]  # the page that is not there
    assert problems == []
