"""Roles and skills, for a learner who has rated every skill over a month, shows some of them and has some confirmed."""

import datetime
from typing import TYPE_CHECKING

from bench.pages import Page

if TYPE_CHECKING:
    from accounts.models import User

ROLE = "machine-learning-engineer"


def _rating(number: int) -> dict[str, str]:
    return {"level": str(number % 5), "role": ROLE, "next": "/skills/"}


PAGES = {
    "today": Page("/"),
    "roles": Page("/roles/"),
    "role": Page(f"/roles/{ROLE}/"),
    "compare": Page("/roles/compare/"),
    "match": Page("/roles/match/"),
    "move": Page(f"/roles/{ROLE}/from/data-scientist/"),
    "checklist": Page("/skills/?role=", 1.1, queries=5, kilobytes=5),
    "checklist of the target": Page("/skills/", 1.1, queries=5, kilobytes=5),
    "skill": Page("/skills/model-serving/"),
    "rate a skill": Page("/skills/model-serving/rate/", 0.3, queries=8, send=_rating),
    "calendar settings": Page("/profile/calendar/"),
    "guest: landing": Page("/", 0.5, guest=True),
    "guest: roles": Page("/roles/", 0.5, guest=True),
    "guest: role": Page(f"/roles/{ROLE}/", 0.5, guest=True),
    "guest: compare": Page("/roles/compare/", 0.5, guest=True),
    "guest: move": Page(f"/roles/{ROLE}/from/data-scientist/", 0.5, guest=True),
    "guest: match": Page("/roles/match/", 0.5, guest=True),
    "guest: role, 304": Page(f"/roles/{ROLE}/", 0.2, guest=True, unchanged=True),
}


def prepare(user: "User") -> None:
    """Rate everything over a month, add evidence, have a few levels confirmed."""
    import uuid

    from django.utils import timezone

    from roles import actions
    from roles.models import Role, Skill

    start = timezone.now() - datetime.timedelta(days=30)
    actions.set_targets(owner=user, roles=[Role.objects.get(slug=ROLE)])
    for index, skill in enumerate(Skill.objects.all()):
        actions.rate_skill(owner=user, skill=skill, level=index % 5, now=start + datetime.timedelta(days=index % 30))
        if index % 4 == 0:
            actions.add_evidence(owner=user, skill=skill, level=2, title="A report", link="", form_key=uuid.uuid4())
        if index % 10 == 0:
            actions.confirm_level(owner=user, skill=skill, level=1, by_name="Mentor")
