"""More than two hundred hostile texts in everything that people write: shown as text, on every page that shows it.

Once with the content-security policy and once with it taken off, so that each of the two walls is seen to stand alone.
"""

import uuid
from dataclasses import dataclass, field

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from accounts.models import Profile, User
from careerguide.lib.markdown import render
from curation.models import Suggestion
from interviews.actions.applications import FirstStep, start_application
from interviews.actions.questions import save_question
from interviews.models import Answer, Application, Interview, Question, Stage, Task
from mentoring.actions import reviews
from mentoring.models import CheckIn, Endorsement, Feedback, Goal, Mentorship, PassageComment, PrivateNote
from portfolio.actions import add_picture, start_project
from portfolio.models import (
    BrandPillar,
    BrandPlan,
    Lesson,
    Metric,
    PlannedAction,
    Project,
    ProjectSection,
    PublicItem,
    PublicPage,
    QuarterReview,
    ResumeEntry,
    ResumeItem,
    ResumeVersion,
)
from roles.actions import add_evidence, rate_skill
from roles.models import Skill
from tests.browser.conftest import sign_in
from tests.browser.hostile import JUDGE, MARK, POLYGLOT, VECTORS, in_one_line, portions
from tests.conftest import make_staff, make_user
from tests.mentoring.conftest import pair
from tests.portfolio.conftest import picture

pytestmark = pytest.mark.browser
ALL = "\n\n".join(VECTORS)
SCOPES = ("skills", "answers", "applications", "projects", "resume", "brand")


@dataclass(slots=True)
class World:
    """Three people, and the pages on which the texts of the first two are shown."""

    learner: User
    mentor: User
    curator: User
    pages: dict[str, list[str]] = field(default_factory=lambda: {"learner": [], "mentor": [], "curator": [], "guest": []})

    def shown(self, who: str, *addresses: str) -> None:
        self.pages[who] += addresses


@pytest.fixture
def world(settled: None) -> World:
    learner = make_user("learner@example.org", name=POLYGLOT[:80])
    mentor = make_user("mentor@example.org", name=POLYGLOT[20:100])
    made = World(learner, mentor, make_staff("curator@example.org", is_superuser=True))
    write_profile(made)
    write_answers(made)
    write_applications(made)
    write_projects(made)
    write_resume_and_brand(made)
    write_public_page(made)
    write_mentoring(made)
    write_suggestions(made)
    return made


def write_profile(world: World) -> None:
    link = f"https://{MARK}.example/?\"'><script>alert('{MARK}')</script>"
    Profile.objects.create(
        user=world.learner, headline=POLYGLOT[:120], current_role=POLYGLOT[:120], website=link, code_link=link
    )
    skill = Skill.objects.all()[0]
    rate_skill(owner=world.learner, skill=skill, level=2)
    for title in in_one_line(200):
        add_evidence(owner=world.learner, skill=skill, level=2, title=title, link=link, form_key=uuid.uuid4())
    world.shown("learner", reverse("profile"), reverse("roles:skill_detail", args=[skill.slug]), reverse("home"))


def write_answers(world: World) -> None:
    for prompt in portions(2000):
        own = save_question(
            owner=world.learner, question=None, key_points=in_one_line(400)[:12], skills=[], form_key=uuid.uuid4(),
            prompt=prompt, topic=None, round=None, difficulty=2, asked_at=POLYGLOT[:120],
        )  # fmt: skip
    now = timezone.now()
    told = {"started_at": now, "touched_at": now, "form_key": uuid.uuid4()}
    answer = Answer.objects.create(
        owner=world.learner,
        question=Question.objects.filter(owner=None)[0],
        text=ALL,
        html=render(ALL),
        submitted_at=now,
        **told,
    )
    Answer.objects.create(owner=world.learner, question=own, text=ALL, html=render(ALL), **told | {"form_key": uuid.uuid4()})
    world.shown("learner", answer.get_absolute_url(), own.get_absolute_url(), reverse("interviews:answer_list"))
    world.shown(
        "learner", reverse("interviews:practice", args=[own.slug]), reverse("interviews:question_list") + f"?own=1&q={MARK}"
    )


def write_applications(world: World) -> None:
    stage, today = Stage.objects.get(slug="applied"), timezone.localdate()
    for text in in_one_line(120)[:40]:
        row = Application(
            company=text, post=POLYGLOT[:160], source=POLYGLOT[:80], notes=portions(10_000)[0], resume_text=ALL[:20_000],
            link=f"https://{MARK}.example/<script>",
        )  # fmt: skip
        steps = [FirstStep(stage, today, POLYGLOT)]
        start_application(application=row, owner=world.learner, steps=steps, form_key=uuid.uuid4(), today=today)
    Interview.objects.create(
        owner=world.learner, application=row, starts_at=timezone.now() + timezone.timedelta(days=2), place=POLYGLOT,
        people=POLYGLOT, asked=portions(10_000)[0], differently=portions(10_000)[1], form_key=uuid.uuid4(),
    )  # fmt: skip
    for title in in_one_line(200):
        Task.objects.create(owner=world.learner, application=row, title=title, due_on=today, form_key=uuid.uuid4())
    names = ("application_board", "application_list", "task_list", "application_funnel")
    world.shown("learner", row.get_absolute_url(), *(reverse(f"interviews:{name}") for name in names))


