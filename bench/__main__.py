"""Compare our pages with the floor, in blocks that alternate, and judge the medians against the targets.

Targets: `performance.md` of the project's references. A page compared with itself must come out at 1.0 within its interval,
else the machine was too noisy and the run says so.
"""

import json
import random
import statistics
import subprocess
import sys

from bench.ours import GUEST_PAGES, PAGES

ROUNDS, BLOCK = 60, 3
TARGETS = {"checklist": 1.1, "rate a skill": 0.30, **dict.fromkeys(GUEST_PAGES, 0.5)}


class Worker:
    """One measured process."""

    def __init__(self, module: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, page: str, times: int, *, detail: bool = False) -> dict[str, float]:
        """Run a block of requests."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"page": page, "times": times, "detail": detail}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, float] = json.loads(self.process.stdout.readline())
        return answer


def interval(ours: list[float], floor: list[float]) -> tuple[float, float]:
    """The middle 95 % of the ratio of medians, by bootstrap."""
    chooser = random.Random(1)
    ratios = sorted(
        statistics.median(chooser.choices(ours, k=len(ours))) / statistics.median(chooser.choices(floor, k=len(floor)))
        for _ in range(400)
    )
    return ratios[10], ratios[-11]


def main() -> int:
    """Measure, print the table, and tell by the exit status whether every target is met."""
    floor, ours = Worker("bench.floor"), Worker("bench.ours")
    pages = [*PAGES, *GUEST_PAGES, "rate a skill"]
    details = {page: ours.ask(page, 5, detail=True) for page in pages}
    base = floor.ask("list", 5, detail=True)
    seconds: dict[str, list[float]] = {page: [] for page in [*pages, "floor", "floor again"]}
    for _round in range(ROUNDS):
        seconds["floor"].append(floor.ask("list", BLOCK)["seconds"])
        for page in pages:
            seconds[page].append(ours.ask(page, BLOCK)["seconds"])
        seconds["floor again"].append(floor.ask("list", BLOCK)["seconds"])
    low, high = interval(seconds["floor again"], seconds["floor"])
    floor_ms = statistics.median(seconds["floor"]) * 1000
    print(f"floor: {floor_ms:.2f} ms, {base['queries']:.0f} queries, {base['bytes'] / 1000:.1f} kB, {base['peak_mb']:.0f} MB")
    print(f"floor against itself: {low:.2f}-{high:.2f}" + ("" if low <= 1.02 and high >= 0.98 else "  TOO NOISY"))
    print(f"{'page':26}{'ratio':>7}{'95 %':>14}{'target':>8}{'queries':>9}{'kB':>8}{'gzip':>7}  verdict")
    missed = 0
    for page in pages:
        ratio = statistics.median(seconds[page]) / statistics.median(seconds["floor"])
        low, high = interval(seconds[page], seconds["floor"])
        target, found = TARGETS.get(page, 1.0), details[page]
        met = ratio <= target
        missed += not met
        print(
            f"{page:26}{ratio:7.2f}{low:8.2f}-{high:.2f}{target:8.2f}{found['queries']:9.0f}"
            f"{found['bytes'] / 1000:8.1f}{found['gzip'] / 1000:7.1f}  {'met' if met else 'MISSED'}"
        )
    print(f"peak memory of our process: {details[pages[-1]]['peak_mb']:.0f} MB; targets missed: {missed}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
