"""Damaged corpora of every format: each is refused or taken in two seconds and 512 MB, no crash.

What breaks is told with its format and number, by which it comes again.
"""

from __future__ import annotations

import random
import resource
import traceback
from pathlib import Path

from annotator.domain.schemes import default
from benchmarks.figures import Figure
from benchmarks.soaks import Outcome, counted
from tests import mutated

GATE = "damaged corpora"
SIZE = 100_000
SECONDS = 2.0
MEMORY = 512 * 2**20


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Read them all."""
    originals, scheme = mutated.readable(), default()
    for name, kept in originals.items():
        mutated.read(name, kept[0], scheme)  # what is loaded once is not counted
    resource.setrlimit(resource.RLIMIT_AS, (_size() + MEMORY, -1))
    faults, refused, slowest = [], 0, 0.0
    for number in counted(size, every=1000):
        seed = start + number
        name, chance = list(originals)[seed % len(originals)], random.Random(seed)
        data = mutated.damaged(chance.choice(originals[name]), chance)
        try:
            was_refused, seconds = mutated.read(name, data, scheme)
        except Exception:  # noqa: BLE001 - what is raised here is what this looks for
            faults.append(f"{name} {seed}: {traceback.format_exc(limit=-2)}")
            continue
        refused, slowest = refused + was_refused, max(slowest, seconds)
    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    figures = [
        Figure(f"crashes in {size:,} damaged corpora", len(faults), "inputs", 0),
        Figure("slowest of them", slowest, "s of work", SECONDS),
        Figure("refused", 100 * refused / size, "%"),
    ]
    return Outcome(figures, faults)


def _size() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
