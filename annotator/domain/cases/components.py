"""Components: windows of the text in which readings hang together, found by one sweep."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from annotator.domain.cases.readings import Reading, slot


class Unions:
    """Union-find over the numbers from 0."""

    def __init__(self, size: int) -> None:
        """Begin with every number alone."""
        self._parents = list(range(size))

    def join(self, one: int, other: int) -> None:
        """Put both, and all that hang on them, together."""
        low, high = sorted((self._root(one), self._root(other)))
        self._parents[high] = low

    def sets(self) -> list[list[int]]:
        """Return the numbers that hang together, in order."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parents)):
            found.setdefault(self._root(number), []).append(number)
        return list(found.values())

    def _root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number


def components(readings: Iterable[Reading], boundaries: Sequence[int] = ()) -> list[list[Reading]]:
    """Return the readings that hang together, each in order of place.

    Spans join where any segments share a character; a point joins what it stands inside of, and points of its
    slot; readings of the whole article join by tag.
    """
    items = sorted(readings, key=lambda reading: reading.place)
    unions = Unions(len(items))
    pieces = sorted(
        (segment.start, segment.end, number)
        for number, item in enumerate(items)
        for segment in item.segments
        if segment.length
    )
    _join_spans(unions, pieces)
    _join_points(unions, items, pieces)
    _join_equal(unions, items, boundaries)
    return [[items[number] for number in numbers] for numbers in unions.sets()]


def _join_spans(unions: Unions, pieces: Sequence[tuple[int, int, int]]) -> None:
    """Whatever starts before the furthest end so far overlaps the piece that reaches there."""
    furthest, holder = -1, -1
    for start, end, number in pieces:
        if start < furthest:
            unions.join(number, holder)
        if end > furthest:
            furthest, holder = end, number


def _join_points(unions: Unions, items: Sequence[Reading], pieces: Sequence[tuple[int, int, int]]) -> None:
    starts = [start for start, _, _ in pieces]
    reach = list(accumulate(((end, number) for _, end, number in pieces), max))
    for number, item in enumerate(items):
        if item.kind == "point":
            before = bisect_left(starts, item.start)
            if before and reach[before - 1][0] > item.start:
                unions.join(number, reach[before - 1][1])


def _join_equal(unions: Unions, items: Sequence[Reading], boundaries: Sequence[int]) -> None:
    seen: dict[tuple[str, object], int] = {}
    for number, item in enumerate(items):
        if item.kind == "point":
            unions.join(number, seen.setdefault(("point", slot(item.start, boundaries)), number))
        elif item.kind == "article":
            unions.join(number, seen.setdefault(("article", item.tag), number))
