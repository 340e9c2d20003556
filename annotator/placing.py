"""Files that get their name when all of them is on the disk, and otherwise were never there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL


@contextmanager
def placed(target: Path, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Hand out a file, also to be read, that takes its name when the block ends well and goes when it fails."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(8)}.part")
    try:  # from here: an interrupt may come when the file is there and its handle not yet in hand
        with os.fdopen(os.open(part, NEW, mode), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def kept(target: Path, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Place a new file in a folder that is made for it; the names of both outlive a cut of the power."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with placed(target, mode) as file:
        yield file
    try:
        for folder in target.parents[:2]:
            _flush(folder)
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def _flush(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
