"""A learner who has something of every kind, each private text of it a canary of its own, and the mentor who may read some."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from accounts.models import User
from interviews.models import Application, MockRound, Question
from mentoring.actions import growth, reviews, sharing
from mentoring.models import CheckIn, Goal, Mentorship, ReviewRequest
from portfolio.actions import pictures
from portfolio.cadence import quarter_start
from portfolio.models import (
    ActionDone,
    BrandPlan,
    Lesson,
    Metric,
    PlannedAction,
    Project,
    ProjectImage,
    QuarterReview,
    ResumeVersion,
)
from roles import actions as roles_actions
from roles.models import Evidence, Role, Skill
from tests.careerguide.maximal import maximal, references
from tests.conftest import make_user
from tests.interviews.answers import own_question, submitted
from tests.interviews.search import apply, interview
from tests.mentoring.conftest import pair, put_question
from tests.mentoring.mocks import fill as fill_sheet
from tests.mentoring.mocks import finish, invited
from tests.portfolio.brand_cast import planned
from tests.portfolio.conftest import picture, start
from tests.portfolio.resumes import full, imported

SKILL = "model-serving"
CANARY = re.compile(r"Cq\d{4}z")
APPS = {"accounts", "curation", "roles", "interviews", "portfolio", "mentoring"}
# Codes, digests and names within the product: nothing that a person wrote.
CODES = {
    "kind", "url", "message_id", "loaded_digest", "target_model", "target_slug", "field", "start", "end", "slug_key", "digest",
    "token_hash", "behind", "credit",
}  # fmt: skip
# What lies beside the kinds: written for this one mentorship.
BESIDE = {
    ReviewRequest: ("label", "text", "question"),
    CheckIn: ("agenda", "notes"),
    Goal: ("title",),
}


@dataclass(slots=True)
class Filled:
    """The two people, what is between them, and where each canary stands."""

    learner: User
    mentor: User
    row: Mentorship
    items: dict[str, str] = field(default_factory=dict)
    """The shared thing of each kind, as addresses name it."""
    requests: dict[str, ReviewRequest] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)
    check_in: int = 0
    goal: int = 0
    image: int = 0
    interview: uuid.UUID | None = None
    mock: int = 0
    places: dict[str, str] = field(default_factory=dict)
    """By canary: “app.Model.field”, with the kind of a question about it, with “, kept” for rows that no kind shows."""


def fill() -> Filled:
    """Everything that an account can hold, drafts included; then one finished thing of each kind; then the canaries."""
    learner, mentor = make_user("filled@example.org", name="Lea"), make_user("reader@example.org", name="Mia")
    maximal(learner)
    for model in (Evidence, Application, ResumeVersion, ActionDone, PlannedAction, QuarterReview, BrandPlan):
        model._base_manager.filter(owner=learner).delete()  # kinds that know no drafts: one row by hand is enough
    kept = {(model, row.pk) for model, row, _texts in _private(learner)}
    found = Filled(learner, mentor, pair(learner, mentor, scopes=tuple(SHARED)))
    Mentorship.objects.filter(pk=found.row.pk).update(accepted_at=timezone.now() - timedelta(minutes=1))
    for kind, make in SHARED.items():
        found.items[kind] = make(learner)
    found.image = ProjectImage.objects.get(owner=learner, project=found.items["projects"]).pk
    serial = count()
    for model, row, texts in _private(learner):
        note = ", kept" if (model, row.pk) in kept else ""
        values = {}
        for text in texts:
            canary = f"Cq{next(serial):04}z"
            found.places[canary] = f"{model._meta.label}.{text.name}{note}"
            values[text.attname] = _worded(text, canary)
        model._base_manager.filter(pk=row.pk).update(**values)
    _between(found, serial)
    return found


def _private(learner: User) -> Iterator[tuple[Any, Any, list[Any]]]:
    """Every row that names the learner, with its columns of free text; found by introspection."""
    for model, reference in references():
        if model._meta.app_label not in APPS or model.__name__.startswith("Historical"):
            continue
        texts = [each for each in model._meta.concrete_fields if _is_text(each)]
        for row in model._base_manager.filter(**{reference.name: learner}).order_by("pk") if texts else ():
            yield model, row, texts


def _is_text(each: Any) -> bool:
    if isinstance(each, models.SlugField | models.FileField) or each.choices or each.name in CODES:
        return False
    return isinstance(each, models.CharField | models.TextField) and (each.max_length or 100) >= 10


def _worded(each: Any, canary: str) -> str:
    if isinstance(each, models.URLField):
        return f"https://e.org/{canary}"
    return f"{canary}@e.org" if isinstance(each, models.EmailField) else canary


def _between(found: Filled, serial: Iterator[int]) -> None:
    """Questions, a meeting, a goal and thanks."""

    def canary(place: str) -> str:
        text = f"Cq{next(serial):04}z"
        found.places[text] = place
        return text

    row = found.row
    for kind, item in found.items.items():
        texts = {name: canary(f"mentoring.ReviewRequest.{name} about {kind}") for name in BESIDE[ReviewRequest]}
        found.requests[kind] = asked = put_question(row, kind=kind, item=item, **texts)
        place = {"quote": "C", "start": 0, "end": 1, "text": "a comment", "form_key": uuid.uuid4()}
        comment = reviews.comment(feedback=reviews.draft_of(asked, found.mentor), **place)
        assert comment
        found.comments[kind] = comment.pk
    meeting = growth.plan_check_in(
        mentorship=row, by=found.learner, starts_at=timezone.now() + timedelta(days=3),
        agenda=canary("mentoring.CheckIn.agenda"), form_key=uuid.uuid4(),
    )  # fmt: skip
    CheckIn.objects.filter(pk=meeting.pk).update(notes=canary("mentoring.CheckIn.notes"))
    found.check_in = meeting.pk
    goal = growth.set_goal(mentorship=row, title=canary("mentoring.Goal.title"), due=None, form_key=uuid.uuid4())
    found.goal = goal.pk
    MockRound.objects.filter(owner=found.learner).update(finished_at=timezone.now())  # one is under way at a time
    interview = invited(row)
    finish(interview)
    fill_sheet(interview)
    found.interview, found.mock = interview.pk, interview.mock_id
    sharing.thank(mentorship=row, text=canary("thanks"))


def _skill(owner: User) -> str:
    skill = Skill.objects.get(slug=SKILL)
    roles_actions.set_targets(owner=owner, roles=[Role.objects.get(slug="machine-learning-engineer")])
    roles_actions.rate_skill(owner=owner, skill=skill, level=2)
    roles_actions.add_evidence(owner=owner, skill=skill, level=3, title="x", link="https://e.org/x", form_key=uuid.uuid4())
    return SKILL


def _answer(owner: User) -> str:
    """An answer to a question of the learner's own, whose words are theirs too."""
    question: Question = own_question(owner)
    return str(submitted(owner, question).pk)


