"""A server at work that is killed again and again: nothing acknowledged may be lost, nothing doubled."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome, counted
from benchmarks.soaks.room import Room, acknowledged, leave, working
from tests.browser.server import Workspace, running, wait_until_ready

GATE = "times kill -9 of the whole server while 64 annotators work"
SIZE = 50
ANNOTATORS = 64
SECONDS = (1, 6)
"""How long it serves between two kills, at least and at most."""
EACH = 200
"""Writes that must have been acknowledged, for each kill."""


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let all work while the server is killed so often."""
    room = Room(folder, ANNOTATORS)
    with room.open():
        people = room.people(start)
    with working(people):
        starts = [serve_until(room, signal.SIGKILL, random.Random(start + n))[0] for n in counted(size)]
    with room.open():
        leave(people)
    faults = room.wrong(people)
    figures = [
        Figure("kill -9 of the whole server", size, "kills"),
        Figure("writes acknowledged meanwhile", acknowledged(people), "writes", EACH * size, at_least=True),
        Figure("lost, doubled or otherwise wrong after kills", len(faults), "faults", 0),
        Figure("slowest start after a kill", max(starts), "s", 5),
    ]
    return Outcome(figures, faults)


def serve_until(room: Room, how: signal.Signals, chance: random.Random) -> tuple[float, float]:
    """Serve for a while, then end it by the signal; return how long start and end took, in seconds."""
    workspace: Workspace = room.workspace
    command = workspace.command("serve", "--port", str(room.port))
    with (workspace.folder / "server.log").open("ab") as log, running(command, log) as process:
        began = time.monotonic()
        wait_until_ready(f"http://127.0.0.1:{room.port}/readyz")
        started = time.monotonic() - began
        time.sleep(chance.uniform(*SECONDS))
        ending = time.monotonic()
        if how is signal.SIGKILL:
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        process.wait()
        return started, time.monotonic() - ending
