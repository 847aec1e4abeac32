"""axe on every page: both themes, both languages, a phone and a desk; nothing wider than the screen."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from roles import actions
from roles.models import Role, Skill
from tests.browser.conftest import shot, sign_in
from tests.conftest import PASSWORD, make_user

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
    "/accounts/password/change/", "/profile/data/", "/profile/data/import/", "/profile/calendar/",
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


def check_here(page: Page, width: int) -> list[str]:
    """The page that is open now: many pages of signing in exist only in the middle of a flow."""
    results = Axe().run(page, options=OPTIONS).response
    address = page.url.split("/", 3)[3]
    problems = [f"{address}: {found['id']} {found['nodes'][0]['html'][:200]}" for found in results["violations"]]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        problems.append(f"{address}: wider than {width} px")
    return problems


def send(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"main input[name={name}]").fill(value)
    page.locator("main form").filter(has=page.locator(f"input[name={next(iter(fields))}]")).locator("button").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390)])
def test_no_violation_on_the_way_in_and_in_the_settings(
    context: BrowserContext, live_server: object, language: str, theme: str, width: int
) -> None:
    address, problems = str(live_server), []
    context.add_cookies(
        [{"name": "theme", "value": theme, "url": address}, {"name": "django_language", "value": language, "url": address}]
    )
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    user = make_user("axe@example.org", language=language)
    flows: list[tuple[str, dict[str, str]]] = [
        ("/accounts/login/", {"login": user.email, "password": "wrong"}),
        ("/accounts/password/reset/", {"email": user.email}),
        ("/accounts/login/code/", {"email": user.email}),
        ("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD}),
    ]
    for path, fields in flows:
        context.clear_cookies(name="sessionid")
        page.goto(path)
        problems += check_here(page, width)
        send(page, **fields)
        problems += check_here(page, width)  # what follows: an error, or the page that asks for the code
        shot(page, f"door-{path.strip('/').replace('/', '-')}-{language}")
    context.clear_cookies(name="sessionid")
    page.goto("/accounts/login/")
    send(page, login=user.email, password=PASSWORD)
    page.goto("/accounts/2fa/totp/activate/")
    assert "reauthenticate" in page.url
    problems += check_here(page, width)
    send(page, password=PASSWORD)
    problems += check_here(page, width)
    shot(page, f"totp-{language}")
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.content()).group()
    send(page, code=f"{hotp_value(secret, int(time.time()) // 30):06}")
    for path in (
        "/accounts/2fa/", "/accounts/2fa/recovery-codes/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/generate/", "/accounts/email/", "/profile/data/delete/",
        "/accounts/logout/",
    ):  # fmt: skip
        page.goto(path)
        problems += check_here(page, width)
        shot(page, f"settings-{path.strip('/').replace('/', '-')}-{language}")
    context.clear_cookies(name="sessionid")
    page.goto("/accounts/login/")
    send(page, login=user.email, password=PASSWORD)
    assert "/2fa/authenticate/" in page.url
    problems += check_here(page, width)
    assert problems == []
