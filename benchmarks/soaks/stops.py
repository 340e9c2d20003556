"""A server at work that is told to end again and again: what is in hand is answered first."""

from __future__ import annotations

import random
import signal
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome, counted
from benchmarks.soaks.kills import ANNOTATORS, serve_until
from benchmarks.soaks.room import Room, acknowledged, leave, working

GATE = "times SIGTERM while 64 annotators work"
SIZE = 20


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let all work while the server is ended in peace so often."""
    room = Room(folder, ANNOTATORS)
    with room.open():
        people = room.people(start)
    with working(people):
        ends = [serve_until(room, signal.SIGTERM, random.Random(start + n))[1] for n in counted(size)]
    with room.open():
        leave(people)
    faults = room.wrong(people)
    figures = [
        Figure("SIGTERM under load", size, "ends"),
        Figure("writes acknowledged between them", acknowledged(people), "writes"),
        Figure("lost, doubled or otherwise wrong after ends", len(faults), "faults", 0),
        Figure("slowest end", max(ends), "s", 10),
    ]
    return Outcome(figures, faults)
