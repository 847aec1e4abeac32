"""Mentoring: a desk of thirty mentees who practise, ask and meet, and the other side of it."""

import datetime
import uuid
from typing import TYPE_CHECKING

from bench.pages import Page

if TYPE_CHECKING:
    from accounts.models import User
    from mentoring.models import Mentorship

MENTEES = 30
# Addresses hold ids that are known beforehand, since the judge reads the targets without a database.
MENTEE, OWN, REVIEW, ASKED = (str(uuid.UUID(int=number, version=4)) for number in (1, 2, 3, 4))
ONE = f"/mentoring/mentees/{MENTEE}/"

PAGES = {
    "desk of 30 mentees": Page("/mentoring/", 0.8, queries=8),
    "desk, by changes": Page("/mentoring/?sort=changed", 0.8, queries=8),
    "one mentee": Page(ONE, queries=20),
    "mentee: skills": Page(f"{ONE}skills/", queries=10),
    "mentee: answers": Page(f"{ONE}answers/", queries=8),
    "reviews": Page("/mentoring/reviews/"),
    "review, mentor": Page(f"/mentoring/reviews/{REVIEW}/", queries=10),
    "review, learner": Page(f"/mentoring/reviews/{ASKED}/", queries=8),
    "one's mentor": Page(f"/mentoring/mentors/{OWN}/", queries=12),
    "check-ins": Page(f"/mentoring/mentors/{MENTEE}/check-ins/", queries=16),
}


def prepare(user: "User") -> None:
    """Mentor thirty people with a full record each, and have one mentor."""
    from django.utils import timezone

    from accounts.models import User
    from mentoring.models import Mentorship

    now = timezone.now() - datetime.timedelta(days=20)
    people = [User.objects.create_user(f"mentee{number}@example.org", name=f"Mentee {number}") for number in range(MENTEES)]
    for number, person in enumerate(people):
        row = Mentorship.objects.create(
            pk=MENTEE if number == 0 else uuid.uuid4(), learner=person, mentor=user, state="active",
            scopes=["skills", "answers"], accepted_at=now, visit_at=now,
        )  # fmt: skip
        _record(person, number)
        _exchange(row, number, REVIEW)
    other = User.objects.create_user("mentor@example.org", name="Mentor")
    own = Mentorship.objects.create(
        pk=OWN, learner=user, mentor=other, state="active", scopes=["skills", "answers", "applications"], accepted_at=now
    )
    _exchange(own, 0, ASKED)


def _record(person: "User", number: int) -> None:
    """A target, ratings of the last month, some evidence and answers."""
    from django.utils import timezone

    from interviews.models import Answer, Question
    from roles import actions
    from roles.models import Role, Skill

    now = timezone.now()
    roles = list(Role.objects.all())
    actions.set_targets(owner=person, roles=[roles[number % len(roles)]])
    for index, skill in enumerate(Skill.objects.all()[:40]):
        actions.rate_skill(owner=person, skill=skill, level=index % 5, now=now - datetime.timedelta(days=index))
        if index % 8 == 0:
            actions.add_evidence(owner=person, skill=skill, level=2, title="A report", link="", form_key=uuid.uuid4())
    Answer.objects.bulk_create(
        Answer(
            owner=person, question=question, text="Because. " * 40, started_at=now, touched_at=now, submitted_at=now,
            form_key=uuid.uuid4(),
        )
        for question in Question.objects.published()[:50]
    )  # fmt: skip


def _exchange(row: "Mentorship", number: int, first: str) -> None:
    """A question that waits, a meeting to come, a goal; the first question has a draft with comments."""
    from django.utils import timezone

    from mentoring.models import CheckIn, Feedback, Goal, PassageComment, ReviewRequest

    now = timezone.now()
    request = ReviewRequest.objects.create(
        pk=first if number == 0 else uuid.uuid4(), mentorship=row, kind="skills", item="model-serving", label="Model serving",
        text="A line of text that is read.\n" * 60, question="Is this level 3?", form_key=uuid.uuid4(),
        waiting_since=now - datetime.timedelta(days=number),
    )  # fmt: skip
    CheckIn.objects.create(mentorship=row, starts_at=now + datetime.timedelta(days=1 + number), agenda="- Goals")
    Goal.objects.create(mentorship=row, title="Deploy something", form_key=uuid.uuid4())
    if number == 0:
        feedback = Feedback.objects.create(request=request, author=row.mentor, text="Nearly there.")
        for start in range(0, 500, 50):
            PassageComment.objects.create(
                feedback=feedback, quote="A line", start=start, end=start + 6, text="Why?", form_key=uuid.uuid4()
            )
