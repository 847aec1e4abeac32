"""What mentoring does when levels change and when an account goes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts.models import User
from mentoring import standing
from mentoring.actions import sharing
from roles.models import ConfirmedLevel, Evidence


@receiver([post_save, post_delete], dispatch_uid="levels changed")
def levels_changed(sender: type, instance: Any, **_kwargs: Any) -> None:
    """The figures on the desk are counted anew when it is next opened."""
    if sender in {Evidence, ConfirmedLevel}:
        standing.forget(instance.owner_id)


@receiver(post_delete, sender=User, dispatch_uid="an account is gone")
def account_gone(**_kwargs: Any) -> None:
    """End what the person mentored: afterwards, since before it somebody about to be deleted as well might be told."""
    sharing.close_abandoned()
