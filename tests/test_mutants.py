"""The lists of seeded mistakes stay true to the code; `make mutants` makes them."""

from tests.mutants import ROOT, all_mutants


def test_every_mistake_can_still_be_made_and_its_tests_exist() -> None:
    mutants = all_mutants()
    assert len(mutants) >= 40
    for mutant in mutants:
        assert mutant.right in (ROOT / mutant.file).read_text(encoding="utf-8"), mutant.label
        assert mutant.right != mutant.wrong, mutant.label
        assert all((ROOT / test).exists() for test in mutant.tests), mutant.tests
