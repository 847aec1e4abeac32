"""Pictures, and how many of them one person may keep."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _

from accounts.models import User
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
    last = own.filter(project=project).aggregate(last=Max("order"))["last"] or 0
    image = ProjectImage(owner=owner, project=project, alt=alt, size=picture.size, order=last + 1, form_key=form_key)
    image.file.save(picture.name or "", picture, save=False)
    image.save()
    return image


@transaction.atomic
def move_picture(*, image: ProjectImage, down: bool) -> None:
    """Change places with the neighbour; at an end, nothing happens."""
    Project.objects.select_for_update().get(pk=image.project_id)  # two moves at once take turns
    keys = list(ProjectImage.objects.filter(project_id=image.project_id).values_list("pk", flat=True))
    here = keys.index(image.pk)
    there = here + (1 if down else -1)
    if not 0 <= there < len(keys):
        return
    keys[here], keys[there] = keys[there], keys[here]
    for order, pk in enumerate(keys, start=1):
        ProjectImage.objects.filter(pk=pk).update(order=order)
