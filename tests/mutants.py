"""Seeded mistakes: each takes a guard away, and a test must notice. `make mutants`, or `python -m tests.mutants roles avatar`.

`tests/<app>/mutants.py` lists them as (file, what stands there, what the mistake makes of it, tests to run); a module whose
mistakes are all looked for by the same tests may leave the last part out and name them once in `TESTS`. Arguments choose the
mistakes whose file or text holds one of the words. Mistakes are made in a copy of the tree: yours is never touched.
"""

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORKERS = int(os.environ.get("MUTANT_WORKERS", "2"))
TESTS_FAILED = 1  # pytest's exit status; others mean that the tests did not even run


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake."""

    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]

    @property
    def label(self) -> str:
        """One line that names it."""
        return f"{self.file}: {' '.join(self.right.split())[:70]} → {' '.join(self.wrong.split())[:50] or '(gone)'}"

    def chosen_by(self, words: list[str]) -> bool:
        """Whether one of the words, or none at all, asks for it."""
        return not words or any(word in self.file or word in self.right for word in words)


def all_mutants() -> list[Mutant]:
    """The mistakes of all apps."""
    found = []
    for path in sorted((ROOT / "tests").glob("*/mutants.py")):
        module = importlib.import_module(f"tests.{path.parent.name}.mutants")
        for file, right, wrong, *tests in module.MUTANTS:
            named = tests[0] if tests else module.TESTS
            found.append(Mutant(file, right, wrong, tuple(named.split() if isinstance(named, str) else named)))
    return found


def copy_tree(folder: Path) -> None:
    """What git knows or would take in, and a link to the virtual environment."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").unlink(missing_ok=True)
    (folder / ".venv").symlink_to(Path(sys.prefix))


def survives(mutant: Mutant, folder: Path) -> str:
    """Why the mistake was not noticed; an empty text when a test failed, as it should."""
    path = folder / mutant.file
    original = path.read_text(encoding="utf-8")
    if original.count(mutant.right) < 1:
        return "the code no longer reads like this"
    path.write_text(original.replace(mutant.right, mutant.wrong, 1), encoding="utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", *mutant.tests]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    finally:
        path.write_text(original, encoding="utf-8")
    if result.returncode == TESTS_FAILED:
        return ""
    return "no test failed" if result.returncode == 0 else "the tests did not run: " + result.stdout[-300:]


def work(mutants: Iterator[Mutant]) -> list[tuple[Mutant, str]]:
    """Try mistakes, one after the other, in a copy of one's own, until there are none left."""
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        copy_tree(Path(name))
        for mutant in mutants:
            outcomes.append((mutant, survives(mutant, Path(name))))
            print(f"{'SURVIVED' if outcomes[-1][1] else 'killed  '}  {mutant.label}", flush=True)
    return outcomes


def main() -> int:
    """Try them all and tell which no test noticed."""
    chosen = [mutant for mutant in all_mutants() if mutant.chosen_by(sys.argv[1:])]
    queues = [iter(chosen[start::WORKERS]) for start in range(WORKERS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        outcomes = [outcome for found in pool.map(work, queues) for outcome in found]
    alive = [(mutant, reason) for mutant, reason in outcomes if reason]
    for mutant, reason in alive:
        print(f"\n{mutant.label}\n    {reason}\n    tried: {' '.join(mutant.tests)}")
    print(f"{len(outcomes) - len(alive)} of {len(outcomes)} killed")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
