"""PostgreSQL that breaks under a server at work, which stays up: 503 meanwhile, nothing lost, back by itself."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome, counted
from benchmarks.soaks.room import CLUSTERS, Annotator, Room, acknowledged, leave, working

GATE = "times PostgreSQL restarted at once or a back-end killed, while 32 annotators work"
SIZE = 20
ANNOTATORS = 32
SECONDS = (1, 4)


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let all work while the database breaks so often, by turns in one way and the other."""
    [cluster] = CLUSTERS
    room = Room(folder, ANNOTATORS)
    with room.open():
        people = room.people(start)
        with working(people):
            breaks = [cluster.kill_one, cluster.crash]
            waits = [_broken(breaks[n % 2], people, random.Random(start + n)) for n in counted(size)]
        leave(people)
    faults = room.wrong(people)
    figures = [
        Figure("PostgreSQL broken under load", size, "times"),
        Figure("writes acknowledged between", acknowledged(people), "writes"),
        Figure("lost, doubled, or refused but for 503", len(faults), "faults", 0),
        Figure("slowest return to saving, without a restart of ours", max(waits), "s", 10),
    ]
    return Outcome(figures, faults)


def _broken(how: Callable[[], None], people: list[Annotator], chance: random.Random) -> float:
    """Break it after a while; return after how many seconds everybody who waited is answered again."""
    time.sleep(chance.uniform(*SECONDS))
    began = time.monotonic()
    how()
    before = [person.acts for person in people]
    while any(person.acts == acts and person.is_alive() for person, acts in zip(people, before, strict=True)):
        time.sleep(0.01)
    return time.monotonic() - began
