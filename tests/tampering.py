"""Changes to a release that an attacker or an accident would make, each told by the file it touches."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

LOOK_ALIKES = {"a": "а", "e": "е", "o": "о", "-": "\u2010", "1": "l"}
Change = Callable[[random.Random, bytes], bytes]


def flip(dice: random.Random, data: bytes) -> bytes:
    """Change one bit."""
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def look_alike(dice: random.Random, data: bytes) -> bytes:
    """Put another character of the same look in the place of one."""
    old = dice.choice([old for old in LOOK_ALIKES if old.encode() in data] or [chr(data[0])])
    return data.replace(old.encode(), LOOK_ALIKES.get(old, "?").encode(), 1)


def drop_line(dice: random.Random, data: bytes) -> bytes:
    """Leave out a line: the first, one in the middle, the last."""
    lines = data.splitlines(keepends=True)
    del lines[dice.choice([0, len(lines) // 2, len(lines) - 1])]
    return b"".join(lines)


def double_line(dice: random.Random, data: bytes) -> bytes:
    """Say a line twice."""
    lines = data.splitlines(keepends=True)
    at = dice.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def swap_lines(dice: random.Random, data: bytes) -> bytes:
    """Exchange two lines that follow each other."""
    lines = data.splitlines(keepends=True)
    at = dice.randrange(max(1, len(lines) - 1))
    return b"".join([*lines[:at], *lines[at : at + 2][::-1], *lines[at + 2 :]])


def cut(dice: random.Random, data: bytes) -> bytes:
    """Cut the end off."""
    return data[: dice.randrange(len(data))]


def insert(dice: random.Random, data: bytes) -> bytes:
    """Put a byte in."""
    at = dice.randrange(len(data) + 1)
    return data[:at] + bytes([dice.choice(b' \n0aZ"{\xff\x00')]) + data[at:]


def empty(dice: random.Random, data: bytes) -> bytes:
    """Leave nothing."""
    return b""


def other_ends(dice: random.Random, data: bytes) -> bytes:
    """End lines as Windows does, or leave out the last end."""
    return data.replace(b"\n", b"\r\n") if dice.randrange(2) else data.removesuffix(b"\n")


def other_number(dice: random.Random, data: bytes) -> bytes:
    """Put another digit in the place of one."""
    places = [at for at in range(len(data)) if data[at : at + 1].isdigit()]
    at = dice.choice(places or [0])
    return data[:at] + str(dice.randrange(10)).encode() + data[at + 1 :]


CHANGES: list[Change] = [
    flip, flip, look_alike, drop_line, double_line, swap_lines, cut, insert, empty, other_ends, other_number,
]  # fmt: skip


def tamper(dice: random.Random, whole: Path, copy: Path) -> str:
    """Make a changed copy of the release, and return the name of the file that is wrong in it."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(whole, copy)
    names = sorted(path.relative_to(whole).as_posix() for path in whole.rglob("*") if path.is_file())
    name, deed = dice.choice(names), dice.randrange(20)
    if deed < len(DEEDS):
        return DEEDS[deed](dice, copy, names)
    before = (copy / name).read_bytes()
    after = before if before else b"more"
    while after == before:
        after = dice.choice(CHANGES)(dice, before)
    (copy / name).write_bytes(after)
    return name


def remove(dice: random.Random, copy: Path, names: list[str]) -> str:
    """Take a file away."""
    name = dice.choice(names)
    (copy / name).unlink()
    return name


def add(dice: random.Random, copy: Path, names: list[str]) -> str:
    """Put a file beside another."""
    name = f"{dice.choice(names)}.bak"
    (copy / name).write_bytes(b"more")
    return name


def rename(dice: random.Random, copy: Path, names: list[str]) -> str:
    """Give a file another name."""
    name = dice.choice(names)
    (copy / name).rename(copy / f"{name}~")
    return name


def exchange(dice: random.Random, copy: Path, names: list[str]) -> str:
    """Let two files that differ change their places; return the one that is looked at first."""
    listed = [line.split(maxsplit=1)[1] for line in (copy / "SHA256SUMS").read_text("utf-8").splitlines()]
    one = dice.choice(names)
    other = dice.choice([name for name in names if (copy / name).read_bytes() != (copy / one).read_bytes()])
    (copy / one).rename(copy / "kept")
    (copy / other).rename(copy / one)
    (copy / "kept").rename(copy / other)
    return min(one, other, key=[*FIRST, *listed].index)


FIRST = ("history/keys.txt", "SHA256SUMS.sig", "SHA256SUMS")
"""What is looked at before all others."""

DEEDS = [remove, add, rename, exchange]
