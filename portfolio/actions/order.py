"""The order of what belongs to a project: its sections, its pictures."""

from django.db import transaction
from django.db.models import Max

from portfolio.models import Lesson, Project, ProjectImage, ProjectSection

Part = ProjectSection | ProjectImage


def next_place(model: type[Part | Lesson], project: Project) -> int:
    """Where a new one goes: after the last."""
    last: int | None = model._default_manager.filter(project=project).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


@transaction.atomic
def move_part(part: Part, *, down: bool) -> None:
    """Change places with the neighbour; at an end, nothing happens."""
    Project.objects.select_for_update().get(pk=part.project_id)  # two moves at once take turns
    own = type(part)._default_manager.filter(project_id=part.project_id)
    keys = list(own.values_list("pk", flat=True))
    here = keys.index(part.pk)
    there = here + (1 if down else -1)
    if not 0 <= there < len(keys):
        return
    keys[here], keys[there] = keys[there], keys[here]
    for order, pk in enumerate(keys, start=1):
        own.filter(pk=pk).update(order=order)
