"""Each call of the database and about a file fails, in each act, command, import and job: undone, or done once."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.room import CLUSTERS
from benchmarks.soaks.suite import failing

GATE = "calls at most that fail, one after the other, before each commit of each act"
SIZE = 1000
SWEEPS = "tests/functional/faults"


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let the sweeps of `make test` take every call where there they take a few; they name what is amiss."""
    where = "postgres" if CLUSTERS else "not postgres"
    asked = {"SWEEP_MOST": str(size), "SWEEP_TURN": str(start)}
    faults = failing(folder, SWEEPS, marked=f"slow and ({where})", **asked)
    return Outcome(
        [Figure("sweeps in which a call that failed left something amiss", len(faults), "sweeps", 0)], faults
    )