def write_projects(world: World) -> None:
    project = start_project(owner=world.learner, kind=None, title=POLYGLOT[:160], form_key=uuid.uuid4())
    Project.objects.filter(pk=project.pk).update(
        summary=portions(1000)[0],
        own_part=portions(2000)[0],
        organisation=POLYGLOT[:120],
        code_link=f"https://{MARK}.example/<img>",
    )
    for section in ProjectSection.objects.filter(project=project):
        section.text, section.title = ALL, POLYGLOT[:80]
        section.save_edit(["text", "title"], expected=section.version)
    Metric.objects.create(owner=world.learner, project=project, name=POLYGLOT[:80], unit=f"<b {MARK}>", before=1, after=2)
    for text in in_one_line(400):
        Lesson.objects.create(owner=world.learner, project=project, text=text, repeat_next_time=True)
    add_picture(project=project, picture=ContentFile(picture(), "a.webp"), alt=POLYGLOT, form_key=uuid.uuid4())
    pages = ("project_detail", "project_edit", "project_details", "project_images", "project_exports")
    world.shown(
        "learner", *(reverse(f"portfolio:{name}", args=[project.pk]) for name in pages), reverse("portfolio:project_list")
    )


def write_resume_and_brand(world: World) -> None:
    owner, pillar = world.learner, BrandPillar.objects.all()[0]
    entry = ResumeEntry.objects.create(
        owner=owner, kind="experience", language="en", title=POLYGLOT, organisation=POLYGLOT, summary=portions(3000)[0],
        highlights="\n".join(in_one_line(6000)[0:1]), start="2020",
    )  # fmt: skip
    version = ResumeVersion.objects.create(
        owner=owner, name=POLYGLOT[:80], language="en", full_name=POLYGLOT[:120], summary=ALL[:3000]
    )
    ResumeItem.objects.create(owner=owner, version=version, entry=entry)
    BrandPlan.objects.create(owner=owner, positioning=portions(600)[0], audience=portions(600)[1], proof=portions(2000)[0])
    for title in in_one_line(160)[:60]:
        PlannedAction.objects.create(
            owner=owner, pillar=pillar, title=title, channel=POLYGLOT, measure=POLYGLOT, hours=1, due=timezone.localdate(),
            form_key=uuid.uuid4(),
        )  # fmt: skip
    QuarterReview.objects.create(owner=owner, quarter="2026-01-01", worked=portions(3000)[0], keep=portions(3000)[1])
    world.shown("learner", reverse("portfolio:resume_edit", args=[version.pk]), reverse("portfolio:resume_list"))
    world.shown("learner", reverse("portfolio:brand_plan"), reverse("portfolio:brand_calendar"))
    world.shown("learner", reverse("portfolio:brand_quarter", args=["2026-1"]), reverse("portfolio:brand_strategy"))


def write_public_page(world: World) -> None:
    page = PublicPage.objects.create(
        owner=world.learner, slug="lea", slug_key="lea", display_name=POLYGLOT[:80], headline=POLYGLOT[:160], intro=ALL[:5000],
        sections=["projects", "experience"], published_at=timezone.now(), show_links=True,
    )  # fmt: skip
    shown = [("projects", Project), ("experience", ResumeEntry)]
    for name, model in shown:
        key = model.objects.owned_by(world.learner)[0].pk
        PublicItem.objects.create(owner=world.learner, page=page, section=name, item_id=key, in_full=name == "projects")
    world.shown("guest", page.get_absolute_url())
    world.shown("learner", reverse("portfolio:public_edit"), reverse("portfolio:public_preview"))


