"""A tape of what a program asks of the disk, and what a disk may hold after it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys

import pytest

from benchmarks.soaks.tape import SECTOR, Disk, Step, joined, read, recording

LOG = "a.db-wal"


def write(at: int, data: bytes, file: str = "a.db") -> Step:
    return Step(1, file, at, data)


def flush(before: int, file: str = "a.db") -> Step:
    return Step(2, file, before, flushed=True)


def cuts(disk: Disk) -> set[bytes]:
    return {disk.cut(random.Random(seed)).get("a.db", b"") for seed in range(200)}


def test_what_was_flushed_is_there():
    disk = Disk()
    disk.take([write(0, b"old!"), write(0, b"new."), flush(2)])
    assert cuts(disk) == {b"new."}


def test_what_was_not_flushed_may_be_there_or_not():
    disk = Disk()
    disk.take([write(0, b"a"), flush(1), write(1, b"b"), write(2, b"c")])
    assert cuts(disk) == {b"a", b"ab", b"a\0c", b"abc"}


def test_what_was_written_while_the_flush_ran_is_not_safe_by_it():
    disk = Disk()
    disk.take([write(0, b"a"), write(0, b"b"), flush(1)])
    assert cuts(disk) == {b"a", b"b"}


def test_a_flush_is_of_one_file():
    disk = Disk()
    disk.take([write(0, b"a"), flush(1, LOG)])
    assert cuts(disk) == {b"", b"a"}


def test_a_write_may_be_torn_between_sectors():
    disk = Disk()
    disk.take([write(0, b"\1" * 2 * SECTOR)])
    halves = {(cut[:1], cut[SECTOR : SECTOR + 1]) for cut in cuts(disk) if cut}
    assert {(b"\1", b"\0"), (b"\0", b"\1"), (b"\1", b"\1")} <= halves


def test_a_deaf_disk_heeds_no_flush_of_the_file():
    disk = Disk(deaf={"a.db"})
    disk.take([write(0, b"a"), flush(1)])
    assert cuts(disk) == {b"", b"a"}


def test_tapes_are_joined_with_their_flushes():
    tape = [write(0, b"a"), flush(1)]
    assert [step.at for step in joined([tape, tape])] == [0, 1, 0, 3]


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace on this machine")
def test_a_program_is_recorded(tmp_path):
    file, tape = tmp_path / "a.db", tmp_path / "tape"
    program = f"""import os
file = os.open({str(file)!r}, os.O_RDWR | os.O_CREAT)
os.pwrite(file, b"<\\"1>", 3)
os.fdatasync(file)
os.ftruncate(file, 2)
os.unlink({str(file)!r})
"""
    subprocess.run([*recording(tape, [file]), sys.executable, "-c", program], check=True, env=os.environ)
    steps = [step._replace(when=0) for step in read(tape)]
    assert steps == [
        Step(0, "a.db", 3, b'<"1>'),
        Step(0, "a.db", 1, flushed=True),
        Step(0, "a.db", 2),
        Step(0, "a.db", 0),
    ]
