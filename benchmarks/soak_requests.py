"""A hundred thousand requests made from the API's description, by four roles and strangers: no 5xx, no breach.

Run as a program, with `--requests` and the `--start` of the seeds. Prints one figure; what breaks is raised with
the request that broke it, and comes again with the same start.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from annotator.db import open_store
from annotator.migrations import upgrade
from benchmarks.figures import Figure, table
from tests.anything import ask_anything
from tests.functional.authorisation.setting import set_up
from tests.world import make_world

BATCH = 2000
"""After so many requests the world is made anew, so that all of it is asked in every state of the work."""


def main(requests: int, start: int) -> int:
    """Send the requests and print how they were answered; return 1 when one was answered by 5xx."""
    answers: Counter[int] = Counter()
    while sum(answers.values()) < requests:
        answers += batch(start + sum(answers.values()))
        print(f"{sum(answers.values())} requests", flush=True)
    broken = sum(count for status, count in answers.items() if status >= 500)
    spread = ", ".join(f"{status}: {count}" for status, count in sorted(answers.items()))
    print(
        table([Figure(f"5xx in {sum(answers.values()):,} generated requests", broken, "answers", 0)]),
        spread,
        sep="\n",
    )
    return int(broken > 0)


def batch(start: int) -> Counter[int]:
    """Ask one fresh world."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/world.db"
        store = open_store(url)
        upgrade(store)
        store.close()
        world = make_world(url, Path(folder) / "workspace")
        try:
            return ask_anything(world, set_up(world), BATCH, start=start)
        finally:
            world.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--start", type=int, default=0)
    given = parser.parse_args()
    raise SystemExit(main(given.requests, given.start))
