"""An account as a person fills it: at least one row of every kind that an archive brings along."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Notification, NotificationChoice, Profile, User
from interviews.actions.applications import FirstStep, correct_event, move_application, start_application
from interviews.actions.questions import save_question
from interviews.models import (
    Answer,
    Application,
    Interview,
    KeyPoint,
    MockItem,
    MockRound,
    MockScore,
    Question,
    ReviewCard,
    ReviewLog,
    Round,
    Stage,
    StageEvent,
    Task,
)  # fmt: skip
from portfolio import actions
from portfolio.guidance import published_kinds
from portfolio.models import (
    BrandPillar,
    BrandPlan,
    Lesson,
    Metric,
    Project,
    ProjectSection,
    ProjectSkill,
    PublicItem,
    PublicPage,
    QuarterReview,
    ResumeEntry,
    ResumeItem,
    ResumeVersion,
)  # fmt: skip
from roles.actions import add_evidence, rate_skill, set_targets
from roles.models import ConfirmedLevel, Role, Skill
from tests.portfolio.conftest import picture

NOW = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
DAY = date(2026, 3, 1)


def fill(person: User) -> None:
    """All of it; what others vouch for as well, which must stay behind."""
    skills = list(Skill.objects.all()[:4])
    set_targets(owner=person, roles=list(Role.objects.all()[:2]))
    for level, skill in enumerate(skills):
        rate_skill(owner=person, skill=skill, level=level)
    rate_skill(owner=person, skill=skills[0], level=3)
    _describe(person)
    _vouch(person, skills[0])
    own = _practise(person, skills)
    _apply(person, own)
    _show(person, skills)
    _be_known(person)


def _describe(person: User) -> None:
    User.objects.filter(pk=person.pk).update(name="Lea 李", time_zone="Asia/Shanghai", language="zh-hans", welcomed_at=NOW)
    about = Profile.objects.create(user=person, headline="From web to ML", years=3, website="https://example.org/lea")
    about.avatar.save("x", ContentFile(picture((320, 320), "WEBP"), "a.webp"))
    NotificationChoice.objects.create(owner=person, kind="review_done", by_mail=False)
    Notification.objects.create(owner=person, kind="review_done", url="/mentoring/")


def _vouch(person: User, skill: Skill) -> None:
    ConfirmedLevel.objects.create(owner=person, skill=skill, level=3, confirmed_at=NOW, confirmed_by_name="A mentor")


def _answer(person: User, question: Question, **given: Any) -> Answer:
    text = "## My answer\n\n- one **point**\n\n$a^2$"
    given = {"text": text, "started_at": NOW, "touched_at": NOW, "submitted_at": NOW, "seconds": 300} | given
    return Answer.objects.create(owner=person, question=question, form_key=uuid.uuid4(), html="<p>old</p>", **given)


def _practise(person: User, skills: list[Skill]) -> Question:
    own = save_question(
        owner=person, question=None, key_points=["first", "second"], skills=skills[:2], form_key=uuid.uuid4(),
        prompt="Why us?", topic=None, round=None, difficulty=2, asked_at="A company",
    )  # fmt: skip
    bank = Question.objects.filter(owner=None, status="published").order_by("pk")
    first, second = bank[0], bank[1]
    ticked = list(KeyPoint.objects.filter(question=first).values_list("pk", flat=True)[:2])
    answer = _answer(person, first, ticked=ticked, total=4, correctness=2, grade=3, confidence=4)
    points = list(own.key_points.values_list("pk", flat=True))
    _answer(person, own, ticked=points[:1], total=2)
    _answer(person, second, submitted_at=None)
    card = {"stability": 4.5, "difficulty": 5.5, "state": 2, "step": None, "due": "2026-03-05", "last_review": "2026-03-01"}
    ReviewCard.objects.create(owner=person, question=first, last_grade=3, **card)
    log = {"grade": 3, "reviewed_on": DAY, "due": DAY + timedelta(days=4), "parameters": {"desired_retention": 0.9}}
    ReviewLog.objects.create(owner=person, question=first, answer=answer, previous=card | {"last_grade": 2}, **log)
    _rehearse(person, [first, own], answer)
    return own


def _rehearse(person: User, questions: list[Question], answer: Answer) -> None:
    clock = {"started_at": NOW, "finished_at": NOW + timedelta(minutes=30), "allowed_seconds": 1800, "current_since": NOW}
    mock = MockRound.objects.create(owner=person, round=Round.objects.all()[0], role=Role.objects.all()[0], **clock)
    for order, question in enumerate(questions, start=1):
        found = answer if question.pk == answer.question_id else None
        item = MockItem.objects.create(owner=person, mock=mock, question=question, order=order, answer=found, seconds=60)
        scores = {"correctness": 2, "reasoning": 1, "limits": 3, "clarity": 2}
        MockScore.objects.create(owner=person, item=item, scorer="learner", note="fair", **scores)
        MockScore.objects.create(owner=person, item=item, scorer="interviewer", by_name="Iris", **scores)


def _apply(person: User, own: Question) -> None:
    stages = {stage.slug: stage for stage in Stage.objects.all()}
    steps = [FirstStep(stages["applied"], DAY, "by mail")]
    today, keys = timezone.localdate(), [uuid.uuid4() for _each in range(4)]
    application = Application(company="Acme", post="ML engineer", role=Role.objects.all()[0], notes="a note", silent_after=21)
    start_application(application=application, owner=person, steps=steps, form_key=keys[0], today=today)
    goal = next(stage for stage in stages.values() if _may_move(stages["applied"], stage))
    moved = {"day": DAY + timedelta(days=3), "note": "call", "form_key": keys[1], "today": today}
    move_application(owner=person, pk=application.pk, seen=application.stage_id, goal=goal, **moved)
    event = StageEvent.objects.filter(application=application).order_by("pk").last()
    corrected = {"stage": goal, "day": DAY + timedelta(days=4), "note": "", "form_key": keys[2], "today": today}
    correct_event(owner=person, pk=application.pk, event_pk=event.pk, **corrected)
    interview = Interview.objects.create(
        owner=person, application=application, round=Round.objects.all()[0], starts_at=timezone.now() + timedelta(days=9),
        form_key=keys[3], asked="Why us?",
    )  # fmt: skip
    interview.questions.set([own, Question.objects.filter(owner=None)[0]])
    Task.objects.create(
        owner=person, application=application, interview=interview, title="Write", due_on=DAY, form_key=uuid.uuid4()
    )
    again = Application(company="Acme", post="ML engineer II", reapplication_of=application)
    start_application(application=again, owner=person, steps=steps, form_key=uuid.uuid4(), today=today)


def _may_move(start: Stage, goal: Stage) -> bool:
    from interviews.process import current

    return goal.kind != Stage.Kind.END and current().machine.allows(start.slug, goal.slug)


def _show(person: User, skills: list[Skill]) -> None:
    project = actions.start_project(owner=person, kind=published_kinds()[0], title="Night photos", form_key=uuid.uuid4())
    section = ProjectSection.objects.filter(project=project)[0]
    section.text = "# What\n\nIt **works**."
    actions.save_section(section=section, fields=["text"], expected=section.version, writer=uuid.uuid4())
    Metric.objects.create(owner=person, project=project, name="Recall", before=Decimal("0.61"), after=Decimal("0.79"), unit="")
    lesson = Lesson.objects.create(owner=person, project=project, text="Measure first", repeat_next_time=True)
    evidence = add_evidence(
        owner=person, skill=skills[0], level=2, title="Night photos", link="https://example.org/code", form_key=uuid.uuid4()
    )
    ProjectSkill.objects.create(owner=person, project=project, skill=skills[0], level=2, evidence=evidence)
    actions.add_picture(
        project=project, picture=ContentFile(picture((300, 200), "WEBP"), "a.webp"), alt="A chart", form_key=uuid.uuid4()
    )
    back = actions.start_retrospective(source=project)
    actions.take_up_lesson(project=back, lesson=lesson)
    entry = ResumeEntry.objects.create(
        owner=person, kind="experience", language="en", title="Engineer", organisation="Acme", start="2020-01", current=True,
        extra={"x-note": "kept"},
    )  # fmt: skip
    version = ResumeVersion.objects.create(
        owner=person, name="English", language="en", full_name="Lea", sections=["experience"]
    )
    ResumeItem.objects.create(owner=person, version=version, entry=entry, position=1)
    ResumeItem.objects.create(owner=person, version=version, project=project, position=2)
    ResumeItem.objects.create(owner=person, version=version, skill=skills[1], position=3)
    page = PublicPage.objects.create(
        owner=person, slug="lea-li", slug_key="lea-li", display_name="Lea", intro="Hello", sections=["projects", "skills"],
        published_at=NOW,
    )  # fmt: skip
    shown = [("projects", project.pk), ("skills", skills[1].pk), ("experience", entry.pk)]
    for order, (name, key) in enumerate(shown):
        PublicItem.objects.create(owner=person, page=page, section=name, item_id=key, order=order)


def _be_known(person: User) -> None:
    BrandPlan.objects.create(owner=person, positioning="The one for night photos", hours_a_week=Decimal("2.5"))
    values = {"pillar": BrandPillar.objects.all()[0], "title": "Write a post", "cadence": "monthly", "hours": 2, "due": DAY}
    planned = actions.plan_action(owner=person, template=None, form_key=uuid.uuid4(), values=values)
    actions.finish_action(
        planned=planned, done_on=DAY, outcome="Read by 40", link="https://example.org/post", form_key=uuid.uuid4(), skill=None,
        level=0,
    )  # fmt: skip
    QuarterReview.objects.create(owner=person, quarter=date(2026, 1, 1), worked="Posts")


def project_of(person: User) -> Project:
    return Project.objects.owned_by(person).get(title="Night photos")
