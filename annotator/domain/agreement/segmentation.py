"""WindowDiff, Pk and boundary similarity: for export only, since no annotator divides a whole text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, NOTHING_MARKED, UNEQUAL_LENGTHS, Figure

SPAN = 2
"""How many potential boundaries a near miss may span."""


def window_diff(one: str, other: str, size: int | None = None) -> Figure:
    """Return the share of windows with unequal numbers of boundaries; a boundary is a `1`."""
    return _windows(one, other, _size(one, size), lambda mine, theirs: mine != theirs)


def pk(one: str, other: str, size: int | None = None) -> Figure:
    """Return the share of windows in which only one has a boundary; by default half a mean segment long."""
    return _windows(one, other, _size(one, size), lambda mine, theirs: (mine > 0) != (theirs > 0))


def boundary_similarity(ones: Sequence[int], others: Sequence[int], span: int = SPAN) -> Figure:
    """Return B (Fournier 2013) of two segmentations given as lengths: near misses count in part."""
    if sum(ones) != sum(others):
        return Figure(None, UNEQUAL_LENGTHS)
    mine, theirs = _boundaries(ones), _boundaries(others)
    equal = len(mine & theirs)
    misses = _near_misses(mine - theirs, theirs - mine, span)
    added = len(mine ^ theirs) - 2 * len(misses)
    size = added + len(misses) + equal
    if not size:
        return Figure(None, NOTHING_MARKED)
    return Figure(1 - (added + sum(misses) / span) / size)


def _size(one: str, size: int | None) -> int:
    """Return the window asked for, by default half a mean segment of the first."""
    marked = one.count("1")
    return size if size is not None else round(len(one) / (2 * marked)) if marked else 0


def _windows(one: str, other: str, size: int, differ: Callable[[int, int], bool]) -> Figure:
    if len(one) != len(other):
        return Figure(None, UNEQUAL_LENGTHS)
    if not 0 < size <= len(one):
        return Figure(None, NO_PAIRABLE_VALUES)
    mine, theirs = _counts(one, size), _counts(other, size)
    found = sum(differ(*counts) for counts in zip(mine, theirs, strict=True))
    return Figure(found / len(mine))


def _counts(boundaries: str, size: int) -> list[int]:
    sums = [0, *accumulate(int(mark == "1") for mark in boundaries)]
    return [sums[end] - sums[end - size] for end in range(size, len(sums))]


def _boundaries(masses: Sequence[int]) -> set[int]:
    return set(accumulate(masses[:-1]))


def _near_misses(mine: set[int], theirs: set[int], span: int) -> list[int]:
    """Return the distances of boundaries moved, the nearest first, each boundary once."""
    taken: set[int] = set()
    found: list[int] = []
    for distance in range(1, span):
        for place in sorted(mine | theirs):
            side = theirs if place in mine else mine
            if place + distance in side and not {place, place + distance} & taken:
                taken |= {place, place + distance}
                found.append(distance)
    return found
