"""axe on every page of the portfolio: both themes, both languages, a phone and a desk; nothing wider than the screen."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import BrowserContext

from portfolio import actions
from portfolio.models import Lesson, Metric, Project, ProjectImage, ProjectSection, ProjectSkill, PublicPage
from roles import actions as roles_actions
from roles.models import Skill
from tests.browser.conftest import shot, sign_in
from tests.browser.test_accessibility import check
from tests.conftest import make_user
from tests.portfolio.conftest import picture, section_of, start

pytestmark = pytest.mark.browser
PARTS = ("", "edit/", "details/", "metrics/", "lessons/", "skills/", "images/", "finish/", "exports/", "delete/")
LONG = (
    "| slice | recall | a very long heading of a column |\n|---|--:|---|\n| night | 0.61 | x |\n\n`" + "long" * 60 + "` $x^2$"
)


def fill(project: Project) -> None:
    """Everything that a project can have."""
    skill, owner = Skill.objects.get(slug="model-serving"), project.owner
    Project.objects.filter(pk=project.pk).update(
        summary="Made robust. " * 9, own_part="All of it", code_link="https://example.org/"
    )
    section = section_of(project)
    section.text = LONG
    actions.save_section(section=section, fields=["text"], expected=1, writer=None)
    Metric.objects.create(
        owner=owner, project=project, name="Recall by night", before=Decimal("0.61"), after=Decimal("0.79"),
        low=Decimal("0.77"), high=Decimal("0.81"), interval_note="95% over five seeds",
    )  # fmt: skip
    Lesson.objects.create(owner=owner, project=project, text="Look at 100 errors first", repeat_next_time=True)
    ProjectSkill.objects.create(owner=owner, project=project, skill=skill, level=3)
    roles_actions.rate_skill(owner=owner, skill=skill, level=3)
    file = ContentFile(picture((800, 400), "WEBP"), "a.webp")
    actions.add_picture(project=project, picture=file, alt="Recall by hour", form_key=project.form_key)
    assert ProjectImage.objects.get().width == 800


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390), ("en", "dark", 320)])
def test_no_violation(context: BrowserContext, live_server: object, watcher, language: str, theme: str, width: int) -> None:
    address = str(live_server)
    cookies = {"theme": theme, "django_language": language}
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    problems = check(page, "/portfolio/", width)
    user = make_user("axe@example.org", language=language)
    sign_in(context, user, address)
    problems += check(page, "/portfolio/projects/", width)
    project = start(user, "Night photos: from 0.61 to 0.79 recall")
    fill(project)
    retrospective = actions.start_retrospective(source=project)
    section = ProjectSection.objects.get(project=project, section="problem")
    public = PublicPage.objects.create(
        owner=user, slug="axe", slug_key="axe", display_name="Ax", sections=["projects", "skills"]
    )
    public.items.create(owner=user, section="projects", item_id=project.pk, in_full=True)
    public.items.create(owner=user, section="skills", item_id=Skill.objects.get(slug="model-serving").pk)
    paths = [f"/portfolio/projects/{project.pk}/{part}" for part in PARTS]
    paths += [
        "/portfolio/", "/portfolio/projects/", "/portfolio/projects/new/", "/portfolio/projects/new/?kind=model-tuning",
        f"/portfolio/projects/{retrospective.pk}/edit/", f"/portfolio/projects/{project.pk}/sections/{section.pk}/versions/",
        "/portfolio/public/", "/portfolio/public/preview/", "/portfolio/public/publish/", "/p/nobody/",
    ]  # fmt: skip
    for number, path in enumerate(paths):
        problems += check(page, path, width)
        shot(page, f"portfolio-axe-{language}-{width}-{number:02}")
    watcher.complaints = [text for text in watcher.complaints if "404" not in text]  # the page that is not there
    assert problems == []
