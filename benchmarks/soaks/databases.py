"""What is tested of services, rules and API on SQLite is tested on PostgreSQL: every world is made there."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.suite import failing

GATE = "time each test of services, jobs, rights, rules, database and API, with its world on PostgreSQL"
SIZE = 1
TESTS = (
    "tests/unit/services",
    "tests/unit/jobs",
    *(f"tests/functional/{room}" for room in ("api", "authorisation", "db", "rules")),
)


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Play them; those about SQLite itself say so by their mark."""
    faults = failing(folder, *TESTS, marked="not sqlite", WORLDS="postgresql")
    return Outcome([Figure("tests that fail where worlds are on PostgreSQL", len(faults), "tests", 0)], faults)
