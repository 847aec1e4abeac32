"""Ratings that a guest gives before signing in, kept in the session until they do.

The same door serves a learner whose session ends while rating: the click is not lost.
"""

from django.contrib.sessions.backends.base import SessionBase

from accounts.models import User
from roles.actions import rate_skill
from roles.models import Skill

SESSION_KEY = "pending_ratings"
MOST = 100


def remember(session: SessionBase, skill: Skill, level: int) -> None:
    """Keep a rating until sign-in."""
    pending = {**session.get(SESSION_KEY, {}), skill.slug: level}
    session[SESSION_KEY] = dict(list(pending.items())[-MOST:])


def claim(session: SessionBase, owner: User) -> int:
    """Give the kept ratings to the person who has signed in; tells how many there were."""
    pending = session.pop(SESSION_KEY, {})
    skills = Skill.objects.published().filter(slug__in=pending)
    for skill in skills:
        rate_skill(owner=owner, skill=skill, level=pending[skill.slug])
    return len(skills)
