"""Links between boxes in columns: curves that run between the boxes of a column, never behind them.

Lengths are in the units of the picture. A link that crosses a column goes straight through it, in the gap between
two boxes that is nearest to where it would pass, or free below the last one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

WIDTH, HEIGHT = 210, 62
ACROSS, DOWN = 90, 18
_ASIDE = (0, 3, -3, 6, -6)
"""How far links that share a gap stand from its middle, in turn."""

Point = tuple[int, int]


@dataclass
class Routes:
    """The columns of a picture, each the heights of its boxes by its left side, and which gaps are taken."""

    columns: Mapping[int, Sequence[int]]
    _taken: Counter[Point] = field(default_factory=Counter)

    def path(self, start: Point, end: Point) -> str:
        """Return the path from one box to another, each by its left upper corner; a bow inside one column."""
        one, other = start[1] + HEIGHT // 2, end[1] + HEIGHT // 2
        if start[0] == end[0]:
            x = start[0] + WIDTH
            return f"M{x} {one}C{x + ACROSS // 2} {one} {x + ACROSS // 2} {other} {x} {other}"
        forward = start[0] < end[0]
        near, far = (WIDTH, 0) if forward else (0, WIDTH)
        first, last = (start[0] + near, one), (end[0] + far, other)
        points = [first, *self._between(first, last), last]
        steps = (_curve(a, b) if n % 2 == 0 else f"L{b[0]} {b[1]}" for n, (a, b) in enumerate(pairwise(points)))
        return f"M{first[0]} {first[1]}" + "".join(steps)

    def _between(self, first: Point, last: Point) -> Iterator[Point]:
        """Yield where the link enters and leaves each column on its way."""
        left, right = sorted((first[0], last[0]))
        crossed = sorted(x for x in self.columns if left < x < right)
        forward = first[0] < last[0]
        for x in crossed if forward else reversed(crossed):
            passed = abs(x + WIDTH // 2 - first[0]) / (right - left)
            y = self._gap(x, first[1] + round(passed * (last[1] - first[1])))
            yield from ((x, y), (x + WIDTH, y)) if forward else ((x + WIDTH, y), (x, y))

    def _gap(self, x: int, y: int) -> int:
        """Return the height nearest to y at which nothing stands in the column."""
        boxes = sorted(self.columns[x])
        gaps = [boxes[0] - DOWN // 2, *(top + HEIGHT + DOWN // 2 for top in boxes)]
        if y > gaps[-1]:
            return y
        gap = min(gaps, key=lambda at: (abs(at - y), -at))
        self._taken[x, gap] += 1
        return gap + _ASIDE[(self._taken[x, gap] - 1) % len(_ASIDE)]


def _curve(start: Point, end: Point) -> str:
    middle = (start[0] + end[0]) // 2
    return f"C{middle} {start[1]} {middle} {end[1]} {end[0]} {end[1]}"
