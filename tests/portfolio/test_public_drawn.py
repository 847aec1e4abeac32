"""What is kept of a public page: never shown once anything on it was written, and telling nothing of what is not on it."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Profile, User
from portfolio import actions
from portfolio.models import (
    ActionDone,
    Lesson,
    Metric,
    PlannedAction,
    Project,
    ProjectImage,
    ProjectKind,
    ProjectSection,
    ProjectSkill,
    PublicItem,
    PublicPage,
    ResumeEntry,
)
from roles import actions as roles_actions
from roles.models import ConfirmedLevel, Skill, SkillRating
from tests.portfolio.brand_cast import planned
from tests.portfolio.conftest import picture, section_of, start, upload


def show(page: PublicPage, section: str, pk: int, *, in_full: bool = False) -> None:
    PublicItem.objects.create(owner=page.owner, page=page, section=section, item_id=pk, in_full=in_full)


@pytest.fixture
def published(signed_in: Client, learner: User) -> PublicPage:
    """A published page that shows one thing of each kind."""
    project, skill = start(learner, "Night photos"), Skill.objects.get(slug="model-serving")
    section = section_of(project)
    ProjectSection.objects.filter(pk=section.pk).update(text="Old text", html="<p>Old text</p>")
    Metric.objects.create(owner=learner, project=project, name="Recall", before=1, after=2)
    Lesson.objects.create(owner=learner, project=project, text="Old lesson")
    ProjectSkill.objects.create(owner=learner, project=project, skill=skill, level=2)
    signed_in.post(f"/portfolio/projects/{project.pk}/images/", upload(picture(), alt="Old words"))
    roles_actions.rate_skill(owner=learner, skill=skill, level=2)
    entry = ResumeEntry.objects.create(owner=learner, kind="experience", language="en", title="Old job", organisation="Firm")
    done = ActionDone.objects.create(
        owner=learner,
        planned=planned(learner, title="Old talk"),
        done_on="2026-01-01",
        link="https://example.org/talk",
        form_key=uuid.uuid4(),
    )
    Profile.objects.create(user=learner, website="https://example.org/old")
    page = PublicPage.objects.create(
        owner=learner, slug="lea", slug_key="lea", display_name="Lea", show_links=True,
        sections=["projects", "skills", "experience", "brand"],
    )  # fmt: skip
    show(page, "projects", project.pk, in_full=True)
    for slug, pk in (("skills", skill.pk), ("experience", entry.pk), ("brand", done.pk)):
        show(page, slug, pk)
    actions.publish(page=page)
    return page


def seen() -> str:
    response = Client().get("/p/lea/")
    assert response.status_code == 200
    return response.content.decode()


def rewrite_profile() -> None:
    profile = Profile.objects.get()
    profile.website = "https://example.org/new"
    profile.save(update_fields=["website", "updated_at"])


def reorder_in_bulk() -> None:
    row = Metric.objects.get()
    row.name = "New metric"
    Metric.objects.bulk_update([row], ["name"])


def rename_kind() -> None:
    kind = ProjectKind.objects.get(pk=Project.objects.get().kind_id)
    kind.name_en = "New kind"
    kind.save()


@pytest.mark.parametrize(
    ("write", "shown"),
    [
        (lambda: Project.objects.update(title="New title"), "New title"),
        (lambda: ProjectSection.objects.filter(text="Old text").update(html="<p>New text</p>"), "New text"),
        (lambda: Lesson.objects.update(text="New lesson"), "New lesson"),
        (lambda: ProjectImage.objects.update(alt="New words"), "New words"),
        (lambda: ProjectSkill.objects.update(skill=Skill.objects.get(slug="monitoring-drift")), "Monitoring"),
        (lambda: SkillRating.objects.update(level=4), "level 4"),
        (lambda: ResumeEntry.objects.update(title="New job"), "New job"),
        (lambda: ActionDone.objects.update(link="https://example.org/new-talk"), "new-talk"),
        (lambda: PlannedAction.objects.update(title="New talk"), "New talk"),
        (lambda: PublicPage.objects.update(headline="New headline"), "New headline"),
        (lambda: PublicItem.objects.filter(section="projects").update(in_full=False), ""),
        (rewrite_profile, "https://example.org/new"),
        (reorder_in_bulk, "New metric"),
        (rename_kind, "New kind"),
    ],
)
def test_what_is_written_is_seen_with_the_next_request(published: PublicPage, write: Callable[[], None], shown: str) -> None:
    before = seen()
    assert shown not in before or not shown
    write()
    assert shown in (after := seen())
    assert after != before


@pytest.mark.parametrize(
    "model", [Project, ProjectSection, Metric, Lesson, ProjectImage, ProjectSkill, ResumeEntry, ActionDone]
)
def test_what_is_deleted_is_gone_with_the_next_request(published: PublicPage, model: type) -> None:
    before = seen()
    model.objects.all().delete()
    assert seen() != before


def test_a_confirmed_level_is_seen_and_taken_back_at_once(published: PublicPage, learner: User) -> None:
    seen()
    skill = Skill.objects.get(slug="model-serving")
    roles_actions.confirm_level(owner=learner, skill=skill, level=3, by_name="Mia")
    assert "confirmed by a mentor" in seen()
    ConfirmedLevel.objects.all().delete()
    assert "confirmed by a mentor" not in seen()


def test_taken_down_deleted_or_switched_off_it_is_gone_whatever_is_kept(published: PublicPage, learner: User) -> None:
    seen()
    User.objects.filter(pk=learner.pk).update(is_active=False)
    assert Client().get("/p/lea/").status_code == 404
    User.objects.filter(pk=learner.pk).update(is_active=True)
    actions.take_down(page=published)
    assert Client().get("/p/lea/").status_code == 404
    actions.publish(page=published)
    seen()
    learner.delete()
    assert Client().get("/p/lea/").status_code == 404


def test_unchanged_it_costs_little_and_a_browser_keeps_it(published: PublicPage, django_assert_num_queries) -> None:
    etag = Client().get("/p/lea/").headers["ETag"]
    with django_assert_num_queries(3):
        assert Client().get("/p/lea/", headers={"if-none-match": etag}).status_code == 304
    with django_assert_num_queries(3):
        assert "Night photos" in seen()


def test_each_language_and_host_has_its_own(published: PublicPage, settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    seen()
    assert '<html lang="zh-hans">' in Client().get("/p/lea/", headers={"accept-language": "zh-CN"}).content.decode()
    assert 'href="http://other.example/p/lea/"' in Client().get("/p/lea/", headers={"host": "other.example"}).content.decode()
    assert '<html lang="en">' in seen()


def test_the_validator_does_not_tell_that_its_owner_writes_something_private(published: PublicPage, learner: User) -> None:
    etag = Client().get("/p/lea/").headers["ETag"]
    start(learner, "A draft that nobody is shown")
    assert Client().get("/p/lea/").headers["ETag"] == etag
