"""The power goes while annotators work: what was acknowledged is on the disk, whatever else is.

What the server asks of the disk is recorded by strace; each cut makes of it what a disk may hold at that moment.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome, counted
from benchmarks.soaks.room import Annotator, Room, acknowledged, leave, working
from benchmarks.soaks.tape import Disk, Step, joined, read, recording
from tests.browser.server import Workspace, running, wait_until_ready

GATE = "times that the power goes while 8 annotators work"
SIZE = 200
ANNOTATORS = 8
SERVED = 3
"""How often it is served, and ended in peace, while what it asks of the disk is recorded."""
SECONDS = 20
DATABASE, LOG = "annotator.db", "annotator.db-wal"


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let all work, then cut the power at so many moments of it."""
    room = Room(folder, ANNOTATORS)
    with room.open():
        people = room.people(start)
    begun = [
        Step(0, DATABASE, 0, (room.workspace.folder / DATABASE).read_bytes()),
        Step(0, DATABASE, 1, flushed=True),
    ]
    assert not (room.workspace.folder / LOG).exists(), "the log was not folded at the end"
    with working(people):
        tapes = [_recorded(room, folder / f"tape-{number}") for number in range(SERVED)]
    with room.open():
        leave(people)
    steps = joined([begun, *tapes])
    chance = random.Random(start)
    moments = sorted(chance.sample(range(len(begun), len(steps)), size))
    honest, deaf = Cuts(room, people, steps), Cuts(room, people, steps, deaf=LOG)
    faults: list[str] = []
    shown = 0
    for number in counted(size, every=10):
        shown += bool(deaf.lost(moments[number], random.Random(start + number)))
        lost = honest.lost(moments[number], random.Random(start + number))
        faults += [f"cut {number}: {fault}" for fault in [*lost, *honest.broken()]]
    return Outcome(
        [
            Figure("cuts of the power", size, "cuts"),
            Figure(
                "writes acknowledged while it was recorded",
                acknowledged(people),
                "writes",
                10 * size,
                at_least=True,
            ),
            Figure("acknowledged and lost, or wrong, after a cut", len(faults), "faults", 0),
            Figure(
                "cuts that lose something where flushes are not heeded", shown, "cuts", size // 4, at_least=True
            ),
        ],
        faults,
    )


def _recorded(room: Room, tape: Path) -> list[Step]:
    """Serve for a while; return what was asked of the disk."""
    workspace = room.workspace
    files = [workspace.folder / name for name in (DATABASE, LOG)]
    command = [*recording(tape, files), *workspace.command("serve", "--port", str(room.port))]
    with (workspace.folder / "server.log").open("ab") as log, running(command, log) as recorder:
        wait_until_ready(f"http://127.0.0.1:{room.port}/readyz")
        time.sleep(SECONDS)
        children = Path(f"/proc/{recorder.pid}/task/{recorder.pid}/children")
        os.kill(int(children.read_text()), signal.SIGTERM)
        recorder.wait()
    return read(tape)


class Cuts:
    """Cuts of the power at moments of a tape, and what is there afterwards."""

    def __init__(self, room: Room, people: Sequence[Annotator], steps: Sequence[Step], *, deaf: str = "") -> None:
        self._place = room.workspace.folder.with_name("after")
        if not self._place.exists():
            shutil.copytree(room.workspace.folder, self._place, ignore=shutil.ignore_patterns("annotator.db*"))
        self._told = sorted(told for person in people for told in person.told)
        self._steps, self._disk, self._taken = steps, Disk(deaf={deaf}), 0

    def lost(self, at: int, chance: random.Random) -> list[str]:
        """Cut the power before the step of that number; return which acknowledged writes are not there."""
        self._disk.take(self._steps[self._taken : at])
        self._taken = at
        for name in (DATABASE, LOG, f"{DATABASE}-shm"):
            (self._place / name).unlink(missing_ok=True)
        for name, data in self._disk.cut(chance).items():
            (self._place / name).write_bytes(data)
        known = {key: version for when, key, version in self._told if when < self._steps[at].when}
        found = versions(self._place / DATABASE)
        return [f"{key}: {version}" for key, version in known.items() if found.get(key, 0) < version]

    def broken(self) -> list[str]:
        """Return what the program's own check says of what is there."""
        try:
            Workspace(self._place).run("check")
        except AssertionError as wrong:
            return [str(wrong)]
        return []


def versions(database: Path) -> dict[str, int]:
    """Return the version of each annotation, by its id; none where the file cannot be read."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            return dict(connection.execute("SELECT uuid, version FROM annotation").fetchall())
    except sqlite3.DatabaseError:
        return {}
