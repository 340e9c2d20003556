"""Calls of the machine about files, of which one fails: the disk is full or broken, or the folder is shut."""

from __future__ import annotations

import _pyio
import builtins
import errno
import io
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.functional.faults.sweeping import sampled

NAMED = ("replace", "rename", "link", "mkdir", "unlink", "remove", "rmdir")
"""Calls that take the path first; `open`, `write` and `fsync` are watched too."""
OPEN = io.open
CLEARING = frozenset({"unlink", "remove", "rmdir"})
REASONS = errno.ENOSPC, errno.EIO, errno.EACCES
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
Point = tuple[str, int, int]
"""A kind of call, which of them fails, and why: an errno."""


class FileFault:
    """Counts what is called about files under a folder, by kind, and lets one of them fail as planned.

    A write that fails has written half. Python's own streams, written in Python, lead to these calls too.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._inside, self._real = f"{folder}{os.sep}", set[int](), dict[str, Any]()
        self.plan()

    def plan(self, kind: str = "", at: int = 0, reason: int = 0) -> None:
        """Begin to count anew; `struck` will tell that the call was made, and failed."""
        self.calls: Counter[str] = Counter()
        self._kind, self._at, self._reason, self.struck = kind, at, reason, False

    def points(self, *, brief: bool = False) -> list[Point]:
        """Return what may fail of what was counted: of each kind what `sampled` takes, the reasons in turn.

        In brief, the one in the middle of each kind: where the same work is swept through another door.
        """
        many = sorted(self.calls.items())
        found = [(kind, at) for kind, last in many for at in ([-(-last // 2)] if brief else sampled(1, last))]
        return [(kind, at, REASONS[number % len(REASONS)]) for number, (kind, at) in enumerate(found)]

    def install(self, monkeypatch: Any) -> None:
        """Stand between the program and the machine."""
        self._real = {name: getattr(os, name) for name in ("open", "write", "fsync", "close", *NAMED)}
        for name in ("open", "write", "fsync", "close"):
            monkeypatch.setattr(os, name, getattr(self, f"_{name}"))
        for name in NAMED:
            monkeypatch.setattr(os, name, self._by_name(name))
        for module in (io, builtins):
            monkeypatch.setattr(module, "open", _opened)

    def _watch(self, kind: str, *where: Any) -> None:
        self.calls[kind] += 1
        if (kind, self.calls[kind]) == (self._kind, self._at):
            self.struck = True
            raise OSError(self._reason, os.strerror(self._reason), *where)

    def _is_ours(self, path: Any, dir_fd: int | None = None) -> bool:
        return dir_fd in self._inside or (
            not isinstance(path, int) and str(Path(os.fsdecode(path)).absolute()).startswith(self._folder)
        )

    def _open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        ours = self._is_ours(path, dir_fd)
        if ours and flags & WRITES:
            self._watch("open", path)
        number: int = self._real["open"](path, flags, mode, dir_fd=dir_fd)
        if ours:
            self._inside.add(number)
        return number

    def _close(self, number: int) -> None:
        self._inside.discard(number)
        self._real["close"](number)

    def _write(self, number: int, data: Any) -> int:
        if number in self._inside:
            try:
                self._watch("write")
            except OSError:
                self._real["write"](number, bytes(data)[: len(data) // 2])
                raise
        done: int = self._real["write"](number, data)
        return done

    def _fsync(self, number: Any) -> None:
        if number in self._inside:
            self._watch("fsync")
        self._real["fsync"](number)

    def _by_name(self, name: str) -> Any:
        def call(path: Any, *more: Any, **options: Any) -> Any:
            if self._is_ours(path, options.get("dir_fd")):
                self._watch(name, path)
            return self._real[name](path, *more, **options)

        return call


def _opened(file: Any, mode: str = "r", *more: Any, **options: Any) -> Any:
    """Open as Python does; what is written goes through streams that are written in Python."""
    return (_pyio.open if {*mode} & {*"wxa+"} else OPEN)(file, mode, *more, **options)


@contextmanager
def failing_files(folder: Path, monkeypatch: Any) -> Iterator[FileFault]:
    """Let calls about files under the folder fail as planned, in the block."""
    fault = FileFault(folder)
    with monkeypatch.context() as patch:
        fault.install(patch)
        yield fault
