"""A long day: twenty annotators at work for hours, while memory, log and descriptors stay what they were."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome, counted
from benchmarks.soaks.room import Room, acknowledged, leave, working

GATE = "seconds of 20 annotators who work without a rest"
SIZE = 8 * 60 * 60
ANNOTATORS = 20
PAUSE = 1
LOOKS = 100
"""How often it is looked at, evenly over the time; what the first ten show is what it began with."""


class Look(NamedTuple):
    """What the processes of a server hold at one moment."""

    memory: float
    """In megabytes; what several share is counted once."""
    log: float
    """The length of the write-ahead log, in megabytes."""
    descriptors: int


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let all work for so long, and look again and again at what the server holds."""
    room = Room(folder, ANNOTATORS)
    with room.open():
        people = room.people(start, pause=PAUSE)
        with working(people):
            looks = list(_looks(room.workspace.folder, size))
        leave(people)
    faults = room.wrong(people)
    early, late = (Look(*map(max, zip(*part, strict=True))) for part in (looks[:10], looks[-10:]))
    most = max(look.log for look in looks)
    figures = [
        Figure("time of work", size / 60, "minutes"),
        Figure("writes acknowledged", acknowledged(people), "writes"),
        Figure("memory in the last tenth, of that in the first", late.memory / early.memory, "times", 1.05),
        Figure("memory in the last tenth", late.memory, "MB"),
        Figure(
            "descriptors in the last tenth, of those in the first",
            late.descriptors / early.descriptors,
            "times",
            1.05,
        ),
        Figure("the log at its longest", most, "MB", 64),
        Figure("lost, doubled or otherwise wrong", len(faults), "faults", 0),
    ]
    return Outcome(figures, faults)


def _looks(workspace: Path, seconds: int) -> Iterator[Look]:
    for _ in counted(LOOKS, every=10):
        time.sleep(seconds / LOOKS)
        yield _look(workspace)


def _look(workspace: Path) -> Look:
    processes = list(_processes(str(workspace).encode()))
    memory = sum(_shared_out(process) for process in processes) / 1024
    log = workspace / "annotator.db-wal"
    length = log.stat().st_size / 2**20 if log.exists() else 0
    return Look(memory, length, sum(len(list((process / "fd").iterdir())) for process in processes))


def _processes(workspace: bytes) -> Iterator[Path]:
    """Yield the folders that tell of the processes that were started for the workspace."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if workspace in (process / "cmdline").read_bytes().split(b"\0"):
                yield process
        except OSError:
            continue


def _shared_out(process: Path) -> int:
    """Return the memory of a process in kilobytes, its share of what it has in common with others."""
    lines = (process / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
