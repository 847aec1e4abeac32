"""The list of seeded mistakes stays true to the code; running them is `python -m tests.mentoring.mutants`."""

from tests.mentoring.mutants import MUTANTS, ROOT


def test_every_mistake_can_still_be_made() -> None:
    assert len(MUTANTS) >= 40
    for name, right, wrong, *_tests in MUTANTS:
        assert right in (ROOT / name).read_text(encoding="utf-8"), (name, right)
        assert right != wrong
