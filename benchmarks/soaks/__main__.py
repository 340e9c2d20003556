"""Soak in every part, or in those that are named, and print one table; exits with 1 when a goal is missed."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import table
from benchmarks.soaks import Outcome
from benchmarks.soaks.room import postgresql

PARTS = (
    "kills",
    "stops",
    "restarts",
    "power",
    "writers",
    "histories",
    "backups",
    "disk",
    "slow",
    "pace",
    "hours",
    "requests",
    "imports",
    "arrivals",
    "migrations",
    "sweeps",
    "databases",
    "changes",
    "corpora",
    "mutants",
    "schedules",
    "selections",
    "scripts",
)


def main() -> None:
    """Soak and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soaks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--size", type=int, help="how often, in place of what the gate asks for")
    parser.add_argument("--start", type=int, default=0, help="the first seed: what broke comes again with it")
    parser.add_argument("--postgresql", action="store_true", help="on a cluster of its own, in place of SQLite")
    asked = parser.parse_args()
    outcomes = [_soaked(part, asked) for part in asked.parts or PARTS]
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    print(f"{now}, {machine}, Python {platform.python_version()}")
    print(table(figure for outcome in outcomes for figure in outcome.figures))
    sys.exit(not all(outcome.met for outcome in outcomes))


def _soaked(part: str, asked: argparse.Namespace) -> Outcome:
    module = importlib.import_module(f"benchmarks.soaks.{part}")
    size: int = asked.size or module.SIZE
    on_postgresql = asked.postgresql or part == "restarts"
    print(f"{part}, on {'PostgreSQL' if on_postgresql else 'SQLite'}: {size:,} {module.GATE}", flush=True)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-"))
        if on_postgresql:
            stack.enter_context(postgresql())
        outcome: Outcome = module.soak(Path(folder), size, asked.start)
    for fault in outcome.faults[:20]:
        print(fault, flush=True)
    return outcome


if __name__ == "__main__":
    main()
