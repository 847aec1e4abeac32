"""The mentor's desk with 10 and with 200 mentees who have 500 answers each: queries, bytes, and the ratio of their times.

`python -m bench.desk` makes a fresh SQLite file with production's settings and asks for the two pages in turn.
"""

import io
import os
import statistics
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

ROUNDS = 40


SIZES = (10, 200)


@dataclass(slots=True)
class Taken:
    """What one size of desk took: seconds of each round, and queries and bytes of the last."""

    seconds: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0

    @property
    def median(self) -> float:
        """Seconds, typically."""
        return statistics.median(self.seconds)


def main() -> None:
    """Set up, measure, tell."""
    set_up()
    from django.test import Client

    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    clients = {size: Client() for size in SIZES}
    for size, client in clients.items():
        client.force_login(fill(size, answers))
    taken = measure(clients)
    for size, found in taken.items():
        print(f"{size} mentees: {found.queries} queries, {found.size} bytes, {found.median * 1000:.1f} ms")
    small, large = SIZES
    print(f"{large} against {small}: {taken[large].median / taken[small].median:.2f}")


def set_up() -> None:
    """Production's settings on a fresh SQLite file, with the starter content."""
    folder = Path(tempfile.mkdtemp())
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "careerguide.settings",
        "SECRET_KEY": "bench-" * 12,
        "ALLOWED_HOSTS": "localhost,testserver",
        "DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
        "SECURE_SSL_REDIRECT": "false",
        "LOG_LEVEL": "ERROR",
    }
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    for command in ("migrate", "createcachetable"):
        call_command(command, verbosity=0)
    call_command("load_content", verbosity=0, stdout=io.StringIO())


def measure(clients: "dict[int, Client]") -> dict[int, Taken]:
    """Ask for the desks in turn."""
    from bench.wire import query_counter

    count, taken = query_counter(), {size: Taken() for size in clients}
    for turn in range(ROUNDS + 2):
        for size, client in clients.items():
            before, start = count(), time.perf_counter()
            response = client.get("/mentoring/", headers={"host": "localhost"})
            if turn > 1:  # the first two look at everything for the first time
                taken[size].seconds.append(time.perf_counter() - start)
            taken[size].queries, taken[size].size = count() - before, len(response.content)
    return taken


def fill(size: int, answers: int) -> "User":
    """A mentor with that many mentees."""
    from django.utils import timezone

    from accounts.models import User
    from interviews.models import Answer, Question
    from mentoring.models import Mentorship
    from roles.models import RatingChange, Role, Skill, SkillRating, TargetRole

    now = timezone.now()
    mentor = User.objects.create(email=f"mentor{size}@example.org", language="en", name="Mia")
    roles, skills = list(Role.objects.all()), list(Skill.objects.all())
    questions = list(Question.objects.values_list("pk", flat=True))
    people = [User(email=f"l{size}-{n}@example.org", name=f"Learner {n}", language="en") for n in range(size)]
    User.objects.bulk_create(people)
    people = list(User.objects.filter(email__startswith=f"l{size}-"))
    Mentorship.objects.bulk_create(
        Mentorship(learner=p, mentor=mentor, state="active", scopes=["skills", "answers"], accepted_at=now, visit_at=now)
        for p in people
    )
    TargetRole.objects.bulk_create(
        TargetRole(owner=p, role=roles[n % len(roles)], is_primary=True) for n, p in enumerate(people)
    )
    SkillRating.objects.bulk_create(SkillRating(owner=p, skill=s, level=2, rated_at=now) for p in people for s in skills)
    RatingChange.objects.bulk_create(RatingChange(owner=p, skill=s, level=2, changed_at=now) for p in people for s in skills)
    for person in people:
        Answer.objects.bulk_create(
            Answer(
                owner=person, question_id=questions[n % len(questions)], text="Because.", started_at=now, touched_at=now,
                submitted_at=now, form_key=uuid.uuid4(),
            )
            for n in range(answers)
        )  # fmt: skip
    return mentor


if __name__ == "__main__":
    main()
