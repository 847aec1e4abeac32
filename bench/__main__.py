"""Compare our pages with the floor, in blocks that alternate, and judge the medians against the targets in `bench/pages/`.

The floor compared with itself must come out at 1.0 within its interval, else the machine was too noisy and the run says so.
Beside the ratio stands what does not depend on the load of the machine: queries, bytes, and calls of Python functions.
"""

import json
import os
import random
import statistics
import subprocess
import sys

from bench.pages import Page, all_pages

ROUNDS, BLOCK = int(os.environ.get("ROUNDS", "60")), 3
Detail = dict[str, float]


class Worker:
    """One measured process."""

    def __init__(self, module: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, page: str, times: int, *, detail: bool = False) -> Detail:
        """Run a block of requests."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"page": page, "times": times, "detail": detail}) + "\n")
        self.process.stdin.flush()
        answer: Detail = json.loads(self.process.stdout.readline())
        return answer


def interval(ours: list[float], floor: list[float]) -> tuple[float, float]:
    """The middle 95 % of the ratio of medians, by bootstrap."""
    chooser = random.Random(1)
    ratios = sorted(
        statistics.median(chooser.choices(ours, k=len(ours))) / statistics.median(chooser.choices(floor, k=len(floor)))
        for _ in range(400)
    )
    return ratios[10], ratios[-11]


def measure(floor: Worker, ours: Worker, pages: list[str]) -> dict[str, list[float]]:
    """Seconds of each block, the pages and the floor taking turns."""
    seconds: dict[str, list[float]] = {page: [] for page in [*pages, "floor", "floor again"]}
    for _round in range(ROUNDS):
        seconds["floor"].append(floor.ask("list", BLOCK)["seconds"])
        for page in pages:
            seconds[page].append(ours.ask(page, BLOCK)["seconds"])
        seconds["floor again"].append(floor.ask("list", BLOCK)["seconds"])
    return seconds


def faults(page: Page, ratio: float, found: Detail) -> list[str]:
    """What a page costs beyond its target."""
    wrong = []
    if found["status"] != (304 if page.unchanged else 200):
        wrong.append(f"status {found['status']:.0f}")
    if ratio > page.target:
        wrong.append("time")
    if found["queries"] > page.queries:
        wrong.append("queries")
    if page.kilobytes is not None and found["gzip"] > page.kilobytes * 1000:
        wrong.append("kilobytes")
    return wrong


def print_floor(base: Detail, seconds: dict[str, list[float]]) -> None:
    """The floor itself, and whether the run can be trusted."""
    low, high = interval(seconds["floor again"], seconds["floor"])
    milliseconds = statistics.median(seconds["floor"]) * 1000
    print(
        f"floor: {milliseconds:.2f} ms, {base['queries']:.0f} queries, {base['bytes'] / 1000:.1f} kB,"
        f" {base['calls']:.0f} calls, {base['peak_mb']:.0f} MB"
    )
    print(f"floor against itself: {low:.2f}-{high:.2f}" + ("" if low <= 1.02 and high >= 0.98 else "  TOO NOISY"))


def print_table(pages: dict[str, Page], base: Detail, details: dict[str, Detail], seconds: dict[str, list[float]]) -> int:
    """A line for each page; tells how many miss a target."""
    print(f"{'page':26}{'ratio':>7}{'95 %':>14}{'target':>8}{'calls':>7}{'queries':>9}{'kB':>8}{'gzip':>7}  verdict")
    missed = 0
    for name, page in pages.items():
        found, ratio = details[name], statistics.median(seconds[name]) / statistics.median(seconds["floor"])
        low, high = interval(seconds[name], seconds["floor"])
        wrong = faults(page, ratio, found)
        missed += bool(wrong)
        print(
            f"{name:26}{ratio:7.2f}{low:8.2f}-{high:.2f}{page.target:8.2f}{found['calls'] / base['calls']:7.2f}"
            f"{found['queries']:9.0f}{found['bytes'] / 1000:8.1f}{found['gzip'] / 1000:7.1f}"
            f"  {'MISSED: ' + ', '.join(wrong) if wrong else 'met'}"
        )
    print(f"peak memory of our process: {max(found['peak_mb'] for found in details.values()):.0f} MB; missed: {missed}")
    return missed


def main() -> int:
    """Measure, print the table, and tell by the exit status whether every target is met.

    Arguments name the pages to measure: `python -m bench today "rate a skill"`; without any, all of them.
    """
    pages = {name: page for name, page in all_pages().items() if name in sys.argv[1:] or len(sys.argv) == 1}
    floor, ours = Worker("bench.floor"), Worker("bench.ours")
    details = {name: ours.ask(name, 5, detail=True) for name in pages}
    base = floor.ask("list", 5, detail=True)
    seconds = measure(floor, ours, list(pages))
    print_floor(base, seconds)
    return 1 if print_table(pages, base, details, seconds) else 0


if __name__ == "__main__":
    sys.exit(main())
