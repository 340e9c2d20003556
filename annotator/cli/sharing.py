"""Who of gunicorn's workers takes the next connection: the one that has fewest, if it can."""

from __future__ import annotations

from mmap import mmap

PLACES = 64
"""More workers than are ever alive at the same time; two that have the same place are counted as one."""
NOBODY = -1


class Shares:
    """How many connections each worker holds, in memory that all of them share.

    Each worker writes in its own place; what another reads may be a moment old.
    """

    def __init__(self) -> None:
        self._held = memoryview(mmap(-1, 4 * PLACES)).cast("i")
        for place in range(PLACES):
            self.leave(place)

    def put(self, worker: int, connections: int) -> None:
        """Say how many connections the worker of that number holds now."""
        self._held[worker % PLACES] = connections

    def leave(self, worker: int) -> None:
        """Count that worker no more."""
        self.put(worker, NOBODY)

    def fewest(self) -> int:
        """Return how many connections the worker with the fewest holds; 0 when there is none."""
        return min((held for held in self._held if held != NOBODY), default=0)
