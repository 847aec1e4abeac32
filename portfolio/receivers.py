"""What portfolio does when rows change, however they are changed."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver

from careerguide.lib.files import forget_file
from portfolio import addresses
from portfolio.models import BrandAction, BrandPillar, ProjectImage, ProjectKind, ProjectPrompt, PublicPage
from roles.models import GuidanceVersion


@receiver([post_save, post_delete], dispatch_uid="kinds of projects changed")
def kinds_changed(sender: type, **_kwargs: Any) -> None:
    """Every process reads the kinds and the catalogue of actions anew, and guests get no 304, after a change."""
    if sender in {ProjectKind, ProjectPrompt, BrandAction, BrandPillar}:
        GuidanceVersion.renew()


@receiver(m2m_changed, sender=ProjectKind.skills.through, dispatch_uid="skills of a kind changed")
def kind_skills_changed(action: str, **_kwargs: Any) -> None:
    """Every process reads the kinds anew after a change."""
    if action.startswith("post_"):
        GuidanceVersion.renew()


@receiver(post_delete, sender=ProjectImage, dispatch_uid="a picture's file goes with its row")
def delete_file(instance: ProjectImage, **_kwargs: Any) -> None:
    """Pictures take up no room once their rows are gone."""
    forget_file(instance.file)


@receiver(pre_delete, sender=PublicPage, dispatch_uid="an address outlives its page")
def hold_address(instance: PublicPage, **_kwargs: Any) -> None:
    """With an account its page goes, yet nobody else gets the address at once."""
    if instance.is_published:
        addresses.hold(instance.slug, former_owner=None)
