"""The text as one person divided it: units with values, and the gaps between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.domain.agreement.ratings import Floats, Ints
from annotator.domain.cases.readings import Reading

GAP = 0
"""The code of what has no value."""


@dataclass(frozen=True)
class Continuum:
    """The sections of one person in order; `code` is 0 for gaps."""

    start: Ints
    end: Ints
    code: Ints

    @property
    def length(self) -> Ints:
        """Return the length of each section in characters."""
        return self.end - self.start

    @property
    def overlapping(self) -> bool:
        """Say whether units share a character, so that the text is not divided."""
        return bool((self.start[1:] < self.end[:-1]).any())

    def units(self) -> Continuum:
        """Return the sections with a value."""
        return self.only(self.code != GAP)

    def gaps(self) -> Continuum:
        """Return the sections without one."""
        return self.only(self.code == GAP)

    def only(self, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Continuum:
        """Return the chosen sections."""
        return Continuum(self.start[chosen], self.end[chosen], self.code[chosen])


def divide(readings: Iterable[Reading], codes: Mapping[str, int], begin: int, length: int) -> Continuum:
    """Return the sections from `begin` on; points have no width and divide nothing.

    What overlaps with the same value is one unit; units that only touch stay two.
    """
    units = sorted(
        (max(segment.start, begin), min(segment.end, begin + length), codes[reading.tag])
        for reading in readings
        for segment in reading.segments
        if segment.length
    )
    return _with_gaps(_joined([unit for unit in units if unit[0] < unit[1]]), begin, begin + length)


def shared(one: Continuum, other: Continuum) -> Floats:
    """Return how many characters each section of one shares with each of the other."""
    ends = np.minimum(one.end[:, None], other.end[None, :])
    starts = np.maximum(one.start[:, None], other.start[None, :])
    return np.asarray(np.maximum(0, ends - starts), np.float64)


def codes_of(readings: Iterable[Reading]) -> dict[str, int]:
    """Return the code of each tag, from 1 on, in order of names."""
    return {tag: code for code, tag in enumerate(sorted({reading.tag for reading in readings}), 1)}


def _joined(units: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    joined: list[tuple[int, int, int]] = []
    last: dict[int, int] = {}
    for start, end, code in units:
        place = last.get(code)
        if place is not None and start < joined[place][1]:
            joined[place] = (joined[place][0], max(end, joined[place][1]), code)
        else:
            last[code] = len(joined)
            joined.append((start, end, code))
    return joined


def _with_gaps(units: Sequence[tuple[int, int, int]], begin: int, end: int) -> Continuum:
    sections: list[tuple[int, int, int]] = []
    reached = begin
    for unit in units:
        if unit[0] > reached:
            sections.append((reached, unit[0], GAP))
        sections.append(unit)
        reached = max(reached, unit[1])
    if reached < end:
        sections.append((reached, end, GAP))
    table = np.array(sections, np.int64).reshape(-1, 3)
    return Continuum(table[:, 0], table[:, 1], table[:, 2])
