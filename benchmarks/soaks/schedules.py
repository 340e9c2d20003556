"""The desk under everything that can happen to it: random schedules, each edit on the server or in the outbox."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Error

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.browsers import browser
from tests.browser.schedules import Schedule, Stage

GATE = "random schedules at the desk"
SIZE = 200


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Play so many."""
    faults: list[str] = []
    with browser() as opened:
        stage = Stage(folder / "stage", opened)
        try:
            for number in range(start, start + size):
                schedule = Schedule(stage, number)
                found = [f"schedule {number}: {fault} after {schedule.done}" for fault in _played(schedule)]
                faults += found
                played = number - start + 1
                if found or played % 10 == 0:
                    print(f"{played} of {size} played, {len(faults)} faults", *found, sep="\n", flush=True)
        finally:
            stage.close()
    figures = [
        Figure("schedules of edits, cuts, kills, reloads, restarts and log-ins", size, "schedules"),
        Figure("edits lost, or kept under another name", len(faults), "faults", 0),
    ]
    return Outcome(figures, faults)


def _played(schedule: Schedule) -> list[str]:
    """Play one; what breaks it is a fault like any other, and the rest is still played."""
    try:
        return schedule.play()
    except (AssertionError, Error) as broken:
        return [f"broke off, {broken}"]
