"""Pictures, and how many of them one person may keep."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from accounts.models import User
from portfolio.actions.order import next_place
from portfolio.models import Project, ProjectImage

MOST_FILES = 50
MOST_BYTES = 50 * 1024 * 1024


@transaction.atomic
def add_picture(*, project: Project, picture: ContentFile[Any], alt: str, form_key: uuid.UUID) -> ProjectImage:
    """Keep a picture that was encoded anew; the same form sent twice makes one. Raises ValidationError beyond the quota."""
    # Locks the person, so that several uploads at once cannot all be the fiftieth.
    owner = User.objects.select_for_update().get(pk=project.owner_id)
    own = ProjectImage.objects.owned_by(owner)
    if sent := own.filter(form_key=form_key).first():
        return sent
    kept = own.aggregate(files=Count("pk"), size=Sum("size"))
    if kept["files"] >= MOST_FILES or (kept["size"] or 0) + picture.size > MOST_BYTES:
        raise ValidationError(
            _("You have reached the limit of %(files)s pictures or 50 MB. Delete one first.") % {"files": MOST_FILES},
            code="quota",
        )
    place = next_place(ProjectImage, project)
    image = ProjectImage(owner=owner, project=project, alt=alt, size=picture.size, order=place, form_key=form_key)
    image.file.save(picture.name or "", picture, save=False)
    image.save()
    return image