def write_mentoring(world: World) -> None:
    both = pair(world.learner, world.mentor, scopes=SCOPES)
    Mentorship.objects.filter(pk=both.pk).update(thanks=POLYGLOT, thanks_shown=True)
    asked = reviews.ask(
        mentorship=both, kind="skills", item="model-serving", label=POLYGLOT[:200], text=ALL, question=portions(1000)[0],
        own_scores={"correctness": 3}, form_key=uuid.uuid4(),
    )  # fmt: skip
    reviews.ask_for_more(request=asked, text=portions(2000)[0])
    reviews.reply(request=asked, text=portions(2000)[1])
    feedback = Feedback.objects.create(request=asked, author=world.mentor, text=ALL)
    for text in portions(4000):
        PassageComment.objects.create(feedback=feedback, quote=ALL[:200], start=0, end=200, text=text, form_key=uuid.uuid4())
    reviews.send(request=asked, feedback=feedback)
    for text in portions(10_000):
        PrivateNote.objects.create(mentorship=both, author=world.mentor, text=text)
    CheckIn.objects.create(mentorship=both, starts_at=timezone.now(), agenda=portions(10_000)[0], notes=ALL[:20_000])
    for title in in_one_line(200):
        Goal.objects.create(mentorship=both, title=title, form_key=uuid.uuid4())
    skill = Skill.objects.all()[0]
    Endorsement.objects.create(mentorship=both, mentor=world.mentor, skill=skill, level=2, note=POLYGLOT, form_key=uuid.uuid4())
    review = reverse("mentoring:review", args=[asked.pk])
    check_ins, mentorship = reverse("mentoring:check_ins", args=[both.pk]), reverse("mentoring:mentorship", args=[both.pk])
    world.shown("learner", review, reverse("mentoring:home"), mentorship, check_ins, reverse("notifications"))
    mentee = reverse("mentoring:mentee", args=[both.pk])
    world.shown(
        "mentor", review, reverse("mentoring:home"), mentee, *(f"{mentee}{kind}/" for kind in SCOPES), reverse("notifications")
    )


def write_suggestions(world: World) -> None:
    skill = Skill.objects.all()[0]
    for proposed in portions(5000):
        row = Suggestion.objects.create(
            owner=world.learner, target_model="roles.skill", target_slug=skill.slug, field="description", language="en",
            current=skill.description, proposed=proposed, why=portions(1000)[0], wants_credit=True, form_key=uuid.uuid4(),
        )  # fmt: skip
    world.shown("learner", reverse("curation:suggestion_list"))
    world.shown("curator", reverse("admin:curation_suggestion_change", args=[row.pk]))


class Watch:
    """A browser context in which whatever a text sets off is noted."""

    def __init__(self, browser: Browser, address: str, user: User | None, *, policy: bool) -> None:
        self.address, self.policy, self.where = address, policy, ""
        self.found: list[str] = []
        self.context: BrowserContext = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        self.context.set_default_timeout(15_000)
        self.context.add_init_script(
            "window.violations = []; document.addEventListener('securitypolicyviolation', e => "
            "violations.push(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
        )
        if not policy:
            self.context.route(f"{address}/**", self._without_policy)
        if user:
            sign_in(self.context, user, address)
        self.context.on("request", self._request)
        self.page: Page = self.context.new_page()
        self.page.on("dialog", lambda dialog: (self.found.append(f"{self.where}: dialog"), dialog.dismiss()))

    def _without_policy(self, route: Route) -> None:
        if route.request.resource_type != "document":
            route.continue_()
            return
        response = route.fetch()
        headers = {name: value for name, value in response.headers.items() if not name.startswith("content-security-policy")}
        route.fulfill(response=response, headers=headers)

    def _request(self, request: Request) -> None:
        inside = request.url.startswith((self.address, "data:", "blob:"))
        if not inside or f"/{MARK}" in request.url.removeprefix(self.address):
            self.found.append(f"{self.where}: request of {request.url[:120]}")

    def look_at(self, path: str) -> None:
        self.where = path
        response = self.page.goto(path, wait_until="load")
        assert response is not None
        assert (response.status, "content-security-policy" in response.headers) == (200, self.policy), path
        assert MARK in self.page.content(), f"{path} shows none of the texts"
        self.judge()

    def judge(self) -> None:
        self.found += [f"{self.where}: {problem}" for problem in self.page.evaluate(JUDGE)]

    def preview(self) -> None:
        """What the editor does with the answer of the preview, on a page of its own."""
        self.where = "preview"
        self.page.evaluate(
            """async text => {
              const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
              const body = new URLSearchParams({text, csrfmiddlewaretoken: token});
              const answer = await fetch("/editor/preview/", {method: "POST", body});
              document.querySelector("main").innerHTML = await answer.text();
            }""",
            ALL,
        )
        assert self.page.locator("main p").count() > 100
        self.judge()


def test_there_are_enough_of_them() -> None:
    assert len(VECTORS) >= 200
    assert all(MARK in vector for vector in VECTORS)


def test_texts_stay_texts(chromium: Browser, live_server: object, world: World) -> None:
    """One test for both ways: to make the world takes longer than to look at it."""
    found: list[str] = []
    people = {"learner": world.learner, "mentor": world.mentor, "curator": world.curator, "guest": None}
    for policy in (True, False):
        for who, person in people.items():
            watch = Watch(chromium, str(live_server), person, policy=policy)
            try:
                for path in world.pages[who]:
                    watch.look_at(path)
                if who == "learner":
                    watch.preview()
            finally:
                watch.context.close()
            found += [f"{'with' if policy else 'without'} the policy: {problem}" for problem in watch.found]
    assert found == []
