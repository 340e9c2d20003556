"""The gates that take long: what is promised of a server at work, tried until it breaks or the time is over.

Each part is a module with `GATE`, what it is called; `SIZE`, how often it does what it does; and `soak(folder,
size, start)`, which returns an `Outcome`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.figures import Figure


class Outcome(NamedTuple):
    """What a part measured, and in words what went wrong."""

    figures: list[Figure]
    faults: list[str]

    @property
    def met(self) -> bool:
        """Whether every goal is met."""
        return not self.faults and all(figure.met for figure in self.figures)


def counted(size: int, *, every: int = 1) -> Iterator[int]:
    """Yield the numbers from 0 up to the size, and say how far it is whenever `every` more are done."""
    for number in range(size):
        yield number
        if (number + 1) % every == 0:
            print(f"{number + 1:,} of {size:,}", flush=True)
