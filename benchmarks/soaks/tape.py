"""What a program asks of the disk, recorded by strace, and what the disk may hold when the power goes in between.

Source of the model: Pillai et al., "All file systems are not created equal", OSDI 2014: what was flushed is there;
of what was written since, any part may be, sector by sector.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

CALLS = "pwrite64,ftruncate,unlink,fdatasync,fsync"
SECTOR = 512
LINE = re.compile(r"""(\d+)[ ]+([\d.]+)[ ](?:(\w+)\((?:\d+<|")([^>"]*)[>"](.*)|<\.\.\.[ ](\w+)[ ]resumed>.*)""")
WRITTEN = re.compile(r', "([^"]*)", \d+, (\d+)')
LENGTH = re.compile(r", (\d+)\)")


class Step(NamedTuple):
    """What was asked of one file: bytes to write, a length to cut it to, or a flush that has returned."""

    when: float
    """In seconds since 1970."""
    file: str
    at: int
    """Where the bytes go; the length, 0 where the file is removed; or how many steps the flush had before it."""
    data: bytes | None = None
    flushed: bool = False


def recording(tape: Path, files: Iterable[Path]) -> list[str]:
    """Return the words before a command that record what it asks of the files."""
    asked = [word for file in files for word in ("-P", str(file))]
    return [
        "strace",
        "-f",
        "-qq",
        "-y",
        "-ttt",
        "-xx",
        "-s",
        "70000",
        "-o",
        str(tape),
        "-e",
        f"trace={CALLS}",
        *asked,
    ]


def read(tape: Path) -> list[Step]:
    """Return the steps of a tape in the order in which they were asked for, flushes where they returned."""
    steps: list[Step] = []
    begun: dict[str, tuple[str, int]] = {}
    with tape.open(encoding="ascii") as lines:
        for found in filter(None, map(LINE.match, lines)):
            thread, when, call, hexed, rest, resumed = found.groups(default="")
            if "sync" in call:
                begun[thread] = (_name(hexed), len(steps))
            elif call:
                steps.append(_asked(float(when), _name(hexed), rest))
            if "sync" in call + resumed and "<unfinished" not in rest:
                steps.append(Step(float(when), *begun.pop(thread), flushed=True))
    return steps


def joined(tapes: Iterable[Sequence[Step]]) -> list[Step]:
    """Return the steps of tapes that were recorded one after the other."""
    steps: list[Step] = []
    for tape in tapes:
        before = len(steps)
        steps += [step._replace(at=step.at + before) if step.flushed else step for step in tape]
    return steps


class Disk:
    """A disk that keeps what was flushed, but for the files whose flushes it is `deaf` to: those must show."""

    def __init__(self, *, deaf: Collection[str] = ()) -> None:
        self._safe: dict[str, bytearray] = {}
        self._loose: list[tuple[int, Step]] = []
        self._taken, self._deaf = 0, deaf

    def take(self, steps: Sequence[Step]) -> None:
        """Do what is asked next."""
        for number, step in enumerate(steps, self._taken):
            if not step.flushed:
                self._loose.append((number, step))
            elif step.file not in self._deaf:
                self._flush(step)
        self._taken += len(steps)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return what the files may hold when the power goes now."""
        held = {name: bytearray(data) for name, data in self._safe.items()}
        share = chance.choice([0, 0.5, 1])
        for _, step in self._loose:
            if chance.random() < share:
                _do(held, step, chance)
        return {name: bytes(data) for name, data in held.items()}

    def _flush(self, flush: Step) -> None:
        loose, self._loose = self._loose, []
        for number, step in loose:
            if step.file == flush.file and number < flush.at:
                _do(self._safe, step)
            else:
                self._loose.append((number, step))


def _do(files: dict[str, bytearray], step: Step, torn: random.Random | None = None) -> None:
    """Do one step; where it is `torn`, perhaps not all of its sectors, of which each is whole."""
    held = files.setdefault(step.file, bytearray())
    end = step.at + len(step.data or b"")
    if step.data is None:
        del held[end:]
    held.extend(bytes(max(0, end - len(held))))
    share = 1.0 if torn is None or end - step.at <= SECTOR else torn.choice([1, 1, 1, 0.5])
    for start in range(step.at, end, SECTOR):
        if torn is None or torn.random() < share:
            held[start : min(start + SECTOR, end)] = step.data[start - step.at :][:SECTOR]


def _asked(when: float, name: str, rest: str) -> Step:
    if written := WRITTEN.match(rest):
        return Step(when, name, int(written[2]), _bytes(written[1]))
    cut = LENGTH.match(rest)
    return Step(when, name, int(cut[1]) if cut else 0)


def _name(hexed: str) -> str:
    return Path(_bytes(hexed).decode()).name


def _bytes(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))
