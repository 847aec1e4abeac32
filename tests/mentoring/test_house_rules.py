"""A forgotten check is a failing test: what pages of mentoring may call, by their source."""

import ast
import re
from pathlib import Path

import mentoring

ROOT = Path(mentoring.__file__).parent
# The functions that decide, and the one that is only about the mentor's own row.
DOORS = {
    "share_of", "shared_with", "shared_item", "overview_of", "own_mentorship", "either_side", "request_for_mentor",
    "own_request", "own_share", "interview_for_mentor", "own_round", "own_invitation",
}  # fmt: skip
# Views with an id that decide by themselves, each for a reason.
BY_THEMSELVES = {
    "end": "either side, also while paused, and it shows nothing",
    "show_thanks": "the mentor's own row: what was said to them",
    "_keep_words": "saves the mentor's own words, shows nothing of the learner",
}


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


def called(node: ast.AST) -> set[str]:
    names = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            target = call.func
            names.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return names


def test_every_view_that_takes_an_id_goes_through_a_door() -> None:
    for path in (ROOT / "views").glob("*.py"):
        known = functions(path)
        opening = {name for name, node in known.items() if called(node) & DOORS}
        for name, node in known.items():
            arguments = {argument.arg for argument in node.args.args}
            if {"request", "pk"} <= arguments and name not in BY_THEMSELVES:
                assert called(node) & (DOORS | opening), f"{path.name}: {name} reads by id without asking access"


def test_shares_are_made_in_one_module_only() -> None:
    for path in ROOT.rglob("*.py"):
        if path.name != "access.py":
            assert "Share" not in called(ast.parse(path.read_text())), path


def test_the_learners_record_is_read_through_a_share_only() -> None:
    for path in ROOT.rglob("*.py"):
        text = path.read_text()
        owned = text.count(".owned_by(")
        assert owned == text.count(".owned_by(share.learner)"), path
        if owned:
            assert path.parent.name == "kinds", path


def test_lower_apps_know_no_mentors() -> None:
    for app in ("accounts", "roles", "interviews", "portfolio"):
        for path in (ROOT.parent / app).rglob("*.py"):
            assert not re.search(r"^\s*(from|import) mentoring", path.read_text(), re.M), path


def test_the_functions_that_decide_are_few_and_small() -> None:
    for name, node in functions(ROOT / "access.py").items():
        assert (node.end_lineno or 0) - node.lineno <= 20, name
