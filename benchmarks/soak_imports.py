"""A hundred thousand damaged corpora of every format: each refused or taken in two seconds and 512 MB, no crash.

Run as a program, with `--inputs` and the `--start` of the chances. What breaks is printed with its format and
number, by which it comes again; exits with 1 then.
"""

from __future__ import annotations

import argparse
import random
import resource
import traceback
from pathlib import Path

from annotator.domain.schemes import default
from benchmarks.figures import Figure, table
from tests import mutated

SECONDS = 2.0
MEMORY = 512 * 2**20


def main(inputs: int, start: int) -> int:
    """Read the inputs, and print the figures; return 1 when a gate is missed."""
    originals, scheme = mutated.readable(), default()
    for name, kept in originals.items():
        mutated.read(name, kept[0], scheme)  # what is loaded once is not counted
    resource.setrlimit(resource.RLIMIT_AS, (_size() + MEMORY, -1))
    faults, refused, slowest = [], 0, 0.0
    for number in range(start, start + inputs):
        name = list(originals)[number % len(originals)]
        chance = random.Random(number)
        data = mutated.damaged(chance.choice(originals[name]), chance)
        try:
            was_refused, seconds = mutated.read(name, data, scheme)
        except Exception:  # noqa: BLE001 - what is raised here is what this looks for
            faults.append(f"{name} {number}: {traceback.format_exc(limit=-2)}")
            continue
        refused, slowest = refused + was_refused, max(slowest, seconds)
    print(*faults[:20], sep="\n")
    figures = [
        Figure(f"crashes in {inputs:,} damaged corpora", len(faults), "inputs", 0),
        Figure("slowest of them", slowest, "s of work", SECONDS),
        Figure("refused", 100 * refused / inputs, "%"),
    ]
    print(table(figures))
    return int(not all(figure.met for figure in figures))


def _size() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--start", type=int, default=0)
    given = parser.parse_args()
    raise SystemExit(main(given.inputs, given.start))
