"""What accounts does when somebody goes, by whatever way."""

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from accounts.models import Profile, User
from careerguide.lib.files import forget_file

logger = logging.getLogger(__name__)


@receiver(post_delete, sender=Profile, dispatch_uid="the picture goes with the profile")
def delete_avatar(instance: Profile, **_kwargs: Any) -> None:
    """The picture goes too: on the deletion page, in the admin, anywhere."""
    forget_file(instance.avatar)


@receiver(post_delete, sender=User, dispatch_uid="what an operator needs to erase them again")
def log_erasure(instance: User, **_kwargs: Any) -> None:
    """Backups still have the account. Whoever restores one finds here what has to go again: a number, and nobody's address."""
    number = instance.lasting_number
    transaction.on_commit(lambda: logger.info("Account %s was erased.", number), robust=True)
