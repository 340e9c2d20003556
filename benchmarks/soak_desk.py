"""The desk under everything that can happen to it: random schedules, then random selections in many scripts.

Run as a program; prints the seed of each schedule that lost something. Exits with 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser import selections
from tests.browser.conftest import SWITCHES
from tests.browser.schedules import Schedule, Stage
from tests.browser.server import Workspace
from tests.browsers import find_chromium

EACH = 500
"""Selections an article."""


def main() -> None:
    """Play, and say what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak_desk", description=__doc__)
    parser.add_argument("--schedules", type=int, default=200)
    parser.add_argument("--selections", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1000)
    chosen = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No browser on this machine: the desk was not soaked.")
    with tempfile.TemporaryDirectory(prefix="soak-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        faults = list(_schedules(Path(folder) / "schedules", browser, chosen.schedules, chosen.seed))
        workspace = Workspace(Path(folder) / "selections")
        articles = -(-chosen.selections // EACH)
        faults += selections.play(workspace, browser, articles, EACH, chosen.seed) if articles else []
    print(f"{chosen.schedules} schedules, {articles * EACH:,} selections")
    print("\n".join(faults) or "Nothing is lost, nothing changed its name, every quote is equal.")
    sys.exit(bool(faults))


def _schedules(folder: Path, browser: Browser, count: int, seed: int) -> Iterator[str]:
    stage = Stage(folder, browser)
    try:
        for number in range(seed, seed + count):
            schedule = Schedule(stage, number)
            yield from (f"schedule {number}: {fault} after {schedule.done}" for fault in _played(schedule))
            print(f"schedule {number} of {seed}–{seed + count - 1} played", file=sys.stderr, flush=True)
    finally:
        stage.close()


def _played(schedule: Schedule) -> list[str]:
    """Play one; what breaks it is a fault like any other, and the rest is still played."""
    try:
        return schedule.play()
    except (AssertionError, Error) as broken:
        return [f"broke off, {broken}"]


if __name__ == "__main__":
    main()
