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
