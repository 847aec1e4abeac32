"""The process as the page draws it: the usual path with its branches, and one guide per stage."""

from dataclasses import dataclass

from interviews.models import Stage, StageMove
from interviews.process import Process


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A stage on the usual path: the side stages that may come in between, and the ends that may follow."""

    stage: Stage
    word: str
    detours: list[StageMove]
    ends: list[StageMove]


@dataclass(frozen=True, slots=True)
class StageGuide:
    """A stage with its lists as lists, and the moves that may follow."""

    stage: Stage
    prepare: list[str]
    log: list[str]
    moves: list[StageMove]


def flow(process: Process) -> list[FlowStep]:
    """The usual path, step by step. A withdrawal is possible everywhere, so it is told once and not drawn at every step."""
    path = process.main_path()
    on_path = {stage.pk for stage in path}
    steps = []
    for stage in path:
        own = [move for move in process.moves if move.from_stage_id == stage.pk]
        # What leads from a side stage back to the path belongs to that stage's guide; the drawing stays readable.
        detours = [move for move in own if not move.is_main and not move.to_stage.is_end]
        ends = [move for move in own if move.to_stage.is_end and move.to_stage_id not in on_path]
        word = next((move.label for move in own if move.is_main), "")
        steps.append(FlowStep(stage, word, detours, ends))
    return steps


def guides(process: Process) -> list[StageGuide]:
    """Every published stage."""
    return [
        StageGuide(stage, stage.prepare.split("\n"), stage.log.split("\n"), process.moves_from(stage))
        for stage in process.published()
    ]
