"""What interviews does when its guidance changes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from interviews.models import KeyPoint, Question, Round, Topic
from roles.models import GuidanceVersion


@receiver([post_save, post_delete], dispatch_uid="interview guidance changed")
def guidance_changed(sender: type, instance: object, **_kwargs: Any) -> None:
    """Every process reads the guidance anew, and guests get no 304, after a change. Private questions change nothing."""
    question = instance.question if isinstance(instance, KeyPoint) else instance
    if sender in {Topic, Round} or (isinstance(question, Question) and not question.is_private):
        GuidanceVersion.renew()
