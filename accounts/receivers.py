"""What accounts does when somebody's profile goes, by whatever way."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from accounts.models import Profile
from careerguide.lib.files import forget_file


@receiver(post_delete, sender=Profile, dispatch_uid="the picture goes with the profile")
def delete_avatar(instance: Profile, **_kwargs: Any) -> None:
    """The picture goes too: on the deletion page, in the admin, anywhere."""
    forget_file(instance.avatar)
