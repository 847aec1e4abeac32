"""What of an archive is taken over, and by what a row is known again."""

from __future__ import annotations

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import CalendarFeed, Notification, NotificationChoice
from careerguide.personal_data import kinds
from curation.models import Suggestion
from interviews.forms.questions import MAX_POINTS
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
    StageEvent,
    Task,
)  # fmt: skip
from portfolio.actions import MOST_REVISIONS, MOST_SECTIONS
from portfolio.forms.rows import MOST_ROWS
from portfolio.models import (
    ActionDone,
    BrandPlan,
    Lesson,
    Metric,
    PlannedAction,
    Project,
    ProjectImage,
    ProjectSection,
    ProjectSkill,
    PublicItem,
    PublicPage,
    QuarterReview,
    ResumeEntry,
    ResumeItem,
    ResumeVersion,
    SectionRevision,
)  # fmt: skip
from roles.models import ConfirmedLevel, Evidence, RatingChange, ReleasesSeen, ResourceReport, SkillRating, TargetRole

Kind = type[Model]

LEFT_BEHIND: dict[Kind, tuple[Promise, Promise]] = {
    ConfirmedLevel: (_("Confirmed levels"), _("a mentor vouches for them, and does so here anew")),
    CalendarFeed: (_("Your calendar address"), _("a secret address works only where it was made")),
    Notification: (_("Notifications"), _("they told of things elsewhere")),
    ReleasesSeen: (_("Notifications"), _("they told of things elsewhere")),
    Suggestion: (_("Suggestions and reports"), _("they went to the curators there")),
    ResourceReport: (_("Suggestions and reports"), _("they went to the curators there")),
}
"""What is never imported, what it is called, and why."""

NAMES: dict[Kind, Promise] = {
    TargetRole: _("Target roles"),
    SkillRating: _("Skill levels"),
    Evidence: _("Evidence"),
    Question: _("Questions of your own"),
    Answer: _("Your answers"),
    ReviewCard: _("Answers that come back for review"),
    MockRound: _("Mock rounds"),
    Application: _("Applications"),
    Interview: _("Interviews"),
    Task: _("Tasks"),
    Project: _("Projects"),
    ProjectImage: _("Pictures of projects"),
    ResumeEntry: _("Entries for résumés"),
    ResumeVersion: _("Résumés"),
    BrandPlan: _("Brand plan"),
    PlannedAction: _("Planned actions"),
    ActionDone: _("Actions done"),
    QuarterReview: _("Reviews of quarters"),
    PublicPage: _("Public page"),
    NotificationChoice: _("Notification settings"),
}
"""Kinds by the names that people know them by. The other kinds are parts of these."""

PART_OF: dict[Kind, Kind] = {
    RatingChange: SkillRating, KeyPoint: Question, ReviewLog: ReviewCard, MockItem: MockRound, MockScore: MockRound,
    StageEvent: Application, ProjectSection: Project, SectionRevision: Project, ProjectSkill: Project, Metric: Project,
    Lesson: Project, PublicItem: PublicPage, ResumeItem: ResumeVersion,
}  # fmt: skip

PARENTS: dict[Kind, str] = {
    KeyPoint: "question", MockItem: "mock", MockScore: "item", StageEvent: "application", ProjectSection: "project",
    SectionRevision: "section", ProjectSkill: "project", Metric: "project", Lesson: "project", PublicItem: "page",
    ResumeItem: "version",
}  # fmt: skip
"""Parts that have no name of their own: they come with the row that they belong to, and only when it is new here."""

KNOWN_BY: dict[Kind, tuple[str, ...]] = {
    TargetRole: ("role_id",), SkillRating: ("skill_id",), RatingChange: ("skill_id", "changed_at", "level"),
    ReviewCard: ("question_id",), ReviewLog: ("question_id", "created_at"), QuarterReview: ("quarter",), BrandPlan: (),
    PublicPage: (), NotificationChoice: ("kind",),
}  # fmt: skip
"""Columns by which a row of one person is known again. The others carry the key of the form that made them."""

MOST_OF_A_PARENT: dict[Kind, int] = {
    KeyPoint: MAX_POINTS, ProjectSection: MOST_SECTIONS, SectionRevision: MOST_REVISIONS, ProjectSkill: MOST_ROWS,
    Metric: MOST_ROWS, Lesson: MOST_ROWS,
}  # fmt: skip
"""As many as the pages allow."""

SHOWN_KINDS: dict[str, Kind] = {"projects": Project, "brand": ActionDone}
"""What the items of a public page's section are; all other sections but the skills hold entries for résumés."""


def name_of(model: Kind) -> str:
    """What people call it, or what it is a part of."""
    if model in PART_OF:
        return gettext("%(name)s, some part") % {"name": NAMES[PART_OF[model]]}
    return str(NAMES[model])


def identity(model: Kind) -> tuple[str, ...] | None:
    """The columns by which a row is known again; None for parts without a name of their own."""
    if model in PARENTS:
        return None
    return KNOWN_BY.get(model, ("form_key",))


def imported() -> list[Kind]:
    """The kinds that are taken over, those that others refer to first."""
    return [model for model in kinds.kinds() if model not in LEFT_BEHIND]
