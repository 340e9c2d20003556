"""Each call of the database and about a file fails, in each act, command, import and job: undone, or done once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.room import CLUSTERS

GATE = "calls at most that fail, one after the other, before each commit of each act"
SIZE = 1000
SWEEPS = "tests/functional/faults"


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let the sweeps of `make test` take every call where there they take a few; they name what is amiss."""
    where = "postgres" if CLUSTERS else "not postgres"
    asked = {**os.environ, "SWEEP_MOST": str(size), "SWEEP_TURN": str(start)}
    options = ("-q", "-p", "no:cacheprovider", f"--basetemp={folder / 'sweeps'}", "-m", f"slow and ({where})")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, SWEEPS], env=asked, capture_output=True, text=True, check=False
    )
    faults = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if done.returncode and not faults:
        faults = [f"the sweeps did not run: {done.stdout[-2000:]}{done.stderr[-2000:]}"]
    print(done.stdout if faults else done.stdout[-200:], flush=True)
    return Outcome(
        [Figure("sweeps in which a call that failed left something amiss", len(faults), "sweeps", 0)], faults
    )
