"""The state machine: every move of the guidance is possible, everything else is refused."""

import datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from careerguide.lib.content import read_yaml
from interviews import pipeline, process
from interviews.models import Application, Stage, StageEvent, StageMove
from interviews.pipeline import Event, Machine, Move, NotAllowedError
from tests.conftest import CONTENT
from tests.interviews.search import apply, move

DOCUMENT = read_yaml(CONTENT / "interviews" / "process.yaml")
KINDS = {stage["slug"]: stage["kind"] for stage in DOCUMENT["stages"]}
MOVES = [(row["from"], row["to"], row.get("new_application", False)) for row in DOCUMENT["moves"]]
MACHINE = Machine(
    KINDS, tuple(Move(None if start == "any-active" else start, goal, "", opens_new=new) for start, goal, new in MOVES)
)
ALLOWED = {
    (start, goal)
    for name, goal, new in MOVES
    if not new
    for start in ([slug for slug, kind in KINDS.items() if kind != "end"] if name == "any-active" else [name])
}
DAY = datetime.date(2026, 3, 20)


def test_there_are_19_stages_and_42_moves() -> None:
    assert len(KINDS) == 19
    assert len(MOVES) == 42
    assert len(ALLOWED) == 40 + 13  # 40 between two stages, the withdrawal from 13 active ones; reapplying opens a new one


@pytest.mark.parametrize(("start", "goal"), list(product(KINDS, KINDS)))
def test_every_pair_is_allowed_exactly_if_the_guidance_says_so(start: str, goal: str) -> None:
    assert MACHINE.allows(start, goal) == ((start, goal) in ALLOWED)
    chain = [Event(1, start, DAY), Event(2, goal, DAY)]
    if (start, goal) in ALLOWED:
        pipeline.check_chain(MACHINE, chain, today=DAY)
    else:
        with pytest.raises(NotAllowedError, match="move"):
            pipeline.check_chain(MACHINE, chain, today=DAY)


def test_the_stored_moves_are_those_of_the_file_and_all_361_pairs_hold_in_the_database(learner: User) -> None:
    machine = process.current().machine
    assert {(step.start, step.goal) for step in machine.moves} == {
        (None if start == "any-active" else start, goal) for start, goal, _new in MOVES
    }
    for start in KINDS:
        application = apply(learner, start, company=start)
        for goal in KINDS:
            if (start, goal) not in ALLOWED:
                with pytest.raises(NotAllowedError, match="move"):
                    move(application, goal)
    assert StageEvent.objects.count() == len(KINDS)
    for start, goal in ALLOWED:
        moved = move(apply(learner, start, company=start), goal)
        assert moved.stage.slug == goal


def test_applying_again_is_offered_but_is_no_step_of_the_old_application() -> None:
    assert not MACHINE.allows("rejected", "preparing")
    assert [step.goal for step in MACHINE.moves_from("rejected") if step.opens_new] == ["preparing"]
    assert MACHINE.moves_from("accepted") == []


def test_days_never_run_backwards_or_ahead() -> None:
    later = DAY + datetime.timedelta(days=1)
    with pytest.raises(NotAllowedError, match="backwards"):
        pipeline.check_chain(MACHINE, [Event(1, "applied", later), Event(2, "screening", DAY)], today=later)
    with pytest.raises(NotAllowedError, match="future"):
        pipeline.check_chain(MACHINE, [Event(1, "applied", later)], today=DAY)
    with pytest.raises(NotAllowedError, match="empty"):
        pipeline.check_chain(MACHINE, [], today=DAY)
    with pytest.raises(NotAllowedError, match="stage"):
        pipeline.check_chain(MACHINE, [Event(1, "moon", DAY)], today=DAY)


def test_a_correction_takes_the_place_of_what_it_replaces_and_can_be_corrected_itself() -> None:
    events = [
        Event(1, "applied", DAY),
        Event(2, "screening", DAY),
        Event(3, "technical-1", DAY),
        Event(4, "assessment", DAY, replaces=2),
        Event(5, None, DAY, replaces=3),
        Event(6, "screening", DAY, replaces=4),
    ]
    assert [event.pk for event in pipeline.effective(events)] == [1, 6]
    assert [event.stage for event in pipeline.effective(events[:4])] == ["applied", "assessment", "technical-1"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_walk_with_undos_ends_where_the_walk_without_the_undone_steps_ends(data: st.DataObject) -> None:
    events, walk = [Event(0, "applied", DAY)], [(0, "applied")]
    for pk in range(1, data.draw(st.integers(1, 16))):
        goals = [step.goal for step in MACHINE.moves_from(walk[-1][1]) if not step.opens_new]
        if len(walk) > 1 and (not goals or data.draw(st.booleans())):
            undone, _stage = walk.pop()
            events.append(Event(pk, None, DAY, replaces=undone))
        elif goals:
            goal = data.draw(st.sampled_from(goals))
            events.append(Event(pk, goal, DAY))
            walk.append((pk, goal))
    chain = pipeline.effective(events)
    assert [(event.pk, event.stage) for event in chain] == walk
    pipeline.check_chain(MACHINE, chain, today=DAY)


def test_what_is_kept_beside_the_events_always_follows_from_them(learner: User) -> None:
    application = apply(learner, "preparing")
    known = process.current()
    for goal in (
        "applied",
        "no-response",
        "screening",
        "technical-1",
        "hr",
        "decision",
        "on-hold",
        "decision",
        "offer",
        "withdrawn",
    ):
        application = move(application, goal)
        stored = Application.objects.get(pk=application.pk)
        assert stored.stage == known.stages[goal]
        assert stored.applied_on is not None
    assert (stored.company_outcome, stored.own_decision) == ("offer", "withdrawn")  # one's own end leaves what they said


@pytest.mark.parametrize(
    ("path", "company", "own"),
    [
        (("applied",), "", ""),
        (("applied", "no-response"), "silent", ""),
        (("applied", "no-response", "screening"), "", ""),
        (("decision", "on-hold"), "on-hold", ""),
        (("decision", "on-hold", "withdrawn"), "on-hold", "withdrawn"),
        (("hr", "rejected"), "not-selected", ""),
        (("offer", "accepted"), "offer", "accepted"),
        (("offer", "negotiating", "declined"), "offer", "declined"),
        (("offer", "rescinded"), "rescinded", ""),
    ],
)
def test_company_outcome_and_own_decision_are_two_things(learner: User, path: tuple[str, ...], company: str, own: str) -> None:
    application = apply(learner, *path)
    assert (application.company_outcome, application.own_decision) == (company, own)


def test_silence_is_told_only_after_the_limit() -> None:
    later = DAY + datetime.timedelta(days=30)
    assert pipeline.silent_days(later, [DAY, None], after=30) == 0
    assert pipeline.silent_days(later, [DAY, None], after=29) == 30
    assert pipeline.silent_days(later, [DAY, DAY + datetime.timedelta(days=10)], after=29) == 0


def test_a_retired_move_is_refused_at_once(learner: User) -> None:
    application = apply(learner, "applied")
    row = StageMove.objects.get(slug="applied--screening")
    row.status = "retired"
    row.save()
    with pytest.raises(NotAllowedError):
        move(application, "screening")
    assert Stage.objects.get(slug="screening").status == "published"
