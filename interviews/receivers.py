"""What interviews does when its guidance changes."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from interviews.models import KeyPoint, Question, Round, Stage, StageMove, Tip, Topic
from roles.models import GuidanceVersion


@receiver([post_save, post_delete], dispatch_uid="interview guidance changed")
def guidance_changed(sender: type, instance: object, **_kwargs: Any) -> None:
    """Every process reads the guidance anew, and guests get no 304, after a change. Private questions change nothing."""
    question = instance.question if isinstance(instance, KeyPoint) else instance
    if sender in {Topic, Round, Stage, StageMove, Tip} or (isinstance(question, Question) and not question.is_private):
        GuidanceVersion.renew()


@receiver(m2m_changed, sender=Tip.topics.through, dispatch_uid="topics of a tip changed")
def tip_topics_changed(**_kwargs: Any) -> None:
    """A tip is shown elsewhere from now on."""
    GuidanceVersion.renew()


@receiver(m2m_changed, sender=Question.skills.through, dispatch_uid="skills of a question changed")
def question_skills_changed(instance: object, **_kwargs: Any) -> None:
    """The question is shown elsewhere from now on; a private one nowhere else."""
    if not (isinstance(instance, Question) and instance.is_private):
        GuidanceVersion.renew()
