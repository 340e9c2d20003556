"""Requests made from the API's description, by four roles and strangers: no 5xx, no breach of the description.

What breaks is raised with the request that broke it, and comes again with the same start.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from annotator.db import open_store
from annotator.migrations import upgrade
from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from tests.anything import ask_anything
from tests.functional.authorisation.setting import set_up
from tests.world import make_world

GATE = "generated requests"
SIZE = 100_000
BATCH = 2000
"""After so many requests the world is made anew, so that all of it is asked in every state of the work."""


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Send the requests, and count how they were answered."""
    answers: Counter[int] = Counter()
    while (sent := sum(answers.values())) < size:
        answers += batch(folder / str(sent), start + sent)
        print(f"{sum(answers.values())} requests", flush=True)
    broken = sum(count for status, count in answers.items() if status >= 500)
    print(", ".join(f"{status}: {count}" for status, count in sorted(answers.items())))
    return Outcome([Figure(f"5xx in {sum(answers.values()):,} generated requests", broken, "answers", 0)], [])


def batch(folder: Path, start: int) -> Counter[int]:
    """Ask one fresh world."""
    folder.mkdir()
    url = f"sqlite:///{folder}/world.db"
    store = open_store(url)
    upgrade(store)
    store.close()
    world = make_world(url, folder / "workspace")
    try:
        return ask_anything(world, set_up(world), BATCH, start=start)
    finally:
        world.close()