def _application(owner: User) -> str:
    row = apply(owner, "preparing", "applied", link="https://e.org/x", notes="x", resume_text="x", resume_label="x")
    interview(row, timezone.now() + timedelta(days=1), place="x", people="x", asked="x", differently="x")
    return str(row.pk)


def _project(owner: User) -> str:
    row = start(owner)
    Project.objects.filter(pk=row.pk).update(finished_at=timezone.now())
    Metric.objects.create(owner=owner, project=row, name="x", before=1, after=2, low=1, high=3, interval_note="x")
    Lesson.objects.create(owner=owner, project=row, text="x")
    shot = ContentFile(picture(), "shot.png")
    pictures.add_picture(project=row, picture=shot, alt="x", form_key=uuid.uuid4())
    return str(row.pk)


def _resume(owner: User) -> str:
    return str(imported(owner, full()).pk)


def _brand(owner: User) -> str:
    plan = BrandPlan.objects.create(owner=owner, positioning="x", version=2)
    action = planned(owner, due=timezone.localdate() + timedelta(days=5))
    ActionDone.objects.create(owner=owner, planned=action, done_on=timezone.localdate(), form_key=uuid.uuid4())
    QuarterReview.objects.create(owner=owner, quarter=quarter_start(timezone.localdate()))
    return str(plan.pk)


SHARED = {
    "skills": _skill, "answers": _answer, "applications": _application, "projects": _project, "resume": _resume,
    "brand": _brand,
}  # fmt: skip
