"""The writer lock of SQLite: first come, first served among threads, and in turn among processes."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import Busy

WAIT_SECONDS = 8.0
POLL_SECONDS = 0.0003
PATIENCE_SECONDS = 1.5
"""How long the turn may stay away before most threads of a process are let go, to read."""
FEW = 5
"""The threads, of a server's eight, that go on waiting then."""
LOOK_SECONDS = 0.25
"""How often who waits looks whether to go on."""


class WriterLock:
    """One writer at a time.

    SQLite's own busy handler is unfair: under load one request starved for five seconds while
    others passed it. Threads queue here; processes take a turnstile before the lock, so that the
    one that has just written cannot slip in again before the one that waits.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queue: deque[threading.Event] = deque()
        self._mutex = threading.Lock()
        self._since: float | None = None  # when the turn came last to one of those who wait, or the first of them
        self._files: tuple[int, int] | None = None

    @contextmanager
    def held(self, wait: float | None = None) -> Iterator[None]:
        """Hold the lock for the block; raises Busy when the turn does not come within `wait` seconds."""
        deadline = time.monotonic() + (WAIT_SECONDS if wait is None else wait)
        self._queue_up(deadline)
        came = False
        try:
            self._lock_files(deadline)
            came = True
            try:
                yield
            finally:
                fcntl.flock(self._opened()[1], fcntl.LOCK_UN)
        finally:
            self._step_aside(came)

    def is_late_for(self, place: int) -> bool:
        """Tell whether the turn has stayed away so long that who comes `place` after all here is let go."""
        return self._is_late_at(len(self._queue) + place)

    def _is_late_at(self, place: int) -> bool:
        if place < FEW:
            return False
        since = self._since
        return since is not None and time.monotonic() - since > PATIENCE_SECONDS

    def _queue_up(self, deadline: float) -> None:
        turn = threading.Event()
        with self._mutex:
            if self.is_late_for(0):
                raise busy()
            self._queue.append(turn)
            if self._queue[0] is turn:
                self._since = self._since or time.monotonic()
                return
        while not turn.wait(max(0.0, min(LOOK_SECONDS, deadline - time.monotonic()))):
            with self._mutex:
                if self._queue[0] is turn:
                    return
                if time.monotonic() >= deadline or self._is_late_at(self._queue.index(turn)):
                    self._queue.remove(turn)
                    raise busy()

    def _step_aside(self, came: bool) -> None:
        with self._mutex:
            self._queue.popleft()
            if came:
                self._since = time.monotonic() if self._queue else None
            if self._queue:
                self._queue[0].set()

    def _lock_files(self, deadline: float) -> None:
        turnstile, lock = self._opened()
        _flock(turnstile, deadline)
        try:
            _flock(lock, deadline)
        finally:
            fcntl.flock(turnstile, fcntl.LOCK_UN)

    def _opened(self) -> tuple[int, int]:
        """Open the two files once per process: a lock inherited by a fork would be shared with the parent."""
        if self._files is None:
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
            turnstile = self._path.with_name(self._path.name + ".next")
            self._files = (os.open(turnstile, flags, 0o600), os.open(self._path, flags, 0o600))
        return self._files

    def forget(self) -> None:
        """Let a freshly forked process open its own files."""
        self._files = None


def _flock(file: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise busy() from None
            time.sleep(POLL_SECONDS)


def busy() -> Busy:
    """Return what those are told whose turn does not come."""
    return Busy("busy", "The store is busy. Nothing was saved; try again in a second.", retry_after=1)
