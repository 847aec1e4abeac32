"""A real Chromium against a live server."""

import os
import shutil
import threading
import uuid
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connections, transaction
from django.db.models import Model
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.models import User
from careerguide.content import load_all
from careerguide.lib.content import Outcome
from roles import actions
from roles.models import GuidanceVersion, Role, Skill
from tests.conftest import CONTENT, make_user

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHOTS = Path(settings.BASE_DIR) / "screenshots"
People = dict[str, Page]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in production: in memory, every thread of the live server would share the test's connection,
    where a request still under way makes the clean-up after a test fail with "database table is locked" at once.
    """
    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "browser.sqlite3")


class OpenRequests:
    """Counts the requests under way, so that a test can wait for those that its closed browser left behind."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()

    def opened(self, **signal: object) -> None:
        with self._changed:
            self._count += 1

    def closed(self, **signal: object) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def wait_for_none(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._count <= 0, timeout=seconds)


@pytest.fixture
def settled(guidance: None) -> Iterator[None]:
    """Let the server answer what is under way before the tables are emptied: a late autosave would write into the next test."""
    requests = OpenRequests()
    request_started.connect(requests.opened)
    request_finished.connect(requests.closed)
    yield
    settled = requests.wait_for_none(seconds=20)
    request_started.disconnect(requests.opened)
    request_finished.disconnect(requests.closed)
    assert settled, "a request was still under way 20 seconds after the browser had closed"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("Chromium must be installed in CI")
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


@lru_cache(maxsize=1)
def _content() -> list[tuple[type[Model], list[Model]]]:
    """The guidance as rows, read from the files once: reading them for each test takes seconds."""
    load_all(CONTENT, Outcome(), overwrite=True)
    apps_with_content = ("roles", "interviews", "portfolio")
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in apps_with_content]
    return [(model, rows) for model in models if (rows := list(model._base_manager.all()))]


@pytest.fixture
def guidance(transactional_db: None) -> None:
    """The whole content again: a live server's test empties the tables when it ends."""
    with transaction.atomic():  # foreign keys are checked at its end, so the order of tables does not matter
        for model, rows in _content():
            if not model._base_manager.exists():
                model._base_manager.bulk_create(rows)
        GuidanceVersion.renew()


class Watcher:
    """Collects what the browser complains about."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def watch(self, page: Page) -> None:
        page.on(
            "console", lambda message: self.complaints.append(message.text) if message.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    watcher = Watcher()
    yield watcher
    assert watcher.complaints == []  # script errors and violations of the content-security policy


@pytest.fixture
def context(chromium: Browser, watcher: Watcher, live_server: object, settled: None) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=str(live_server), viewport={"width": 1280, "height": 900}, locale="en-US")
    context.set_default_timeout(15_000)
    context.on("page", watcher.watch)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


def shot(page: Page, name: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.fixture
def people(chromium: Browser, watcher, live_server, settled: None) -> Iterator[People]:
    """A learner, a mentor and a stranger, each with a browser of their own."""
    contexts: list[BrowserContext] = []
    pages: People = {}
    for who, name in (("learner", "Lea"), ("mentor", "Mia"), ("stranger", "Sam")):
        context = chromium.new_context(base_url=str(live_server), viewport={"width": 1280, "height": 900}, locale="en-US")
        context.set_default_timeout(15_000)
        context.on("page", watcher.watch)
        sign_in(context, make_user(f"{who}@example.org", name=name), str(live_server))
        contexts.append(context)
        pages[who] = context.new_page()
    learner = User.objects.get(email="learner@example.org")
    actions.set_targets(owner=learner, roles=[Role.objects.get(slug="machine-learning-engineer")])
    skill = Skill.objects.get(slug="model-serving")
    actions.rate_skill(owner=learner, skill=skill, level=2)
    served = "Served a ranking model to 2,000 users"
    actions.add_evidence(owner=learner, skill=skill, level=3, title=served, link="", form_key=uuid.uuid4())
    yield pages
    refusals = ("404", "409", "422")
    watcher.complaints = [text for text in watcher.complaints if not any(status in text for status in refusals)]
    for context in contexts:
        context.close()
