"""The published process, kept in memory until the guidance changes: every page of the job search needs all of it."""

from dataclasses import dataclass

from django.db.models import Q

from careerguide.lib.curated import Curated
from careerguide.lib.kept import Kept
from interviews.models import Stage, StageMove
from interviews.pipeline import Machine, Move
from roles import guidance


@dataclass(frozen=True, slots=True)
class Process:
    """Stages in their order (retired ones stay readable), the allowed moves, and the machine made of both."""

    stages: dict[str, Stage]
    by_pk: dict[int, Stage]
    moves: list[StageMove]
    machine: Machine

    def moves_from(self, stage: Stage) -> list[StageMove]:
        """What may follow, as the guidance words it."""
        return [
            move for move in self.moves if move.from_stage_id == stage.pk or (move.from_stage_id is None and not stage.is_end)
        ]

    def main_path(self) -> list[Stage]:
        """The usual way from the first stage to its end."""
        follows = {move.from_stage_id: move.to_stage_id for move in self.moves if move.is_main}
        reached = set(follows.values())
        here = next((pk for pk in follows if pk not in reached), None)
        path: list[Stage] = []
        while here is not None and self.by_pk[here] not in path:
            path.append(self.by_pk[here])
            here = follows.get(here)
        return path

    def published(self) -> list[Stage]:
        """Stages that something may still move to."""
        return [stage for stage in self.stages.values() if stage.status == Curated.Status.PUBLISHED]


_kept: Kept[Process] = Kept()


def current() -> Process:
    """The process as it is now; costs one small query, which `roles.guidance` makes."""
    return _kept.get(guidance.current().token, _read)


def _read() -> Process:
    stages = list(Stage.objects.exclude(status=Curated.Status.DRAFT))
    # Nothing leads to a retired stage any more, but whoever stands there must be able to leave.
    live = Q(from_stage=None) | ~Q(from_stage__status=Curated.Status.DRAFT)
    moves = list(
        StageMove.objects.published().filter(live, to_stage__status=Curated.Status.PUBLISHED)
        .select_related("from_stage", "to_stage").order_by("order", "slug")
    )  # fmt: skip
    steps = tuple(
        Move(move.from_stage.slug if move.from_stage else None, move.to_stage.slug, move.outcome, move.opens_new)
        for move in moves
    )
    machine = Machine({stage.slug: stage.kind for stage in stages}, steps)
    return Process({s.slug: s for s in stages}, {s.pk: s for s in stages}, moves, machine)
