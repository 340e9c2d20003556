"""The power goes while threads save: what a save returned for is on the disk, through every fold of the log."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.soaks.tape import Disk, Step, read, recording

CUTS = 60
SAVES = 500
PROGRAM = f"""
import sys, threading, time
from sqlalchemy import text
from annotator.db import open_store

store = open_store("sqlite:///" + sys.argv[1])
store.save(lambda session: session.execute(text("CREATE TABLE kept (n INTEGER PRIMARY KEY, words TEXT)")))

def work(first):
    for n in range(first, {SAVES}, 4):
        store.save(lambda session: session.execute(text(f"INSERT INTO kept VALUES ({{n}}, '{{'x' * 3000}}')")))
        print(f"{{time.time():.6f}} {{n}}\\n", end="", flush=True)

threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
store.close()
"""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory) -> tuple[list[Step], list[tuple[float, int]]]:
    """What saving asked of the disk, and when each save had returned."""
    if shutil.which("strace") is None:
        pytest.skip("no strace on this machine")
    folder = tmp_path_factory.mktemp("recorded")
    file, tape = folder / "kept.db", folder / "tape"
    command = recording(tape, [file, file.with_name("kept.db-wal")])
    done = subprocess.run([*command, sys.executable, "-c", PROGRAM, str(file)], stdout=subprocess.PIPE, check=True)
    told = [line.split() for line in done.stdout.decode().splitlines()]
    return read(tape), [(float(when), int(number)) for when, number in told]


def kept(place: Path, files: dict[str, bytes]) -> set[int]:
    """Return which saves the files hold, as SQLite finds them after the power is back."""
    place.mkdir()
    for name, data in files.items():
        (place / name).write_bytes(data)
    try:
        with closing(sqlite3.connect(place / "kept.db")) as connection:
            return {number for (number,) in connection.execute("SELECT n FROM kept")}
    except sqlite3.DatabaseError:
        return set()


def losses(recorded, place: Path, *, deaf: str = "") -> list[set[int]]:
    """Return which acknowledged saves each cut has lost."""
    (steps, told), disk, chance, taken = recorded, Disk(deaf={deaf}), random.Random(1), 0
    found = []
    for at in sorted(chance.sample(range(len(steps)), CUTS)):
        disk.take(steps[taken:at])
        taken = at
        acknowledged = {number for when, number in told if when < steps[at].when}
        found.append(acknowledged - kept(place / str(at), disk.cut(chance)))
    return found


def test_no_cut_loses_what_was_acknowledged(recorded, tmp_path):
    assert len(recorded[1]) == SAVES
    assert {step.file for step in recorded[0] if step.flushed} == {"kept.db", "kept.db-wal"}
    assert losses(recorded, tmp_path) == [set()] * CUTS


def test_a_disk_that_heeds_no_flush_would_lose_some(recorded, tmp_path):
    assert sum(map(bool, losses(recorded, tmp_path, deaf="kept.db-wal"))) > CUTS // 4
