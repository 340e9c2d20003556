"""Migrations from every version there was, killed at many points: the old tables or the new, and every row."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.room import CLUSTERS
from tests.migrating import LINE, Files, Server, between, interrupted, lost, state

GATE = "kills of a migration from each version"
SIZE = 20


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Migrate each version whole, and then so often that it is killed at points spread over the statements."""
    place = Server(CLUSTERS[-1]) if CLUSTERS else Files(folder)
    faults, killed = list[str](), 0
    for revision, url in place.versions():
        if int(revision) < start:
            continue
        old, whole = state(url), place.copy(url)
        ended, count = interrupted(whole)
        missing = lost(old, state(whole))
        if ended or missing:
            faults.append(f"from {revision}: ended with {ended}, not as they were: {missing}")
        points = sorted({1 + number * count // size for number in range(size)} | {count})
        faults += between(url, old, points)
        killed += len(points)
        print(f"{revision} of {LINE[-1]}: {len(points)} kills", flush=True)
        place.drop(whole)
        place.drop(url)
    name = f"{killed:,} kills of migrations after which a row or a table was amiss"
    return Outcome([Figure(name, len(faults), "faults", 0)], faults)
