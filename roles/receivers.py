"""What roles does when somebody signs in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import ngettext

from accounts.models import User
from roles import pending
from roles.models import GuidanceVersion, Release, Requirement, Resource, Role, Skill, SkillArea, Transition, Trend


@receiver(user_logged_in)
def keep_ratings_of_guest(request: HttpRequest | None, user: User, **_kwargs: Any) -> None:
    """Ratings given before signing in become the person's own."""
    if request is None or not hasattr(request, "session"):
        return
    if count := pending.claim(request.session, user):
        text = ngettext(
            "The rating that you gave before was kept.", "The %(count)s ratings that you gave before were kept.", count
        )
        if hasattr(request, "_messages"):
            messages.success(request, text % {"count": count})


@receiver([post_save, post_delete], dispatch_uid="guidance changed")
def guidance_changed(sender: type, **_kwargs: Any) -> None:
    """Every process reads the guidance anew after a change."""
    if sender in {SkillArea, Skill, Role, Requirement, Transition, Trend, Resource, Release}:
        GuidanceVersion.renew()


@receiver(m2m_changed, dispatch_uid="links of guidance changed")
def links_changed(sender: type, **_kwargs: Any) -> None:
    """What a trend or a resource is tied to is guidance as well."""
    if sender in {Trend.roles.through, Trend.skills.through, Resource.skills.through}:
        GuidanceVersion.renew()
