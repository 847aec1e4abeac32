"""Every kind of data: what a mentor sees of it, and what they never see."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews.models import Answer, KeyPoint
from mentoring import kinds
from mentoring.actions import sharing
from mentoring.models import AccessLog, Mentorship, ReviewRequest
from portfolio.models import ActionDone, BrandPlan, Project, ProjectSection, ResumeVersion
from roles import actions as roles_actions
from roles.models import Skill
from tests.interviews.answers import question, submitted
from tests.interviews.search import apply
from tests.mentoring.conftest import pair
from tests.mentoring.test_review import question as asking
from tests.portfolio.brand_cast import planned
from tests.portfolio.conftest import start
from tests.portfolio.resumes import entry, imported

WORD = "CANARY"


def answer(owner: User) -> Any:
    return submitted(owner, question(), text=f"Because {WORD}.")


def application(owner: User) -> Any:
    return apply(owner, company="Acme", notes=f"They asked about {WORD}", resume_text="SECRET COPY")


def project(owner: User) -> Any:
    row = start(owner)
    ProjectSection.objects.filter(project=row).update(text=WORD, html=f"<p>{WORD}</p>")
    Project.objects.filter(pk=row.pk).update(finished_at=timezone.now(), updated_at=timezone.now())
    return row


def resume(owner: User) -> Any:
    return imported(owner, {"basics": {"name": "Lea", "summary": WORD}})


def brand(owner: User) -> Any:
    plan = BrandPlan.objects.create(owner=owner, positioning=f"Known for {WORD}", version=2)
    action = planned(owner, title=f"Write {WORD}")
    ActionDone.objects.create(owner=owner, planned=action, done_on=timezone.localdate(), form_key=uuid.uuid4())
    return plan


MAKE: dict[str, Callable[[User], Any]] = {
    "answers": answer, "applications": application, "projects": project, "resume": resume, "brand": brand,
}  # fmt: skip


@pytest.fixture(params=MAKE)
def scene(request: pytest.FixtureRequest, learner: User, mentor: User) -> tuple[str, Mentorship, Any]:
    kind = request.param
    row = pair(learner, mentor, scopes=(kind,))
    Mentorship.objects.filter(pk=row.pk).update(accepted_at=timezone.now() - datetime.timedelta(minutes=1))
    return kind, row, MAKE[kind](learner)


def base(scene: tuple[str, Mentorship, Any]) -> str:
    return f"/mentoring/mentees/{scene[1].pk}/{scene[0]}/"


def test_all_kinds_are_offered() -> None:
    assert [slug for slug, _label in kinds.offered()] == ["skills", "answers", "applications", "projects", "resume", "brand"]


def test_it_is_listed_read_counted_and_logged(as_mentor: Client, scene) -> None:
    _kind, row, thing = scene
    assert as_mentor.get("/mentoring/?sort=changed").context["rows"][0].changed >= 1
    overview = as_mentor.get(f"/mentoring/mentees/{row.pk}/").content.decode()
    assert f"{base(scene)}{thing.pk}/" in overview
    assert f'href="{thing.pk}/"' in as_mentor.get(base(scene)).content.decode()
    text = as_mentor.get(f"{base(scene)}{thing.pk}/").content.decode()
    assert WORD in text
    assert "SECRET COPY" not in text
    assert AccessLog.objects.filter(mentorship=row).count() == 3


def test_hidden_it_is_nowhere(as_mentor: Client, scene) -> None:
    kind, row, thing = scene
    sharing.hide(mentorship=row, kind=kind, item=str(thing.pk), label="x")
    assert as_mentor.get(f"{base(scene)}{thing.pk}/").status_code == 404
    assert f'href="{thing.pk}/"' not in as_mentor.get(base(scene)).content.decode()
    assert as_mentor.get("/mentoring/?sort=changed").context["rows"][0].changed == 0
    assert (
        f"/{kind}/{thing.pk}/"
        not in as_mentor.get(f"/mentoring/mentees/{row.pk}/")
        .content.decode()
        .split("Since your last look")[1]
        .split("</ul>")[0]
    )


def test_what_others_have_is_nowhere(as_mentor: Client, scene, stranger: User) -> None:
    kind, row, thing = scene
    other = MAKE[kind](stranger)
    listed = as_mentor.get(base(scene)).content.decode()
    assert f'href="{thing.pk}/"' in listed
    assert f'href="{other.pk}/"' not in listed
    assert f"{base(scene)}{other.pk}/" not in as_mentor.get(f"/mentoring/mentees/{row.pk}/").content.decode()
    assert as_mentor.get(f"{base(scene)}{other.pk}/").status_code == 404


def test_others_levels_and_evidence_are_no_news(as_mentor: Client, mentorship: Mentorship, stranger: User) -> None:
    skill = Skill.objects.get(slug="model-serving")
    roles_actions.rate_skill(owner=stranger, skill=skill, level=4)
    roles_actions.add_evidence(owner=stranger, skill=skill, level=2, title="Of somebody else", link="", form_key=uuid.uuid4())
    news = as_mentor.get(f"/mentoring/mentees/{mentorship.pk}/").context["changes"]
    assert "rated 2" in news  # their own
    assert "rated 4" not in news
    assert "Of somebody else" not in news


def test_not_shared_it_is_nowhere(as_mentor: Client, scene) -> None:
    _kind, row, thing = scene
    sharing.share(mentorship=row, scopes=["skills"], until=None)
    for path in (base(scene), f"{base(scene)}{thing.pk}/"):
        assert as_mentor.get(path).status_code == 404
    assert WORD not in as_mentor.get(f"/mentoring/mentees/{row.pk}/").content.decode()
    assert as_mentor.get("/mentoring/?sort=changed").context["rows"][0].changed == 0


def test_anothers_thing_is_not_found_by_its_number(as_mentor: Client, scene, stranger: User) -> None:
    kind, _row, _thing = scene
    foreign = MAKE[kind](stranger)
    for item in (foreign.pk, 10**30, "abc", "0"):
        assert as_mentor.get(f"{base(scene)}{item}/").status_code == 404


def test_drafts_are_never_shown(as_mentor: Client, scene) -> None:
    kind, _row, thing = scene
    if kind == "answers":
        Answer.objects.update(submitted_at=None)
    elif kind == "projects":
        Project.objects.update(finished_at=None)
    else:
        pytest.skip("knows no drafts")
    assert as_mentor.get(f"{base(scene)}{thing.pk}/").status_code == 404
    assert f'href="{thing.pk}/"' not in as_mentor.get(base(scene)).content.decode()
    assert as_mentor.get("/mentoring/?sort=changed").context["rows"][0].changed == 0


def test_the_learner_asks_about_it_and_hides_it(signed_in: Client, as_mentor: Client, scene) -> None:
    kind, row, thing = scene
    address = signed_in.post(f"/mentoring/reviews/ask/{kind}/{thing.pk}/", asking(row)).url
    assert WORD in ReviewRequest.objects.get().text
    assert WORD in as_mentor.get(address).content.decode()
    page = signed_in.get(f"/mentoring/mentors/{row.pk}/").content.decode()
    assert f'name="item" value="{thing.pk}"' in page
    signed_in.post(f"/mentoring/mentors/{row.pk}/hide/", {"kind": kind, "item": str(thing.pk)})
    assert as_mentor.get(address).status_code == 404


def test_own_scores_of_an_answer_come_along_and_stay_covered(
    signed_in: Client, as_mentor: Client, learner: User, mentor: User
) -> None:
    row, thing = pair(learner, mentor, scopes=("answers",)), answer(learner)
    Answer.objects.update(correctness=3, clarity=2)
    assert "own_scores" not in as_mentor.get(f"/mentoring/mentees/{row.pk}/answers/{thing.pk}/").content.decode()
    address = signed_in.post(f"/mentoring/reviews/ask/answers/{thing.pk}/", asking(row)).url
    assert ReviewRequest.objects.get().own_scores == {"correctness": 3, "clarity": 2}
    assert "side by side" not in as_mentor.get(address).content.decode()


def test_key_points_are_counted_by_the_ticks_of_the_learner(as_mentor: Client, learner: User, mentor: User) -> None:
    row, thing = pair(learner, mentor, scopes=("answers",)), answer(learner)
    points = list(KeyPoint.objects.filter(question=thing.question).values_list("pk", flat=True))
    Answer.objects.update(ticked=points[:2], total=len(points))
    base = f"/mentoring/mentees/{row.pk}/answers/"
    for address in (base, f"{base}{thing.pk}/"):
        assert f"2 / {len(points)}" in as_mentor.get(address).content.decode()


def test_a_picture_is_served_only_with_its_project(as_mentor: Client, signed_in: Client, learner: User, mentor: User) -> None:
    from portfolio.models import ProjectImage
    from tests.portfolio.conftest import picture, upload

    row, thing = pair(learner, mentor, scopes=("projects",)), project(learner)
    signed_in.post(f"/portfolio/projects/{thing.pk}/images/", upload(picture()))
    image = ProjectImage.objects.get()
    address = f"/mentoring/mentees/{row.pk}/projects/{thing.pk}/pictures/{image.pk}/"
    assert as_mentor.get(address).status_code == 200
    assert as_mentor.get(address.replace(f"pictures/{image.pk}/", f"pictures/{image.pk + 1}/")).status_code == 404
    sharing.hide(mentorship=row, kind="projects", item=str(thing.pk), label="x")
    assert as_mentor.get(address).status_code == 404
    sharing.unhide(mentorship=row, kind="projects", item=str(thing.pk))
    sharing.end(mentorship=row, by=learner)
    assert as_mentor.get(address).status_code == 404


def test_a_resume_version_is_a_fact_of_its_own(learner: User, mentor: User, as_mentor: Client) -> None:
    row = pair(learner, mentor, scopes=("resume",))
    entry(learner)  # material that no version picks
    version: ResumeVersion = resume(learner)
    assert as_mentor.get(f"/mentoring/mentees/{row.pk}/resume/{version.pk}/").status_code == 200


def test_an_untouched_plan_is_no_news_and_each_action_done_is(as_mentor: Client, learner: User, mentor: User) -> None:
    row = pair(learner, mentor, scopes=("brand",))
    Mentorship.objects.update(accepted_at=timezone.now() - datetime.timedelta(minutes=1))
    BrandPlan.objects.create(owner=learner)  # as the first look at one's own page makes it
    assert as_mentor.get("/mentoring/").context["rows"][0].changed == 0
    BrandPlan.objects.all().delete()
    brand(learner)
    BrandPlan.objects.update(version=1)
    assert as_mentor.get("/mentoring/").context["rows"][0].changed == 1
    text = as_mentor.get(f"/mentoring/mentees/{row.pk}/").content.decode()
    assert f"Done: Write {WORD}" in text
    assert "the strategy changed" not in text


@pytest.mark.parametrize(("kind", "address"), [("brand", "/portfolio/brand/"), ("applications", "")])
def test_the_learners_own_page_leads_to_the_question(signed_in: Client, learner: User, kind: str, address: str) -> None:
    thing = MAKE[kind](learner)
    page = signed_in.get(address or thing.get_absolute_url()).content.decode()
    assert f"/mentoring/reviews/ask/{kind}/{thing.pk}/" in page
